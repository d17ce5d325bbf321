// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ReadingDesk.h"
#include "app/workflow/Proposals.h"

#include <vector>

namespace cw::gui {

/// What a model proposes for the case that is read: none while it is read blind, unless the project
/// says otherwise. One is looked at at a time; confirmed it becomes the reader's own finding with
/// its origin, dismissed it is out of this reader's sight for good, and that is on record.
class ModelProposals : public QObject {
    Q_OBJECT
public:
    ModelProposals(ProjectAccess& project, ReadingDesk& desk, QObject* parent = nullptr);
    void caseOpened();
    /// Those neither confirmed nor dismissed.
    std::vector<const workflow::Proposal*> open() const;
    const workflow::Proposal* current() const; ///< nullptr: none is looked at
    bool next();                               ///< false: there is none
    bool confirm();
    bool dismiss(); ///< false: none is looked at, or it could not be put on record

signals:
    void changed();
    void failed(const cw::Error& error);

private:
    bool confirmed(const workflow::Proposal& proposal) const;

    ProjectAccess& m_project;
    ReadingDesk& m_desk;
    std::vector<workflow::Proposal> m_all;
    std::string m_current;
};

/// "mass, by cad-1": what the proposal says and where it comes from.
QString words(const workflow::Proposal& proposal);

} // namespace cw::gui
