// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/LeakScan.h"
#include "anonymizer/detail/TreeFiles.h"
#include "core/Files.h"
#include "core/Sha256.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kFormat = "concord-leak-report-2";
constexpr const char* kOwnHash = "report_sha256";

/// Keys sorted, no blanks: the same content has the same bytes.
std::string canonical(const json& report) {
    return report.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace

std::string LeakReport::toJson() const {
    // A file whose very name leaks must not be named.
    const auto nameOf = [this](const fs::path& file) {
        const bool told = std::ranges::any_of(leaks, [&](const Leak& leak) {
            return leak.file == file && leak.where == "file name";
        });
        if (!told)
            return file.generic_string();
        const auto hash = hashes.find(file);
        return hash == hashes.end() ? std::string("withheld")
                                    : "sha256:" + hash->second.substr(0, 16);
    };
    json list = json::array(), written = json::array();
    for (const Leak& leak : leaks)
        list.push_back({{"file", nameOf(leak.file)}, {"kind", leak.kind}, {"where", leak.where}});
    for (const fs::path& file : textIn)
        written.push_back(nameOf(file));
    json report{
        {"format", kFormat},
        {"identifiers", identifiers},
        {"forms", forms},
        {"searched_for", searchedFor},
        {"searched_in",
         {"file and folder names", "bytes", "decoded text of elements", "deflated data sets",
          "zlib and gzip streams", "base64 and hexadecimal text", "writing in pictures"}},
        {"originals", originals},
        {"originals_unread", originalsUnread},
        {"files_scanned", filesScanned},
        {"bytes_scanned", bytesScanned},
        {"output_sha256", outputSha256},
        {"pictures_read", picturesRead},
        {"pictures_unread", picturesUnread},
        {"pictures_with_text", picturesWithText},
        {"text_in", std::move(written)},
        {"notes", notes},
        {"leak_count", found},
        {"leaks", std::move(list)}};
    report[kOwnHash] = core::sha256Hex(canonical(report));
    return report.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<ReportCheck> checkReport(const fs::path& file, const std::optional<fs::path>& output) {
    CW_TRY(const auto text, core::readText(file));
    json report = json::parse(text, nullptr, false);
    const auto isText = [&](const char* key) {
        return report.contains(key) && report[key].is_string();
    };
    if (!report.is_object() || !isText("format") || report["format"] != kFormat ||
        !isText(kOwnHash) || !isText("output_sha256") || !report.contains("leak_count") ||
        !report["leak_count"].is_number_unsigned())
        return fail(ErrorCode::Malformed, "the file is no leak report of this version");
    ReportCheck check;
    check.reportSha256 = report[kOwnHash].get<std::string>();
    check.leaks = report["leak_count"].get<std::size_t>();
    report.erase(kOwnHash);
    check.intact = core::sha256Hex(canonical(report)) == check.reportSha256;
    if (output) {
        CW_TRY(const auto manifest, treeSha256(*output));
        check.sameOutput = manifest == report["output_sha256"].get<std::string>();
    }
    return check;
}

} // namespace cw::anonymizer
