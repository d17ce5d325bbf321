// SPDX-License-Identifier: Apache-2.0
#include "annotation/detail/Sheet.h"

#include "annotation/SameLesion.h"

#include <algorithm>
#include <charconv>

namespace cw::annotation::detail {
namespace {

auto refused(const char* why) { return fail(ErrorCode::InvalidArgument, why); }

/// n of "Ln", else 0. Ids from elsewhere may have any form.
std::size_t numberOf(const core::LesionId& id) {
    const auto& text = id.text();
    if (text.size() < 2 || text.size() > 12 || text[0] != 'L')
        return 0;
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

Result<void> checkOutline(const core::Polygon& outline, const core::ImageId& image,
                          const ImageSizes* sizes) {
    if (sizes == nullptr)
        return {};
    const auto size = (*sizes)(image);
    if (!size)
        return refused("the image is not one of this case");
    return core::checkStorable(outline, size->width, size->height);
}

void assign(std::map<std::string, std::string>& texts, const std::string& key,
            const std::optional<std::string>& value) {
    if (value)
        texts[key] = *value;
    else
        texts.erase(key);
}

std::optional<std::string> valueOf(const std::map<std::string, std::string>& texts,
                                   const std::string& key) {
    const auto found = texts.find(key);
    return found == texts.end() ? std::nullopt : std::optional(found->second);
}

constexpr const char* kStale = "the edit was made for an earlier state of the reading";

} // namespace

struct Sheet::Performer {
    Sheet& sheet;
    const ImageSizes* sizes;

    std::vector<Finding>::iterator place(const core::LesionId& id) const {
        return std::ranges::lower_bound(sheet.m_findings, id, drawnBefore, &Finding::id);
    }
    Finding* find(const core::LesionId& id) const {
        const auto at = place(id);
        return at != sheet.m_findings.end() && at->id == id ? &*at : nullptr;
    }
    Result<void> replaceOutline(Finding& finding, core::Polygon outline) const {
        CW_CHECK(checkOutline(outline, finding.image, sizes));
        finding.outline = std::move(outline);
        return {};
    }

    Result<void> operator()(const AddFinding& e) const {
        if (e.finding.id.empty())
            return refused("a finding needs an id");
        if (find(e.finding.id) != nullptr)
            return refused("there is a finding with this id already");
        CW_CHECK(checkOutline(e.finding.outline, e.finding.image, sizes));
        sheet.m_findings.insert(place(e.finding.id), e.finding);
        sheet.m_highestId = std::max(sheet.m_highestId, numberOf(e.finding.id));
        return {};
    }
    Result<void> operator()(const RemoveFinding& e) const {
        const auto* finding = find(e.finding.id);
        if (finding == nullptr || *finding != e.finding)
            return refused(kStale);
        sheet.m_findings.erase(place(e.finding.id));
        return {};
    }
    Result<void> operator()(const MoveVertex& e) const {
        auto* finding = find(e.lesion);
        if (finding == nullptr || e.index >= finding->outline.vertices.size() ||
            finding->outline.vertices[e.index] != e.from)
            return refused(kStale);
        auto outline = finding->outline;
        outline.vertices[e.index] = e.to;
        return replaceOutline(*finding, std::move(outline));
    }
    Result<void> operator()(const InsertVertex& e) const {
        auto* finding = find(e.lesion);
        if (finding == nullptr || e.index > finding->outline.vertices.size())
            return refused(kStale);
        auto outline = finding->outline;
        outline.vertices.insert(outline.vertices.begin() + static_cast<std::ptrdiff_t>(e.index),
                                e.at);
        return replaceOutline(*finding, std::move(outline));
    }
    Result<void> operator()(const DeleteVertex& e) const {
        auto* finding = find(e.lesion);
        if (finding == nullptr || e.index >= finding->outline.vertices.size() ||
            finding->outline.vertices[e.index] != e.at)
            return refused(kStale);
        auto outline = finding->outline;
        outline.vertices.erase(outline.vertices.begin() + static_cast<std::ptrdiff_t>(e.index));
        return replaceOutline(*finding, std::move(outline));
    }
    Result<void> operator()(const SetOutline& e) const {
        auto* finding = find(e.lesion);
        if (finding == nullptr || finding->outline != e.before)
            return refused(kStale);
        return replaceOutline(*finding, e.after);
    }
    Result<void> operator()(const SetLabel& e) const {
        auto* finding = find(e.lesion);
        if (finding == nullptr || finding->label != e.before)
            return refused(kStale);
        finding->label = e.after;
        return {};
    }
    Result<void> operator()(const SetAttribute& e) const {
        auto* finding = find(e.lesion);
        if (finding == nullptr || valueOf(finding->attributes, e.key) != e.before)
            return refused(kStale);
        if (e.key.empty())
            return refused("an attribute needs a name");
        assign(finding->attributes, e.key, e.after);
        return {};
    }
    Result<void> operator()(const SetAnswer& e) const {
        if (valueOf(sheet.m_answers, e.key) != e.before)
            return refused(kStale);
        if (e.key.empty())
            return refused("an answer needs a name");
        assign(sheet.m_answers, e.key, e.after);
        return {};
    }
    Result<void> operator()(const EditGroup& group) const;
};

Result<void> Sheet::perform(const Edit& edit, const ImageSizes* sizes) {
    return std::visit(Performer{*this, sizes}, edit);
}

/// All or nothing: what was done before the refused one is taken back.
Result<void> Sheet::Performer::operator()(const EditGroup& group) const {
    if (group.edits.empty())
        return refused("a group of edits needs at least one");
    for (std::size_t i = 0; i < group.edits.size(); ++i) {
        auto outcome = std::visit(*this, group.edits[i]);
        if (outcome)
            continue;
        for (std::size_t back = i; back-- > 0;)
            (void)sheet.perform(inverse(asEdit(group.edits[back])), nullptr);
        return outcome;
    }
    return {};
}

const Finding* Sheet::find(const core::LesionId& id) const {
    const auto at = std::ranges::lower_bound(m_findings, id, drawnBefore, &Finding::id);
    return at != m_findings.end() && at->id == id ? &*at : nullptr;
}

core::LesionId Sheet::nextLesionId() const {
    std::string text("L"); // not "L" + ...: GCC 12 warns about it wrongly (bug 105651)
    text += std::to_string(m_highestId + 1);
    return core::LesionId(std::move(text));
}

void EditHistory::applied(const Edit& edit) {
    done.push_back(edit);
    undone.clear();
}

void EditHistory::stepBack() {
    undone.push_back(std::move(done.back()));
    done.pop_back();
}

void EditHistory::stepForward() {
    done.push_back(std::move(undone.back()));
    undone.pop_back();
}

} // namespace cw::annotation::detail
