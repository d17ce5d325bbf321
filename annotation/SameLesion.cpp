// SPDX-License-Identifier: Apache-2.0
#include "annotation/SameLesion.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace cw::annotation {
namespace {

auto refused(const char* why) { return fail(ErrorCode::InvalidArgument, why); }

const Finding* find(const std::vector<Finding>& findings, const core::LesionId& id) {
    const auto at = std::ranges::find(findings, id, &Finding::id);
    return at == findings.end() ? nullptr : &*at;
}

std::optional<std::string> lesionOf(const Finding& finding) {
    const auto at = finding.attributes.find(kLesionKey);
    return at == finding.attributes.end() ? std::nullopt : std::optional(at->second);
}

/// One more than any in use: a number freed by unlinking may come back, two lesions never share.
std::string freeNumber(const std::vector<Finding>& findings) {
    unsigned highest = 0;
    for (const auto& finding : findings)
        if (const auto lesion = lesionOf(finding)) {
            unsigned number = 0;
            std::from_chars(lesion->data(), lesion->data() + lesion->size(), number);
            highest = std::max(highest, std::min(number, 1'000'000U));
        }
    return std::to_string(highest + 1);
}

SetAttribute toLesion(const Finding& finding, std::optional<std::string> lesion) {
    return {finding.id, kLesionKey, lesionOf(finding), std::move(lesion)};
}

} // namespace

std::vector<const Finding*> sameLesion(const std::vector<Finding>& findings,
                                       const Finding& finding) {
    const auto lesion = lesionOf(finding);
    std::vector<const Finding*> same;
    if (!lesion) { // one of hundreds of microaneurysms, say
        if (const auto* alone = find(findings, finding.id))
            same.push_back(alone);
        return same;
    }
    for (const auto& each : findings)
        if (lesionOf(each) == lesion)
            same.push_back(&each);
    return same;
}

bool drawnBefore(const core::LesionId& a, const core::LesionId& b) {
    const auto &left = a.text(), &right = b.text();
    return left.size() != right.size() ? left.size() < right.size() : left < right;
}

std::map<core::LesionId, int> lesionNumbers(const std::vector<Finding>& findings) {
    std::map<core::LesionId, int> numbers;
    std::map<std::string, int> ofLesions;
    int next = 1;
    for (const auto& finding : findings) {
        const auto lesion = lesionOf(finding);
        const auto known = lesion ? ofLesions.find(*lesion) : ofLesions.end();
        const int number = known == ofLesions.end() ? next++ : known->second;
        if (lesion)
            ofLesions[*lesion] = number;
        numbers[finding.id] = number;
    }
    return numbers;
}

Result<void> mayBeSame(const std::vector<Finding>& findings, const core::LesionId& a,
                       const core::LesionId& b, const SideOf& sideOf) {
    const auto *first = find(findings, a), *second = find(findings, b);
    if (!first || !second || first == second)
        return refused("a link needs two findings");
    if (first->image == second->image)
        return refused("the same lesion is linked across two images, not within one");
    const auto side = sideOf(first->image);
    if (side != sideOf(second->image) || side == core::Laterality::Unknown)
        return refused("a lesion cannot be on two sides");
    const auto ofFirst = sameLesion(findings, *first), ofSecond = sameLesion(findings, *second);
    if (std::ranges::find(ofFirst, second) != ofFirst.end())
        return refused("the two findings are linked already");
    std::set<core::ImageId> images;
    for (const auto* group : {&ofFirst, &ofSecond})
        for (const auto* each : *group)
            if (!images.insert(each->image).second)
                return refused("the lesion has an outline on that image already");
    return {};
}

Result<EditGroup> linkStep(const std::vector<Finding>& findings, const core::LesionId& a,
                           const core::LesionId& b, const SideOf& sideOf) {
    CW_CHECK(mayBeSame(findings, a, b, sideOf));
    const auto first = sameLesion(findings, *find(findings, a));
    const auto second = sameLesion(findings, *find(findings, b));
    const auto lesion = first.size() > 1    ? *lesionOf(*first.front())
                        : second.size() > 1 ? *lesionOf(*second.front())
                                            : freeNumber(findings);
    EditGroup step{"link findings", {}};
    for (const auto* group : {&first, &second})
        for (const auto* each : *group)
            if (lesionOf(*each) != lesion)
                step.edits.push_back(toLesion(*each, lesion));
    return step;
}

std::optional<EditGroup> unlinkStep(const std::vector<Finding>& findings,
                                    const core::LesionId& id) {
    const auto* finding = find(findings, id);
    if (!finding || sameLesion(findings, *finding).size() < 2)
        return std::nullopt;
    const auto same = sameLesion(findings, *finding);
    EditGroup step{"unlink finding", {}};
    for (const auto* each : same)
        if (each == finding || same.size() == 2) // nothing is left of a pair
            step.edits.push_back(toLesion(*each, std::nullopt));
    return step;
}

std::optional<EditGroup> copyDescriptionStep(core::ImageKind kind, const Finding& from,
                                             const Finding& to) {
    if (from.label != to.label)
        return std::nullopt;
    EditGroup step{"copy description", {}};
    for (const auto& question : findingQuestions(kind)) {
        const std::string key(question.key);
        const auto said = from.attributes.find(key);
        if (question.refines.empty() && question.compared != Compared::Never &&
            said != from.attributes.end() && !to.attributes.contains(key))
            step.edits.push_back(SetAttribute{to.id, key, std::nullopt, said->second});
    }
    return step.edits.empty() ? std::nullopt : std::optional(step);
}

} // namespace cw::annotation
