// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "validation/Csv.h"
#include "validation/Folds.h"

#include <set>

namespace cw::validation {
namespace {

std::string ageText(const Sample& sample) { return sample.age ? shortest(*sample.age) : ""; }

struct Column {
    std::string heading;
    std::string (*text)(const Sample&);
};
const std::vector<Column>& knownColumns() {
    static const std::vector<Column> columns{
        {"device", [](const Sample& s) { return s.device; }},
        {"laterality", [](const Sample& s) { return s.laterality; }},
        {"view", [](const Sample& s) { return s.view; }},
        {"accession", [](const Sample& s) { return s.accession; }},
        {"site", [](const Sample& s) { return s.site; }},
        {"sex", [](const Sample& s) { return s.sex; }},
        {"age", ageText}};
    return columns;
}

} // namespace

Result<void> writeFolds(std::span<const Sample> samples, const FoldAssignment& assignment,
                        const std::filesystem::path& csv) {
    if (samples.size() != assignment.folds.size())
        return fail(ErrorCode::InvalidArgument,
                    "the number of folds assigned differs from the number of samples");
    std::set<std::string> more;
    for (const Sample& sample : samples)
        for (const auto& [heading, value] : sample.more)
            more.insert(heading);
    std::string text = "image,patient,label";
    for (const Column& column : knownColumns())
        text += "," + column.heading;
    for (const std::string& heading : more)
        text += "," + csvField(heading);
    text += ",fold\n";
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const Sample& sample = samples[i];
        text += csvField(sample.image) + "," + csvField(sample.patient) + "," +
                std::to_string(sample.label);
        for (const Column& column : knownColumns())
            text += "," + csvField(column.text(sample));
        for (const std::string& heading : more) {
            const auto found = sample.more.find(heading);
            text += "," + (found == sample.more.end() ? std::string() : csvField(found->second));
        }
        text += "," + std::to_string(assignment.folds[i] + 1) + "\n";
    }
    return core::writeWhole(csv, std::string_view(text));
}

} // namespace cw::validation
