// SPDX-License-Identifier: Apache-2.0
// The keys of the window: one table, shown on F1.
#include "app/gui/MainWindow.h"
#include "app/gui/pages/ComparePage.h"
#include "app/gui/pages/IntakePage.h"
#include "app/gui/pages/ReadPage.h"
#include "app/gui/pages/WorklistPage.h"

#include <QGridLayout>
#include <QLabel>

namespace cw::gui {

using Mode = viewers::PolygonTool::Mode;

void MainWindow::bind(int key, Qt::KeyboardModifiers modifiers, const QString& words,
                      KeyMap::Action action) {
    m_keys->add({key, modifiers, words, std::move(action), {}});
}

void MainWindow::bindKeys() {
    bindReadingKeys();
    bindPageKeys();
    bindIntakeKeys();
    bind(Qt::Key_F1, {}, tr("This list"), [this] { return toggleKeyList(), true; });
    bind(Qt::Key_F8, {}, tr("Fold the rail"),
         [this] { return m_rail->setVisible(m_rail->isHidden()), true; });
    bind(Qt::Key_F9, {}, tr("Fold the panel"),
         [this] { return m_read->setPanelVisible(!m_read->panelVisible()), true; });
    bind(Qt::Key_K, Qt::ControlModifier, tr("Find a case"), [this] {
        show(Workplace::Worklist);
        m_worklist->focusSearch();
        return true;
    });
    const Workplace places[] = {Workplace::Intake,  Workplace::Worklist, Workplace::Read,
                                Workplace::Compare, Workplace::Dataset,  Workplace::Validate,
                                Workplace::Audit};
    int number = 0;
    for (const auto place : places)
        bind(Qt::Key_1 + number++, Qt::ControlModifier, {},
             [this, place] { return show(place), true; });
}

void MainWindow::bindReadingKeys() {
    const auto onRead = [this](auto action) {
        return [this, action] { return reading() && action(*m_read); };
    };
    const auto mode = [&](int key, const QString& words, Mode wanted) {
        bind(key, {}, words, onRead([wanted](ReadPage& page) { return page.setMode(wanted); }));
    };
    mode(Qt::Key_P, tr("Polygon"), Mode::Polygon);
    mode(Qt::Key_F, tr("Freehand"), Mode::Freehand);
    mode(Qt::Key_V, tr("Select and edit"), Mode::Select);
    mode(Qt::Key_N, tr("New finding"), Mode::Polygon);
    bind(Qt::Key_Q, {}, tr("To the questions: digits answer"),
         onRead([](ReadPage& p) { return p.focusQuestions(); }));
    bind(Qt::Key_Return, {}, tr("Close the shape"),
         onRead([](ReadPage& p) { return p.closeShape(); }));
    bind(Qt::Key_Delete, {}, tr("Delete the corner or the finding"),
         onRead([](ReadPage& p) { return p.removeSelected(); }));
    bind(Qt::Key_Backspace, {}, {}, onRead([](ReadPage& p) { return p.removeSelected(); }));
    bind(Qt::Key_Z, Qt::ControlModifier, tr("Undo"), onRead([](ReadPage& p) { return p.undo(); }));
    bind(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier, tr("Redo"),
         onRead([](ReadPage& p) { return p.redo(); }));
    bind(Qt::Key_Y, Qt::ControlModifier, {}, onRead([](ReadPage& p) { return p.redo(); }));
    const auto& hanging = m_read ? m_read->hanging().protocol()
                                 : viewers::builtInProtocol(core::ImageKind::Mammography);
    for (int key = 1; key <= viewers::kHighestStepKey; ++key) {
        const auto* step = hanging.step(key);
        bind(Qt::Key_0 + key, {}, step ? viewers::words(step->name) : QString(),
             onRead([key](ReadPage& page) { return page.pressStep(key); }));
    }
}

void MainWindow::bindPageKeys() {
    bind(Qt::Key_Escape, {}, tr("Cancel"), [this] {
        if (m_keyList && m_keyList->isVisible())
            return m_keyList->hide(), true;
        return takingIn() ? m_intake->cancel() : reading() && m_read->cancel();
    });
    bind(Qt::Key_0, {}, tr("Fit"), [this] {
        if (reading())
            m_read->hanging().fit();
        else if (comparing())
            m_compare->fit();
        return reading() || comparing();
    });
    bind(Qt::Key_9, {}, tr("One image pixel a screen pixel"), [this] {
        if (reading())
            m_read->hanging().oneToOne();
        else if (comparing())
            m_compare->oneToOne();
        return reading() || comparing();
    });
    bind(Qt::Key_I, {}, tr("Invert"), [this] {
        if (reading())
            m_read->hanging().toggleInvert();
        else if (comparing())
            m_compare->toggleInvert();
        return reading() || comparing();
    });
    bind(Qt::Key_W, {}, tr("Next window of the file; full range"),
         [this] { return reading() && m_read->nextWindow(); });
    const auto hide = [this](bool hidden) {
        m_read->hanging().setFindingsHidden(hidden);
        m_compare->setFindingsHidden(hidden);
    };
    m_keys->add({Qt::Key_H,
                 {},
                 tr("Hide the findings while held"),
                 [this, hide] {
                     if (takingIn())
                         return m_intake->decide(workflow::WritingVerdict::Hide, false);
                     return hide(true), true;
                 },
                 [hide] { return hide(false), true; }});
    bindLookKeys();
    bind(Qt::Key_Tab, {}, tr("Next finding or difference"), [this] {
        return reading() ? m_read->selectNext() : comparing() && m_compare->selectDifference(1);
    });
    bind(Qt::Key_PageDown, {}, tr("Next case"),
         [this] { return (reading() || comparing()) && (neighbour(1), true); });
    bind(Qt::Key_PageUp, {}, tr("Previous case"),
         [this] { return (reading() || comparing()) && (neighbour(-1), true); });
    bind(Qt::Key_Return, Qt::ControlModifier, tr("Submit; record the decision; run the intake"),
         [this] {
             if (takingIn())
                 return m_intake->run();
             return reading() ? m_read->submit() : comparing() && m_compare->record();
         });
    for (const auto& [key, verdict, words] : {std::tuple{Qt::Key_A, "a", tr("Agree with A")},
                                              {Qt::Key_B, "b", tr("Agree with B")},
                                              {Qt::Key_X, "exclude", tr("Exclude")}})
        bind(key, {}, words, [this, wanted = std::string(verdict)] {
            return comparing() && m_compare->choose(wanted);
        });
}

/// Fundus projects alone have them; Space stays a button's key where a button has the focus.
void MainWindow::bindLookKeys() {
    if (!m_project || m_project->kind() != core::ImageKind::Fundus)
        return;
    bind(Qt::Key_G, {}, tr("Next view: colour, green, CLAHE ..."),
         [this] { return reading() && m_read->nextLook(); });
    m_keys->add({Qt::Key_Space,
                 {},
                 tr("The original while held"),
                 [this] {
                     const auto* focus = focusWidget();
                     const bool pressesAButton = focus && (focus->inherits("QAbstractButton") ||
                                                           focus->property("takesDigits").toBool());
                     return reading() && !pressesAButton && m_read->holdOriginal(true);
                 },
                 [this] { return m_read->holdOriginal(false); }});
}

void MainWindow::bindIntakeKeys() {
    using workflow::WritingVerdict;
    // H itself is bound with the findings: the same key hides there while it is held.
    bind(Qt::Key_H, {}, tr("Intake: hide the writing"), [] { return false; });
    bind(Qt::Key_K, {}, tr("Intake: keep the writing"),
         [this] { return takingIn() && m_intake->decide(WritingVerdict::Keep, false); });
    bind(Qt::Key_D, {}, tr("Intake: hide here on every picture of the device"),
         [this] { return takingIn() && m_intake->decide(WritingVerdict::Hide, true); });
    bind(Qt::Key_T, {}, tr("Intake: show what the writing says"),
         [this] { return takingIn() && m_intake->showText(); });
}

void MainWindow::toggleKeyList() {
    if (!m_keyList) {
        m_keyList = new QFrame(this);
        m_keyList->setObjectName("keyList");
        m_keyList->setStyleSheet("QFrame#keyList { background: #15171A; border: 1px solid #3A4047; "
                                 "border-radius: 4px; }");
        auto* grid = new QGridLayout(m_keyList);
        grid->setContentsMargins(22, 18, 22, 18);
        grid->setHorizontalSpacing(18);
        int n = 0;
        for (const auto& binding : m_keys->bindings()) {
            if (binding.words.isEmpty())
                continue;
            auto* key = new QLabel(KeyMap::text(binding), m_keyList);
            key->setProperty("role", "dim");
            key->setAlignment(Qt::AlignRight);
            grid->addWidget(key, n % 16, n / 16 * 2);
            grid->addWidget(new QLabel(binding.words, m_keyList), n % 16, n / 16 * 2 + 1);
            ++n;
        }
        auto* mouse =
            new QLabel(tr("Left: tool   ·   right drag: window   ·   middle drag: pan   ·   "
                          "wheel: zoom   ·   double click: maximise"),
                       m_keyList);
        mouse->setProperty("role", "dim");
        grid->addWidget(mouse, 16, 0, 1, 6);
        m_keyList->hide();
    }
    m_keyList->setVisible(m_keyList->isHidden());
    m_keyList->adjustSize();
    m_keyList->move((width() - m_keyList->width()) / 2, (height() - m_keyList->height()) / 2);
    m_keyList->raise();
}

} // namespace cw::gui
