// SPDX-License-Identifier: Apache-2.0
// Walks the content tree of any SR document for regions in image space. What encloses a region
// describes it: the codes, numbers and tracking beside it, or else of the nearest item above.
#include "dicom/MeasurementReport.h"
#include "dicom/detail/DerivedModules.h"
#include "dicom/detail/Drawn.h"
#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/ItemValues.h"

#include <algorithm>
#include <map>

namespace cw::dicom {
namespace {

constexpr std::size_t kMostOutlines = 100'000, kMostEvaluations = 500'000, kMostInGroup = 256;
constexpr int kDeepest = 64; ///< the scan's limit too

constexpr Tag kContent{0x0040, 0xA730}, kValueType{0x0040, 0xA040}, kConceptName{0x0040, 0xA043},
    kConceptCode{0x0040, 0xA168}, kReferencedSop{0x0008, 0x1199}, kByReference{0x0040, 0xDB73};
constexpr std::string_view kSegmentationClasses[] = {"1.2.840.10008.5.1.4.1.1.66.4",
                                                     "1.2.840.10008.5.1.4.1.1.66.5"};

bool is(const Code& code, std::string_view value) { return code.value == value; }

class Walk {
public:
    Walk(DcmItem& root, std::string characterSet)
        : m_root(root), m_characterSet(std::move(characterSet)) {}

    Result<void> enter(DcmItem& item, const ReferencedOutline& above, int depth) {
        if (depth > kDeepest)
            return fail(ErrorCode::TooLarge, "the report is nested too deeply");
        const auto children = itemsIn(item, kContent);
        if (children.empty())
            return {};
        const bool isGroup = is(name(item), "125007");
        if (isGroup)
            ++found.groups;
        const auto isRegion = [](DcmItem* child) { return textIn(*child, kValueType) == "SCOORD"; };
        if (!isGroup && std::ranges::none_of(children, isRegion))
            return goThrough(children, above, depth);
        ReferencedOutline here = isGroup ? ReferencedOutline() : above;
        if (depth > 0) // what stands at the root (language, observer) describes no lesion
            for (auto* child : children)
                describe(*child, here);
        return goThrough(children, here, depth);
    }

    ReportOutlines found;

private:
    Result<void> goThrough(const std::vector<DcmItem*>& children, const ReferencedOutline& here,
                           int depth) {
        for (auto* child : children) {
            const auto type = textIn(*child, kValueType);
            if (type == "SCOORD") {
                CW_CHECK(region(*child, here));
            } else if (type == "SCOORD3D") {
                ++found.inPatientSpace;
            } else if (type == "IMAGE") {
                noteSegmentation(*child);
            }
            CW_CHECK(enter(*child, here, depth + 1));
        }
        return {};
    }

    Code name(DcmItem& item) const { return codeIn(item, kConceptName, m_characterSet); }

    /// What a content item says of the regions beside it.
    void describe(DcmItem& item, ReferencedOutline& here) const {
        const auto type = textIn(item, kValueType);
        if (type != "CODE" && type != "NUM" && type != "TEXT" && type != "UIDREF")
            return;
        const auto concept_ = name(item);
        if (type == "TEXT" && is(concept_, "112039"))
            here.trackingId = utf8In(item, {0x0040, 0xA160}, 256, m_characterSet);
        else if (type == "UIDREF" && is(concept_, "112040"))
            here.trackingUid = uidIn(item, {0x0040, 0xA124});
        else if (type == "CODE")
            describeByCode(item, concept_, here);
        else if (type == "NUM")
            describeByNumber(item, concept_, here);
    }

    void describeByCode(DcmItem& item, const Code& concept_, ReferencedOutline& here) const {
        auto value = codeIn(item, kConceptCode, m_characterSet);
        if (is(concept_, "276214006"))
            here.category = std::move(value);
        else if (is(concept_, "121071"))
            here.label = std::move(value);
        else if (is(concept_, "363698007") || is(concept_, "G-C0E3"))
            readSite(item, std::move(value), here);
        else if (here.evaluations.size() < kMostInGroup)
            here.evaluations.emplace_back(concept_, std::move(value));
    }

    void readSite(DcmItem& item, Code value, ReferencedOutline& here) const {
        here.site = std::move(value);
        for (auto* modifier : itemsIn(item, kContent))
            if (const auto what = name(*modifier); is(what, "272741003") || is(what, "G-C171"))
                here.laterality = codeIn(*modifier, kConceptCode, m_characterSet);
    }

    void describeByNumber(DcmItem& item, const Code& concept_, ReferencedOutline& here) const {
        const auto values = itemsIn(item, {0x0040, 0xA300});
        const auto number =
            values.empty() ? std::nullopt : numberIn(*values.front(), {0x0040, 0xA30A});
        if (!number || here.measurements.size() >= kMostInGroup)
            return;
        Measurement measurement{
            concept_, codeIn(*values.front(), {0x0040, 0x08EA}, m_characterSet), *number, {}};
        for (auto* modifier : itemsIn(item, kContent))
            if (is(name(*modifier), "370129005"))
                measurement.method = codeIn(*modifier, kConceptCode, m_characterSet);
        here.measurements.push_back(std::move(measurement));
    }

    Result<void> region(DcmItem& item, const ReferencedOutline& here) {
        ReferencedOutline outline = here;
        CW_CHECK(readDrawn(item, false, outline));
        outline.source = OutlineSource::Report;
        for (auto* child : itemsIn(item, kContent)) {
            DcmItem* image = resolved(*child);
            if (image == nullptr || textIn(*image, kValueType) != "IMAGE")
                continue;
            readReference(*image, outline);
        }
        m_evaluations += outline.evaluations.size() + outline.measurements.size();
        if (found.outlines.size() >= kMostOutlines || m_evaluations > kMostEvaluations)
            return fail(ErrorCode::TooLarge, "the report has more regions than are taken");
        found.outlines.push_back(std::move(outline));
        return {};
    }

    static void readReference(DcmItem& image, ReferencedOutline& outline) {
        const auto references = itemsIn(image, kReferencedSop);
        if (references.empty())
            return;
        outline.sopClassUid = uidIn(*references.front(), {0x0008, 0x1150});
        outline.sopInstanceUid = uidIn(*references.front(), {0x0008, 0x1155});
        const auto frame = integerIn(*references.front(), {0x0008, 0x1160}).value_or(0);
        outline.frame = frame > 0 && frame <= 1'000'000 ? static_cast<int>(frame) : 0;
    }

    /// The item itself, or the one that it names by its place in the tree (PS3.3 C.17.3.2.5).
    DcmItem* resolved(DcmItem& item) {
        auto* element = elementIn(item, kByReference);
        if (element == nullptr)
            return &item;
        const auto steps = element->getLength() / 4;
        DcmItem* at = &m_root;
        for (unsigned long i = 1; i < steps && i <= kDeepest && at != nullptr; ++i) {
            const auto number = integerIn(item, kByReference, i).value_or(0);
            const auto& children = childrenOf(*at);
            at = number < 1 || static_cast<std::size_t>(number) > children.size()
                     ? nullptr
                     : children[static_cast<std::size_t>(number) - 1];
        }
        return at;
    }

    /// Kept, or a report of references into one long list would take the square of its length.
    const std::vector<DcmItem*>& childrenOf(DcmItem& item) {
        const auto [place, isNew] = m_children.try_emplace(&item);
        if (isNew)
            place->second = itemsIn(item, kContent);
        return place->second;
    }

    void noteSegmentation(DcmItem& image) {
        for (auto* reference : itemsIn(image, kReferencedSop)) {
            const auto sopClass = textIn(*reference, {0x0008, 0x1150});
            for (const auto known : kSegmentationClasses)
                if (sopClass == known)
                    ++found.inSegmentations;
        }
    }

    DcmItem& m_root;
    std::string m_characterSet;
    std::size_t m_evaluations = 0;
    std::map<DcmItem*, std::vector<DcmItem*>> m_children;
};

std::vector<DocumentReference> predecessorsIn(DcmItem& dataset) {
    std::vector<DocumentReference> documents;
    for (auto* study : itemsIn(dataset, {0x0040, 0xA360}))
        for (auto* series : itemsIn(*study, {0x0008, 0x1115}))
            for (auto* reference : itemsIn(*series, kReferencedSop)) {
                if (documents.size() >= 1000)
                    return documents;
                documents.push_back(
                    {uidIn(*study, {0x0020, 0x000D}), uidIn(*series, {0x0020, 0x000E}),
                     uidIn(*reference, {0x0008, 0x1150}), uidIn(*reference, {0x0008, 0x1155})});
            }
    return documents;
}

} // namespace

Result<ReportOutlines> readMeasurementReport(std::span<const std::byte> file,
                                             const ReadLimits& limits) {
    CW_TRY(const auto instance, readInstance(file, limits));
    if (!instance.sopClassUid().starts_with("1.2.840.10008.5.1.4.1.1.88."))
        return fail(ErrorCode::Unsupported, "the object is no structured report");
    auto& dataset = instance.impl().dataset();
    Walk walk(dataset, instance.text({0x0008, 0x0005}).value_or(""));
    CW_CHECK(walk.enter(dataset, {}, 0));
    walk.found.predecessors = predecessorsIn(dataset);
    return std::move(walk.found);
}

} // namespace cw::dicom
