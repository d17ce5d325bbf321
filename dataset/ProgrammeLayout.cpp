// SPDX-License-Identifier: Apache-2.0
#include "dataset/Programme.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace cw::dataset {
namespace {

namespace fs = std::filesystem;

/// What a name of the scheme says; nothing if it is none.
struct NameParts {
    std::string folder, slot;
    int number = 0;
};

std::optional<int> digits(std::string_view text, std::size_t count) {
    int number = 0;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != count || !std::ranges::all_of(text, isDigit))
        return std::nullopt;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t at; (at = text.find('_', begin)) != std::string::npos; begin = at + 1)
        parts.push_back(text.substr(begin, at - begin));
    parts.push_back(text.substr(begin));
    return parts;
}

bool isPicture(const std::string& ending) {
    return ending == ".jpg" || ending == ".png" || ending == ".tif" || ending == ".dcm";
}

/// General_Normal_0001_L
std::optional<NameParts> fundusName(const std::vector<std::string>& parts) {
    static const std::set<std::string> codes{"Normal", "Glaucoma", "AMD", "DMR", "RVO"};
    if (parts.size() != 4 || (parts[0] != "General" && parts[0] != "Wide") ||
        !codes.contains(parts[1]) || (parts[3] != "L" && parts[3] != "R"))
        return std::nullopt;
    const auto number = digits(parts[2], 4);
    if (!number || *number == 0)
        return std::nullopt;
    return NameParts{parts[1], parts[0] + "_" + parts[3], *number};
}

std::string classOf(int number) {
    if (number <= 10000)
        return "malignant";
    return number <= 20000 ? "benign" : "normal";
}

/// 00001_RCC, 00001_RCC_2
std::optional<NameParts> mammographyName(const std::vector<std::string>& parts) {
    if (parts.size() < 2 || parts.size() > 3 || parts[1].size() < 3)
        return std::nullopt;
    const auto number = digits(parts[0], 5);
    const auto view = core::viewPositionFrom(parts[1].substr(1));
    const bool sound = number && *number > 0 && (parts[1][0] == 'R' || parts[1][0] == 'L') &&
                       view != core::ViewPosition::Unknown &&
                       (parts.size() == 2 || digits(parts[2], 1).value_or(0) > 1);
    if (!sound)
        return std::nullopt;
    return NameParts{classOf(*number), parts[1], *number};
}

using Slots = std::set<std::string>;

void checkViews(const std::map<std::pair<std::string, int>, Slots>& subjects,
                LayoutReport& report) {
    for (const auto& [subject, slots] : subjects) {
        ++report.subjects[subject.first];
        if (subject.first != "malignant" && subject.first != "benign" && subject.first != "normal")
            continue;
        for (const char* view : {"RCC", "LCC", "RMLO", "LMLO"})
            if (!slots.contains(view))
                report.faults.push_back("number " + std::to_string(subject.second) + " in " +
                                        subject.first + " has no " + view);
    }
}

} // namespace

Result<LayoutReport> checkProgrammeLayout(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder / "images", error))
        return fail(ErrorCode::NotFound, "there is no folder \"images\"");
    LayoutReport report;
    std::map<std::pair<std::string, int>, Slots> subjects;
    std::vector<fs::path> files;
    for (fs::recursive_directory_iterator at(folder / "images", error), end; !error && at != end;
         at.increment(error))
        if (!at->is_directory(error))
            files.push_back(at->path().lexically_relative(folder / "images"));
    if (error)
        return fail(ErrorCode::Unreadable, "the folder cannot be listed: " + error.message());
    std::sort(files.begin(), files.end());
    std::size_t foreign = 0; // counted, not named: a foreign name may be a patient's
    for (const fs::path& file : files) {
        const auto parts = split(file.stem().string());
        auto known = fundusName(parts);
        if (!known)
            known = mammographyName(parts);
        if (!known || !isPicture(file.extension().string())) {
            ++foreign;
            continue;
        }
        const auto in = file.parent_path().generic_string();
        if (in != known->folder)
            report.faults.push_back(file.filename().string() + " belongs into the folder " +
                                    known->folder);
        ++report.images[known->folder];
        subjects[{known->folder, known->number}].insert(known->slot);
    }
    if (foreign > 0)
        report.faults.push_back(std::to_string(foreign) +
                                (foreign == 1 ? " file has" : " files have") +
                                " no name of the programme");
    checkViews(subjects, report);
    return report;
}

} // namespace cw::dataset
