// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ReadingDesk.h"
#include "core/ImageAttributes.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <functional>

namespace cw::gui {

/// One's own reading gone through before it is submitted: each finding with its descriptors, then
/// the answers, then what is missing, with the submit button there. Shows nothing of anybody else.
class ReviewPanel : public QFrame {
    Q_OBJECT
public:
    /// titleOf: "R CC" for an image. missing: what keeps the reading from being submitted, in
    /// words; empty: nothing.
    ReviewPanel(ReadingDesk& desk, core::ImageKind kind,
                std::function<QString(const core::ImageId&)> titleOf,
                std::function<QString()> missing, QWidget* parent = nullptr);
    void begin();
    void end();
    bool active() const { return m_active; }
    void step(int by); ///< stays at the first and at the last stop

signals:
    void findingReached(const cw::core::LesionId& id);
    void endReached(); ///< past the findings: the whole case again
    void ended();
    void submitRequested();

private:
    void deskChanged();
    void refresh();
    void arrive();
    std::size_t stops() const { return m_desk.findings().size() + 2; }
    void showFinding(const annotation::Finding& finding);
    void showAnswers();
    void showMissing();

    ReadingDesk& m_desk;
    core::ImageKind m_kind;
    std::function<QString(const core::ImageId&)> m_titleOf;
    std::function<QString()> m_missing;
    QLabel *m_heading, *m_what, *m_terms, *m_open;
    QPushButton *m_back, *m_next, *m_submit;
    core::CaseId m_case;
    std::size_t m_at = 0;
    bool m_active = false;
};

} // namespace cw::gui
