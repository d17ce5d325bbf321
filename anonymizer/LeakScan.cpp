// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/LeakScan.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/EncapsulatedJpeg.h"
#include "anonymizer/detail/FileRegions.h"
#include "anonymizer/detail/OriginalsIndex.h"
#include "anonymizer/detail/PatternSearch.h"
#include "anonymizer/detail/PictureScan.h"
#include "core/Files.h"
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;

/// Forms that shall be searched for, with their automaton.
class Search {
public:
    explicit Search(const FormSet& set)
        : m_forms(set.forms()), m_kinds(set.kinds()), m_automaton(bytesOf(m_forms)) {}

    /// Calls hit(form index, offset) for finds that stand alone.
    template <class Hit>
    void run(std::string_view text, Hit hit) const {
        m_automaton.scan(text, [&](std::size_t form, std::size_t offset) {
            if (standsAlone(m_forms[form], text, offset))
                hit(form, offset);
        });
    }
    const SearchForm& form(std::size_t index) const { return m_forms[index]; }
    const std::string& kind(std::size_t index) const { return m_kinds[m_forms[index].kind]; }

private:
    static std::vector<std::string> bytesOf(const std::vector<SearchForm>& forms) {
        std::vector<std::string> bytes;
        for (const SearchForm& form : forms)
            bytes.push_back(form.bytes);
        return bytes;
    }
    std::vector<SearchForm> m_forms;
    std::vector<std::string> m_kinds;
    PatternSearch m_automaton;
};

class OutputScan {
public:
    OutputScan(const OriginalsIndex& originals, const Search& contents, const Search& names,
               LeakReport& report)
        : m_originals(originals), m_contents(contents), m_names(names), m_report(report),
          m_pictures(originals.contents(), report) {}

    Result<void> file(const fs::path& folder, const fs::path& relative) {
        m_file = relative;
        m_seen.clear();
        m_explained.clear();
        name();
        CW_TRY(const auto bytes, core::readFile(folder / relative));
        const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        std::optional<dicom::Instance> instance;
        if (dicom::looksLikeDicom(
                std::span(bytes).first(std::min<std::size_t>(bytes.size(), 1024))))
            if (auto read = dicom::readInstance(bytes))
                instance = std::move(*read);
        if (instance)
            elements(*instance);
        raw(text, regionsOf(bytes, instance ? &*instance : nullptr));
        m_pictures.file(relative, bytes, instance ? &*instance : nullptr);
        return {};
    }
    void finish() { m_pictures.finish(); }

private:
    void leak(const std::string& kind, std::string where) {
        if (m_seen.insert({kind, where}).second)
            m_report.leaks.push_back({m_file, kind, std::move(where)});
    }

    void name() {
        const std::string path = m_file.generic_string();
        for (const Search* search : {&m_contents, &m_names})
            search->run(path, [&](std::size_t form, std::size_t) {
                leak(search->kind(form), "file name");
            });
    }

    /// The decoded text of every element: finds what a deflated or oddly encoded file hides from
    /// the search of its bytes, and explains dates that were shifted onto another patient's.
    void elements(const dicom::Instance& instance) {
        const std::string temporal = instance.text({0x0028, 0x0303}).value_or("");
        const bool modified = temporal.starts_with("MODIFIED");
        const bool retained = temporal.starts_with("UNMODIFIED");
        const std::string fingerprint = fingerprintOf(instance);
        instance.visit([&](const dicom::ElementView& element) {
            if (element.value.empty())
                return;
            const bool date = element.vr == "DA" || element.vr == "DT";
            const auto utf8 = toUtf8(element.value, element.characterSet);
            const std::string where = "decoded text of " + dicom::text(element.tag);
            m_contents.run(utf8 ? *utf8 : element.value, [&](std::size_t form, std::size_t) {
                const bool birth = m_contents.kind(form) == "PatientBirthDate";
                const bool explained =
                    date && m_contents.form(form).form == IdentifierForm::Date &&
                    ((modified &&
                      !m_originals.hadDate(fingerprint, element.tag, m_contents.form(form).date)) ||
                     (retained && !birth));
                if (explained)
                    ++m_explained[form];
                else
                    leak(m_contents.kind(form), where);
            });
        });
    }

    void raw(std::string_view text, const std::vector<Region>& regions) {
        std::map<std::size_t, int> count;
        m_contents.run(text, [&](std::size_t form, std::size_t offset) {
            const SearchForm& each = m_contents.form(form);
            if (!longEnough(each, matterAt(regions, offset)))
                return;
            if (++count[form] > m_explained[form])
                leak(m_contents.kind(form), "byte " + std::to_string(offset));
        });
    }

    /// In compressed data six chance bytes are one in 10^14; in samples of a dark, smooth picture
    /// neighbours are alike, and short words do occur.
    static bool longEnough(const SearchForm& form, Matter matter) {
        if (matter == Matter::Text)
            return true;
        const bool wide = form.encoding != Encoding::Bytes;
        if (matter == Matter::Compressed)
            return form.bytes.size() >= (wide ? 12U : 6U);
        return !wide && form.bytes.size() >= 12;
    }

    static Matter matterAt(const std::vector<Region>& regions, std::size_t offset) {
        const auto next = std::ranges::upper_bound(regions, offset, {}, &Region::begin);
        if (next == regions.begin() || offset >= std::prev(next)->end)
            return Matter::Text;
        return std::prev(next)->matter;
    }

    const OriginalsIndex& m_originals;
    const Search &m_contents, &m_names;
    LeakReport& m_report;
    PictureScan m_pictures;
    fs::path m_file;
    std::set<std::pair<std::string, std::string>> m_seen;
    std::map<std::size_t, int> m_explained;
};

Result<std::vector<fs::path>> filesUnder(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error))
        return fail(ErrorCode::NotFound, "a folder to compare is not there");
    std::vector<fs::path> files;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error))
        if (std::error_code ignored; at->is_regular_file(ignored))
            files.push_back(fs::relative(at->path(), folder, ignored));
    if (error)
        return fail(ErrorCode::Unreadable, "a folder cannot be walked");
    std::ranges::sort(files);
    return files;
}

} // namespace

std::string LeakReport::toJson() const {
    using nlohmann::json;
    json list = json::array();
    for (const Leak& leak : leaks)
        list.push_back(
            {{"file", leak.file.generic_string()}, {"kind", leak.kind}, {"where", leak.where}});
    json written = json::array();
    for (const fs::path& file : textIn)
        written.push_back(file.generic_string());
    const json report{{"identifiers", identifiers},
                      {"files_scanned", filesScanned},
                      {"pictures_read", picturesRead},
                      {"pictures_unread", picturesUnread},
                      {"pictures_with_text", picturesWithText},
                      {"text_in", std::move(written)},
                      {"notes", notes},
                      {"leak_count", leaks.size()},
                      {"leaks", std::move(list)}};
    return report.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<LeakReport> leakScan(const fs::path& original, const fs::path& output,
                            const core::ProgressFn& progress) try {
    CW_TRY(const auto sources, filesUnder(original));
    CW_TRY(const auto outputs, filesUnder(output));
    OriginalsIndex originals;
    const std::size_t total = sources.size() + outputs.size();
    std::size_t done = 0;
    for (const fs::path& source : sources) {
        originals.add(original, source);
        if (progress)
            progress(++done, total, "files");
    }
    originals.finish();
    const Search contents(originals.contents()), names(originals.names());
    LeakReport report;
    report.identifiers = originals.contents().identifiers();
    OutputScan scan(originals, contents, names, report);
    for (const fs::path& file : outputs) {
        CW_CHECK(scan.file(output, file));
        ++report.filesScanned;
        if (progress)
            progress(++done, total, "files");
    }
    scan.finish();
    return report;
} catch (const std::exception&) {
    return fail(ErrorCode::Internal, "the search for leaks met an unexpected error");
}

} // namespace cw::anonymizer
