// SPDX-License-Identifier: Apache-2.0
#include "app/gui/CompareCase.h"

#include <algorithm>

namespace cw::gui {
namespace {

/// Right before left, CC before MLO: the order of the hanging.
void sortAsHung(std::vector<storage::StoredImage>& images) {
    std::stable_sort(images.begin(), images.end(), [](const auto& x, const auto& y) {
        const auto key = [](const core::ImageAttributes& a) {
            return std::pair(a.view, a.laterality);
        };
        return key(x.attributes) < key(y.attributes);
    });
}

/// The readings that the store hands out to this viewer: blindness is its business alone.
std::vector<annotation::Reading> visibleReadings(workflow::Project& project,
                                                 const ComparedCase& compared) {
    const auto& id = compared.row.id;
    const bool open = compared.crossCheck && !compared.crossCheck->closed;
    if (compared.crossCheck && !open)
        if (auto both = storage::CaseProcess(project.store()).readingsThatCount(id))
            return {std::move(both->first), std::move(both->second)};
    if (!compared.viewerSlot()) {
        if (auto both = project.store().bothReadings(id))
            return {std::move(both->first), std::move(both->second)};
        return {};
    }
    if (auto own = project.store().readingsVisibleTo(compared.viewer, id))
        return std::move(*own);
    return {};
}

} // namespace

Result<std::optional<annotation::Comparison>> compareIfSubmitted(workflow::Project& project,
                                                                 const core::CaseId& id) {
    auto& store = project.store();
    CW_TRY(auto stored, store.comparison(id));
    if (stored)
        return stored;
    auto made = project.compareCase(id);
    if (!made && made.error().code == ErrorCode::Forbidden)
        return std::optional<annotation::Comparison>{}; // one reader has not submitted
    if (!made)
        return tl::unexpected(made.error());
    // Whose role does not compare still sees how the two readings differ.
    if (const auto saved = store.saveComparison(*made);
        !saved && saved.error().code != ErrorCode::Forbidden)
        return tl::unexpected(saved.error());
    return std::optional(std::move(*made));
}

std::optional<std::size_t> ComparedCase::viewerSlot() const {
    const auto at = std::find(row.readers.begin(), row.readers.end(), viewer);
    if (viewer.empty() || at == row.readers.end())
        return std::nullopt;
    return static_cast<std::size_t>(at - row.readers.begin());
}

const annotation::Finding* ComparedCase::find(std::size_t side,
                                              const std::optional<core::LesionId>& id) const {
    if (!id || !readings[side])
        return nullptr;
    const auto& findings = readings[side]->findings;
    const auto at = std::find_if(findings.begin(), findings.end(),
                                 [&](const auto& finding) { return finding.id == *id; });
    return at == findings.end() ? nullptr : &*at;
}

std::optional<std::size_t> ComparedCase::indexOf(const core::ImageId& image) const {
    const auto at = std::find_if(images.begin(), images.end(),
                                 [&](const auto& each) { return each.id == image; });
    if (at == images.end())
        return std::nullopt;
    return static_cast<std::size_t>(at - images.begin());
}

const storage::Statement* ComparedCase::statementOf(std::size_t side) const {
    if (!crossCheck || side >= row.readers.size())
        return nullptr;
    for (const auto& statement : crossCheck->statements)
        if (statement.reader == row.readers[side])
            return &statement;
    return nullptr;
}

Result<ComparedCase> comparedCase(workflow::Project& project, const core::CaseId& id,
                                  const core::ReaderId& viewer) {
    ComparedCase compared;
    compared.viewer = viewer;
    CW_TRY(compared.row, project.store().caseRow(id));
    CW_TRY(compared.images, project.store().images(id));
    sortAsHung(compared.images);
    if (auto check = storage::CaseProcess(project.store()).crossCheck(id))
        compared.crossCheck = std::move(*check);
    for (auto& reading : visibleReadings(project, compared))
        for (std::size_t i = 0; i < 2 && i < compared.row.readers.size(); ++i)
            if (compared.row.readers[i] == reading.reader)
                compared.readings[i] = reading;
    if (compared.bothVisible()) {
        if (auto comparison = compareIfSubmitted(project, id))
            compared.comparison = std::move(*comparison);
        // It may just have been stored, which is what makes a state of "submitted" another one.
        CW_TRY(compared.row, project.store().caseRow(id));
    }
    if (auto decision = project.store().decision(id))
        compared.decision = std::move(*decision);
    return compared;
}

} // namespace cw::gui
