// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/ReadingSession.h"

namespace cw::annotation::detail {

/// What a reading looks like after the edits so far. An edit is checked and done, or refused and
/// nothing has changed.
class Sheet {
public:
    /// InvalidArgument with the broken rule. sizes: nullptr for edits that were checked before.
    Result<void> perform(const Edit& edit, const ImageSizes* sizes);

    const std::vector<Finding>& findings() const { return m_findings; } ///< as drawnBefore()
    const CaseAnswers& answers() const { return m_answers; }
    const Finding* find(const core::LesionId& id) const;
    /// "L1", "L2", ...: above every such id that was ever added, undone ones included.
    core::LesionId nextLesionId() const;

private:
    struct Performer;
    std::vector<Finding> m_findings;
    CaseAnswers m_answers;
    std::size_t m_highestId = 0;
};

/// What can be undone and redone, oldest first.
struct EditHistory {
    std::vector<Edit> done, undone;
    void applied(const Edit& edit);
    void stepBack();
    void stepForward();
};

} // namespace cw::annotation::detail
