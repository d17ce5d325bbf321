// SPDX-License-Identifier: Apache-2.0
#include "dataset/Programme.h"

#include "core/Files.h"
#include "core/Sha256.h"
#include "dataset/Records.h"

#include <algorithm>
#include <cstdio>
#include <set>
#include <tuple>

namespace cw::dataset {
namespace {

/// First and last number of a series.
struct Range {
    int first = 1, last = 9999;
};
Range rangeOf(const std::string& series) {
    if (series == "malignant")
        return {1, 10000};
    if (series == "benign")
        return {10001, 20000};
    if (series == "normal")
        return {20001, 99999};
    return {};
}

std::string diseaseCode(const std::string& label) {
    static const std::map<std::string, std::string> codes{{"normal", "Normal"},
                                                          {"glaucoma", "Glaucoma"},
                                                          {"amd", "AMD"},
                                                          {"dr", "DMR"},
                                                          {"rvo", "RVO"}};
    const auto found = codes.find(label);
    return found == codes.end() ? std::string() : found->second;
}

std::string fieldWord(core::FundusField field) {
    if (field == core::FundusField::General)
        return "General";
    return field == core::FundusField::Wide ? "Wide" : "";
}

std::string sideOf(const DatasetImage& image) {
    const auto side = image.attributes.laterality;
    const bool one = side == core::Laterality::Right || side == core::Laterality::Left;
    return one ? std::string(core::name(side)) : std::string();
}

/// Empty where the image cannot be named.
std::string seriesOf(const DatasetImage& image, core::ImageKind kind) {
    if (kind == core::ImageKind::Fundus) {
        const auto field = fieldWord(image.attributes.field), code = diseaseCode(image.label);
        return field.empty() || code.empty() ? std::string() : field + "_" + code;
    }
    const bool known =
        image.label == "malignant" || image.label == "benign" || image.label == "normal";
    return known ? image.label : std::string();
}
std::string slotOf(const DatasetImage& image, core::ImageKind kind) {
    const auto side = sideOf(image);
    if (kind == core::ImageKind::Fundus || side.empty())
        return side;
    const auto view = image.attributes.view;
    if (view == core::ViewPosition::Unknown || view == core::ViewPosition::Other)
        return {};
    return side + std::string(core::name(view));
}

/// The numbers given so far, and what is next.
class Book {
public:
    explicit Book(std::vector<ProgrammeNumber> given) {
        for (auto& entry : given)
            note(std::move(entry));
    }
    bool has(const core::ImageId& image, const std::string& series, const std::string& slot) const {
        return m_images.contains({image, series, slot});
    }
    /// One number a patient; views count their repeats.
    void giveByPatient(ProgrammeNumber entry) {
        const auto known = m_ofCase.find({entry.series, entry.caseId});
        entry.number = known == m_ofCase.end() ? next(entry.series) : *known->second.begin();
        while (m_taken.contains({entry.series, entry.number, entry.slot, entry.repeat}))
            ++entry.repeat;
        noteIfInRange(std::move(entry));
    }
    /// One number for both eyes of a patient; a second picture of an eye gets a further one.
    void giveByEye(ProgrammeNumber entry) {
        entry.number = 0;
        for (const int number : m_ofCase[{entry.series, entry.caseId}])
            if (entry.number == 0 && !m_taken.contains({entry.series, number, entry.slot, 1}))
                entry.number = number;
        if (entry.number == 0)
            entry.number = next(entry.series);
        noteIfInRange(std::move(entry));
    }
    std::vector<ProgrammeNumber> sorted() && {
        std::sort(m_entries.begin(), m_entries.end());
        return std::move(m_entries);
    }

private:
    int next(const std::string& series) const {
        const auto highest = m_highest.find(series);
        return highest == m_highest.end() ? rangeOf(series).first : highest->second + 1;
    }
    void noteIfInRange(ProgrammeNumber entry) {
        if (entry.number <= rangeOf(entry.series).last)
            note(std::move(entry));
    }
    void note(ProgrammeNumber entry) {
        m_images.insert({entry.image, entry.series, entry.slot});
        m_ofCase[{entry.series, entry.caseId}].insert(entry.number);
        m_taken.insert({entry.series, entry.number, entry.slot, entry.repeat});
        int& highest = m_highest.try_emplace(entry.series, entry.number).first->second;
        highest = std::max(highest, entry.number);
        m_entries.push_back(std::move(entry));
    }
    std::vector<ProgrammeNumber> m_entries;
    std::set<std::tuple<core::ImageId, std::string, std::string>> m_images;
    std::map<std::pair<std::string, core::CaseId>, std::set<int>> m_ofCase;
    std::set<std::tuple<std::string, int, std::string, int>> m_taken;
    std::map<std::string, int> m_highest;
};

std::string endingOf(const std::string& name) {
    const auto dot = name.rfind('.');
    return dot == std::string::npos ? std::string() : name.substr(dot);
}

std::string nameOf(const ProgrammeNumber& entry, core::ImageKind kind, const std::string& ending) {
    char number[16];
    if (kind == core::ImageKind::Fundus) {
        std::snprintf(number, sizeof number, "_%04d_", entry.number);
        return entry.series + number + entry.slot + ending;
    }
    std::snprintf(number, sizeof number, "%05d_", entry.number);
    const auto repeat = entry.repeat > 1 ? "_" + std::to_string(entry.repeat) : std::string();
    return number + entry.slot + repeat + ending;
}

/// "malignant"; "DMR" of "Wide_DMR".
std::string folderOf(const std::string& series) {
    const auto at = series.find('_');
    return at == std::string::npos ? series : series.substr(at + 1);
}

} // namespace

std::vector<ProgrammeNumber> programmeNumbers(const DatasetContent& content) {
    std::vector<const DatasetImage*> images;
    for (const DatasetImage& image : content.images)
        images.push_back(&image);
    // "C-9999" before "C-10000".
    std::sort(images.begin(), images.end(), [](const auto* a, const auto* b) {
        const auto &x = a->caseId.text(), &y = b->caseId.text();
        return std::tuple(x.size(), x, a->id) < std::tuple(y.size(), y, b->id);
    });
    Book book(content.numbers);
    for (const DatasetImage* image : images) {
        ProgrammeNumber entry{seriesOf(*image, content.kind),
                              0,
                              slotOf(*image, content.kind),
                              1,
                              image->caseId,
                              image->id};
        if (entry.series.empty() || entry.slot.empty() ||
            book.has(image->id, entry.series, entry.slot))
            continue;
        if (content.kind == core::ImageKind::Fundus)
            book.giveByEye(std::move(entry));
        else
            book.giveByPatient(std::move(entry));
    }
    return std::move(book).sorted();
}

Result<std::vector<ProgrammeNumber>> numbersGiven(const std::filesystem::path& versionFolder,
                                                  const std::string& manifestSha256) {
    const auto text = core::readText(versionFolder / kManifestFile, 1ULL << 30);
    if (!text || core::sha256Hex(*text) != manifestSha256)
        return fail(ErrorCode::Corrupt,
                    "the manifest of an earlier version is gone or was changed: the numbers that "
                    "it gave are not known; put it back first");
    CW_TRY(auto manifest, manifestFromJson(*text));
    return std::move(manifest.numbers);
}

Result<std::map<core::ImageId, std::string>> programmeNames(const DatasetContent& content,
                                                            InFolders inFolders) {
    std::map<std::tuple<core::ImageId, std::string, std::string>, const ProgrammeNumber*> numbers;
    for (const ProgrammeNumber& entry : content.numbers)
        numbers[{entry.image, entry.series, entry.slot}] = &entry;
    std::map<core::ImageId, std::string> names;
    std::size_t nameless = 0;
    for (const DatasetImage& image : content.images) {
        const auto found =
            numbers.find({image.id, seriesOf(image, content.kind), slotOf(image, content.kind)});
        if (found == numbers.end()) {
            ++nameless;
            continue;
        }
        const auto& entry = *found->second;
        const auto file = nameOf(entry, content.kind, endingOf(exportedName(image)));
        names[image.id] = inFolders == InFolders::Yes ? folderOf(entry.series) + "/" + file : file;
    }
    if (nameless > 0)
        return fail(ErrorCode::InvalidArgument,
                    std::to_string(nameless) + (nameless == 1 ? " image has" : " images have") +
                        " no name of the programme: class, side and view (fundus: field) are "
                        "needed, and a number");
    return names;
}

} // namespace cw::dataset
