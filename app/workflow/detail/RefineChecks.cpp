// SPDX-License-Identifier: Apache-2.0
// What is wrong within one case: its views, its sides, its single images.
#include "app/workflow/detail/RefineChecks.h"

#include "app/workflow/detail/ChainedLog.h"
#include "core/Sha256.h"

#include <algorithm>

namespace cw::workflow::detail {
namespace {

using core::Laterality;
using core::ViewPosition;

Suspicion about(SuspicionKind kind, Severity severity, const CheckedCase& checked,
                std::vector<std::string> parts, std::string words) {
    Suspicion suspicion;
    suspicion.kind = kind;
    suspicion.severity = severity;
    suspicion.cases = {checked.row.id};
    parts.insert(parts.begin(), checked.row.id.text());
    suspicion.id = suspicionId(kind, parts);
    suspicion.words = std::move(words);
    return suspicion;
}

Suspicion aboutImage(SuspicionKind kind, Severity severity, const CheckedCase& checked,
                     const storage::StoredImage& image, std::string words,
                     const std::string& part = {}) {
    auto suspicion = about(kind, severity, checked, {image.id.text(), part}, std::move(words));
    suspicion.images = {image.id};
    return suspicion;
}

void checkPixels(const CheckedCase& checked, const storage::StoredImage& image,
                 const ImageFacts& facts, std::vector<Suspicion>& found) {
    if (!facts.readable) {
        found.push_back(aboutImage(SuspicionKind::Unreadable, Severity::High, checked, image,
                                   "the image cannot be decoded"));
        return;
    }
    const auto& m = facts.measures;
    const bool blank = imaging::isBlank(m, image.attributes.kind);
    if (!blank && !imaging::isSaturated(m))
        return;
    auto suspicion =
        blank ? aboutImage(SuspicionKind::Blank, Severity::High, checked, image,
                           "the image shows nothing, or nothing of a breast or an eye")
              : aboutImage(SuspicionKind::Saturated, Severity::Medium, checked, image,
                           "a third or more of what is shown is at one end of the brightness");
    suspicion.measures = {{"spread", fixedText(m.spread)},
                          {"field", fixedText(m.fieldShare)},
                          {"saturated", fixedText(m.saturated)},
                          {"crushed", fixedText(m.crushed)}};
    found.push_back(std::move(suspicion));
}

/// What the import already found out and kept as words.
void checkSideInHeader(const CheckedCase& checked, const storage::StoredImage& image,
                       std::vector<Suspicion>& found) {
    for (const auto& warning : image.attributes.warnings) {
        const bool contradiction = warning.find("contradict") != std::string::npos;
        const bool missing = warning == "laterality is missing" || warning == "laterality unknown";
        if (warning.find("laterality") == std::string::npos || (!contradiction && !missing))
            continue;
        auto suspicion =
            aboutImage(SuspicionKind::Laterality, contradiction ? Severity::High : Severity::Low,
                       checked, image, warning, "header");
        suspicion.measures["sign"] = contradiction ? "header" : "none";
        found.push_back(std::move(suspicion));
    }
}

/// A mammogram's chest wall lies where Patient Orientation (0020,0020) says; without it, where
/// mammograms hang: a right breast's to the right of the picture.
std::string sideByChestWall(const core::ImageAttributes& a, char wall) {
    if (wall == 0 || a.closeUp)
        return {};
    if (a.rowTowards == 'A' || a.rowTowards == 'P') {
        const char expected = a.rowTowards == 'A' ? 'L' : 'R';
        return wall == expected ? std::string()
                                : "the chest wall lies on the other side of the picture than the "
                                  "patient orientation says";
    }
    if (a.laterality != Laterality::Left && a.laterality != Laterality::Right)
        return {};
    const char expected = a.laterality == Laterality::Right ? 'R' : 'L';
    return wall == expected ? std::string()
                            : "the chest wall lies on the other side of the picture than that of "
                              "the breast it is said to be";
}

std::string sideByDisc(const core::ImageAttributes& a, Laterality eye) {
    const bool fromPixels = std::ranges::any_of(a.warnings, [](const std::string& warning) {
        return warning.starts_with("laterality guessed");
    });
    const bool known = a.laterality == Laterality::Left || a.laterality == Laterality::Right;
    if (fromPixels || !known || eye == Laterality::Unknown || eye == a.laterality)
        return {};
    return "the optic disc lies where the other eye has it";
}

void checkSideInPixels(const CheckedCase& checked, const storage::StoredImage& image,
                       const ImageFacts& facts, std::vector<Suspicion>& found) {
    const auto words = image.attributes.kind == core::ImageKind::Mammography
                           ? sideByChestWall(image.attributes, facts.measures.chestWall)
                           : sideByDisc(image.attributes, facts.eye);
    if (words.empty())
        return;
    auto suspicion =
        aboutImage(SuspicionKind::Laterality, Severity::High, checked, image, words, "pixels");
    suspicion.measures["sign"] =
        image.attributes.kind == core::ImageKind::Mammography ? "chest-wall" : "disc";
    found.push_back(std::move(suspicion));
}

constexpr int kAnyExam = -1;

struct ViewSlot {
    Laterality side;
    ViewPosition view;
};
constexpr ViewSlot kFourViews[] = {{Laterality::Right, ViewPosition::CC},
                                   {Laterality::Left, ViewPosition::CC},
                                   {Laterality::Right, ViewPosition::MLO},
                                   {Laterality::Left, ViewPosition::MLO}};

std::string nameOf(const ViewSlot& slot) {
    return std::string(core::name(slot.side)) + std::string(core::name(slot.view));
}

std::vector<const storage::StoredImage*> inSlot(const CheckedCase& checked, int exam,
                                                const ViewSlot& slot) {
    std::vector<const storage::StoredImage*> images;
    for (std::size_t i = 0; i < checked.images.size(); ++i) {
        const auto& a = checked.images[i].attributes;
        if ((exam == kAnyExam || checked.exams[i] == exam) && !a.closeUp &&
            a.laterality == slot.side && a.view == slot.view)
            images.push_back(&checked.images[i]);
    }
    return images;
}

/// The four views of the programme (programme.md 1), in one examination.
void checkFourViews(const CheckedCase& checked, int exam, std::vector<Suspicion>& found) {
    std::array<std::vector<const storage::StoredImage*>, 4> slots;
    for (std::size_t s = 0; s < 4; ++s)
        slots[s] = inSlot(checked, exam, kFourViews[s]);
    std::string missing;
    std::array<bool, 4> mistaken{};
    for (std::size_t s = 0; s < 4; ++s) {
        const auto other = s ^ 1U; // the other side of the same view
        if (slots[s].size() > 1 && slots[other].empty())
            mistaken[s] = mistaken[other] = true;
    }
    const auto place = "examination " + std::to_string(exam);
    for (std::size_t s = 0; s < 4; ++s) {
        const auto view = nameOf(kFourViews[s]);
        const bool elsewhere =
            !checked.ordered && !inSlot(checked, kAnyExam, kFourViews[s]).empty();
        if (slots[s].empty() && !mistaken[s] && !elsewhere)
            missing += (missing.empty() ? "" : ", ") + view;
        if (slots[s].size() < 2)
            continue;
        auto suspicion =
            mistaken[s]
                ? about(SuspicionKind::MixedLaterality, Severity::High, checked, {place, view},
                        view + " is there " + std::to_string(slots[s].size()) +
                            " times and the other side not at all: one may be of the other breast")
                : about(SuspicionKind::DoubledView, Severity::Medium, checked, {place, view},
                        view + " is there " + std::to_string(slots[s].size()) +
                            " times in one examination");
        for (const auto* image : slots[s])
            suspicion.images.push_back(image->id);
        suspicion.measures["count"] = std::to_string(slots[s].size());
        suspicion.measures["view"] = view;
        found.push_back(std::move(suspicion));
    }
    // A prior examination may be partial; the newest is the one that is read.
    if (exam != 0 || missing.empty())
        return;
    auto suspicion = about(SuspicionKind::MissingView, Severity::Medium, checked, {place, missing},
                           "missing: " + missing);
    suspicion.measures["view"] = missing;
    found.push_back(std::move(suspicion));
}

/// The same eye in the same field twice in a study: often meant, so of low severity.
void checkEyes(const CheckedCase& checked, std::vector<Suspicion>& found) {
    std::map<std::string, std::vector<core::ImageId>> seen;
    for (const auto& image : checked.images) {
        const auto& a = image.attributes;
        if (a.laterality == Laterality::Left || a.laterality == Laterality::Right)
            seen[image.study.text() + " " + std::string(core::name(a.laterality)) + " " +
                 std::string(core::name(a.field))]
                .push_back(image.id);
    }
    for (const auto& [key, images] : seen) {
        if (images.size() < 2)
            continue;
        auto suspicion =
            about(SuspicionKind::DoubledView, Severity::Low, checked, {key},
                  "one eye is there " + std::to_string(images.size()) + " times in one study");
        suspicion.images = images;
        suspicion.measures["count"] = std::to_string(images.size());
        found.push_back(std::move(suspicion));
    }
}

} // namespace

std::string suspicionId(SuspicionKind kind, const std::vector<std::string>& parts) {
    std::string all(name(kind));
    for (const auto& part : parts)
        all += "\n" + part;
    return "R-" + core::sha256Hex(all).substr(0, 12);
}

void checkCase(const CheckedCase& checked, core::ImageKind kind, const FactsByImage& facts,
               std::vector<Suspicion>& found) {
    for (const auto& image : checked.images) {
        checkSideInHeader(checked, image, found);
        const auto known = facts.find(image.id);
        if (known == facts.end())
            continue;
        checkPixels(checked, image, *known->second, found);
        if (known->second->readable)
            checkSideInPixels(checked, image, *known->second, found);
    }
    if (kind == core::ImageKind::Fundus)
        return checkEyes(checked, found);
    const auto last = std::ranges::max_element(checked.exams);
    for (int exam = 0; last != checked.exams.end() && exam <= *last; ++exam)
        checkFourViews(checked, exam, found);
}

} // namespace cw::workflow::detail
