// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/detail/CopyRecord.h"

#include "core/Csv.h"
#include "core/Files.h"
#include "core/Text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace cw::workflow::detail {
namespace {

using core::csvField;
constexpr std::size_t kFields = 12;

std::string written(double value) {
    return std::isnan(value)   ? std::string()
           : std::isinf(value) ? std::string("inf")
                               : core::shortest(value);
}

double readNumber(const std::string& text) {
    if (text == "inf")
        return HUGE_VAL;
    return text.empty() ? std::numeric_limits<double>::quiet_NaN()
                        : std::strtod(text.c_str(), nullptr);
}

std::size_t readCount(const std::string& text) {
    return static_cast<std::size_t>(std::strtoull(text.c_str(), nullptr, 10));
}

} // namespace

std::string recordHeading() {
    return "image,asked,achieved,reached,setting,raw_bytes,coded_bytes,psnr,ssim,"
           "largest_difference,source_sha256,fault\n";
}

std::string recordLine(const CompressedPicture& p) {
    return csvField(p.image) + ',' + written(p.asked) + ',' + written(p.achieved) + ',' +
           (p.reached ? "1" : "0") + ',' + written(p.setting) + ',' + std::to_string(p.rawBytes) +
           ',' + std::to_string(p.codedBytes) + ',' + written(p.psnr) + ',' + written(p.ssim) +
           ',' + written(p.largestDifference) + ',' + p.sourceSha256 + ',' + csvField(p.fault) +
           '\n';
}

std::map<std::string, CompressedPicture> readRecord(const std::filesystem::path& file) {
    std::map<std::string, CompressedPicture> pictures;
    const auto text = core::readText(file);
    if (!text)
        return pictures;
    // Line by line: one that was cut off when the machine went down, perhaps within quotes, must
    // not take what was written after it along.
    for (std::size_t at = 0; at < text->size();) {
        const auto end = std::min(text->find('\n', at), text->size());
        core::CsvRecords records(std::string_view(*text).substr(at, end - at));
        at = end + 1;
        const auto row = records.next();
        if (!row)
            continue;
        const auto& f = row->fields;
        if (f.size() != kFields || f[0] == "image")
            continue;
        CompressedPicture p;
        p.image = f[0];
        p.asked = readNumber(f[1]);
        p.achieved = readNumber(f[2]);
        p.reached = f[3] == "1";
        p.setting = readNumber(f[4]);
        p.rawBytes = readCount(f[5]);
        p.codedBytes = readCount(f[6]);
        p.psnr = readNumber(f[7]);
        p.ssim = readNumber(f[8]);
        p.largestDifference = readNumber(f[9]);
        p.sourceSha256 = f[10];
        p.fault = f[11];
        pictures[p.image] = std::move(p);
    }
    return pictures;
}

std::string manifestOf(std::span<const validation::Sample> samples) {
    std::set<std::string> more;
    bool folds = false;
    for (const auto& sample : samples) {
        folds = folds || sample.fold.has_value();
        for (const auto& [column, value] : sample.more)
            more.insert(column);
    }
    std::string csv = "image,patient,label,device,laterality,view,accession,site,sex,age";
    csv += folds ? ",fold" : "";
    for (const auto& column : more)
        csv += ',' + csvField(column);
    csv += '\n';
    for (const auto& s : samples) {
        csv += csvField(s.image) + ',' + csvField(s.patient) + ',' + std::to_string(s.label);
        for (const auto* text : {&s.device, &s.laterality, &s.view, &s.accession, &s.site, &s.sex})
            csv += ',' + csvField(*text);
        csv += ',' + (s.age ? core::shortest(*s.age) : std::string());
        if (folds)
            csv += ',' + (s.fold ? std::to_string(*s.fold) : std::string());
        for (const auto& column : more) {
            const auto at = s.more.find(column);
            csv += ',' + (at == s.more.end() ? std::string() : csvField(at->second));
        }
        csv += '\n';
    }
    return csv;
}

} // namespace cw::workflow::detail
