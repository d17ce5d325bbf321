// SPDX-License-Identifier: Apache-2.0
// The keys of the window: one table, shown on F1.
#include "app/gui/MainWindow.h"
#include "app/gui/pages/AuditPage.h"
#include "app/gui/pages/ComparePage.h"
#include "app/gui/pages/DatasetPage.h"
#include "app/gui/pages/InspectPage.h"
#include "app/gui/pages/IntakePage.h"
#include "app/gui/pages/ReadPage.h"
#include "app/gui/pages/ValidatePage.h"
#include "app/gui/pages/WorklistPage.h"
#include "app/gui/panels/KeyListPanel.h"

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
         [this] { return fold("rail", !m_rail->isHidden()), true; });
    bind(Qt::Key_F6, {}, tr("To the thumbnails: arrows, Enter"),
         [this] { return reading() && m_read->focusThumbnails(); });
    bind(Qt::Key_F7, {}, tr("Fold the thumbnails"),
         [this] { return fold("thumbnails", m_read->thumbnailsVisible()), true; });
    bind(Qt::Key_F11, {}, tr("Pictures in their own window"),
         [this] { return reading() && (fold("pictures", !m_read->picturesApart()), true); });
    bind(Qt::Key_F9, Qt::ShiftModifier, tr("Fold the reports"), [this] {
        return reading() && m_read->hasReports() &&
               (fold("reports", !m_read->reportsFolded()), true);
    });
    bind(Qt::Key_F9, {}, tr("Fold the panel"),
         [this] { return fold("panel", m_read->panelVisible()), true; });
    bind(Qt::Key_L, Qt::ControlModifier, tr("Change user"), [this] {
        return m_project && m_project->account() && (emit userChangeRequested(), true);
    });
    bind(Qt::Key_8, Qt::ControlModifier, {}, [this] { return show(Workplace::Inspect), true; });
    bind(Qt::Key_K, Qt::ControlModifier, tr("Find a case"), [this] {
        if (auditing())
            return m_audit->focusSearch(), true;
        if (!m_places.contains(Workplace::Worklist))
            return false;
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
    for (const auto& pen : furtherPens())
        mode(pen.key, pen.words, pen.mode);
    bind(Qt::Key_Y, {}, tr("Smooth the outline"), onRead([](ReadPage& p) { return p.smooth(); }));
    bind(Qt::Key_Y, Qt::ShiftModifier, tr("Fewer corners"),
         onRead([](ReadPage& p) { return p.simplify(); }));
    bind(Qt::Key_C, Qt::ControlModifier, tr("Copy the finding"),
         onRead([](ReadPage& p) { return p.copyFinding(); }));
    bind(Qt::Key_V, Qt::ControlModifier, tr("Paste it at the pointer"),
         onRead([](ReadPage& p) { return p.pasteFinding(); }));
    bind(Qt::Key_BracketRight, {}, tr("Larger brush or point"),
         onRead([](ReadPage& p) { return p.growReach(1.25); }));
    bind(Qt::Key_BracketLeft, {}, tr("Smaller brush or point"),
         onRead([](ReadPage& p) { return p.growReach(0.8); }));
    bind(Qt::Key_Q, {}, tr("To the questions: digits answer"),
         onRead([](ReadPage& p) { return p.focusQuestions(); }));
    bind(Qt::Key_K, {}, tr("Link: the same lesion on another image"), [this] {
        return takingIn() ? m_intake->decide(workflow::WritingVerdict::Keep, false)
                          : reading() && m_read->linkSelected();
    });
    bind(Qt::Key_Return, {}, tr("Close the shape"),
         onRead([](ReadPage& p) { return p.closeShape(); }));
    bind(Qt::Key_Delete, {}, tr("Delete the corner or the finding"),
         onRead([](ReadPage& p) { return p.removeSelected(); }));
    bind(Qt::Key_Backspace, {}, {}, onRead([](ReadPage& p) { return p.removeSelected(); }));
    bind(Qt::Key_A, {}, tr("Next proposal of a model"),
         onRead([](ReadPage& p) { return p.nextProposal(); }));
    bind(Qt::Key_A, Qt::ShiftModifier, tr("Confirm the proposal"),
         onRead([](ReadPage& p) { return p.confirmProposal(); }));
    bind(Qt::Key_Delete, Qt::ShiftModifier, tr("Dismiss the proposal"),
         onRead([](ReadPage& p) { return p.dismissProposal(); }));
    bind(Qt::Key_Z, Qt::ControlModifier, tr("Undo"), onRead([](ReadPage& p) { return p.undo(); }));
    bind(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier, tr("Redo"),
         onRead([](ReadPage& p) { return p.redo(); }));
    bind(Qt::Key_Y, Qt::ControlModifier, {}, onRead([](ReadPage& p) { return p.redo(); }));
    bind(Qt::Key_R, Qt::ControlModifier, tr("Review your reading"),
         onRead([](ReadPage& p) { return p.toggleReview(); }));
    bind(Qt::Key_P, Qt::ControlModifier, tr("Save what is seen"), [this] {
        return auditing() ? m_audit->askToExport() : reading() && m_read->saveSnapshot(true);
    });
    bind(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier, tr("Save without outlines"),
         onRead([](ReadPage& p) { return p.saveSnapshot(false); }));
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
        if (comparing())
            return m_compare->leaveForm();
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
         [this] { return reading() && m_read->look().nextWindow(); });
    bindAidKeys();
    bind(Qt::Key_O, {}, tr("Outlines only"), [this] {
        return reading() ? m_read->toggleOutlines() : comparing() && m_compare->toggleOutlines();
    });
    bind(Qt::Key_V, Qt::ShiftModifier, tr("Third pane: both readings over each other"),
         [this] { return comparing() && m_compare->toggleOverlay(); });
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
        if (inspecting())
            return m_inspect->nextImage(1);
        return reading() ? m_read->selectNext() : comparing() && m_compare->selectDifference(1);
    });
    bind(Qt::Key_Tab, Qt::ShiftModifier, tr("Back in the review; previous difference"), [this] {
        return reading() ? m_read->stepReview(-1) : comparing() && m_compare->selectDifference(-1);
    });
    bind(Qt::Key_PageDown, {}, tr("Next case"), [this] {
        return inspecting() ? m_inspect->neighbour(1)
                            : (reading() || comparing()) && (neighbour(1), true);
    });
    bind(Qt::Key_PageUp, {}, tr("Previous case"), [this] {
        return inspecting() ? m_inspect->neighbour(-1)
                            : (reading() || comparing()) && (neighbour(-1), true);
    });
    bind(Qt::Key_Return, Qt::ControlModifier, tr("Submit; record the decision; run the intake"),
         [this] {
             if (takingIn())
                 return m_intake->run();
             if (freezing())
                 return m_dataset->freeze();
             if (validating())
                 return m_validate->start();
             if (auditing())
                 return m_audit->verify();
             return reading() ? m_read->submit() : comparing() && m_compare->record();
         });
    bindSettlingKeys();
}

void MainWindow::bindSettlingKeys() {
    for (const auto& [key, verdict, words] :
         {std::tuple{Qt::Key_A, "a", tr("Agree with A")},
          {Qt::Key_B, "b", tr("Agree with B")},
          {Qt::Key_R, "redrawn", tr("Compare: draw the truth anew")},
          {Qt::Key_X, "exclude", tr("Exclude")}})
        bind(key, {}, words, [this, wanted = std::string(verdict)] {
            if (inspecting() && wanted != "b")
                return wanted == "a" ? m_inspect->pass() : m_inspect->fail();
            return comparing() && m_compare->choose(wanted);
        });
    bind(Qt::Key_S, {}, tr("Cross-check: my reading stands"),
         [this] { return comparing() && m_compare->stand(); });
    bind(Qt::Key_E, {}, tr("Cross-check: amend my reading"),
         [this] { return comparing() && m_compare->amend(); });
}

void MainWindow::bindAidKeys() {
    const auto look = [this](int key, Qt::KeyboardModifiers modifiers, const QString& words,
                             bool (LookTools::*action)()) {
        bind(key, modifiers, words,
             [this, action] { return reading() && (m_read->look().*action)(); });
    };
    look(Qt::Key_W, Qt::ShiftModifier, tr("List of windows and presets"),
         &LookTools::openWindowMenu);
    look(Qt::Key_8, {}, tr("True size"), &LookTools::trueSize);
    look(Qt::Key_8, Qt::ShiftModifier, tr("Calibrate the monitor with a ruler"),
         &LookTools::calibrate);
    bind(Qt::Key_M, {}, tr("Magnifier; Ctrl and wheel: 2×, 3×, 4×"), [this] {
        return reading() ? m_read->look().toggleMagnifier()
                         : comparing() && m_compare->toggleMagnifier();
    });
    look(Qt::Key_M, Qt::ShiftModifier, tr("Lens at the tip of the pen"), &LookTools::toggleTipLens);
    look(Qt::Key_U, {}, tr("Next curtain"), &LookTools::nextCurtains);
    bind(Qt::Key_T, {}, tr("Hide or show the words in the picture"), [this] {
        return takingIn() ? m_intake->showText() : reading() && m_read->look().toggleWords();
    });
}

/// Fundus projects alone have them; Space stays a button's key where a button has the focus.
void MainWindow::bindLookKeys() {
    if (m_project && m_project->kind() != core::ImageKind::Fundus)
        return;
    bind(Qt::Key_G, {}, tr("Next view: colour, green, CLAHE ..."),
         [this] { return reading() && m_read->nextLook(); });
    bind(Qt::Key_R, {}, tr("Grid over the eye: none, ETDRS, quadrants"),
         [this] { return reading() && m_read->nextGrid(); });
    bind(Qt::Key_R, Qt::ShiftModifier, tr("Black outside the field of view"),
         [this] { return reading() && m_read->toggleField(); });
    bind(Qt::Key_D, Qt::ShiftModifier, tr("Outline the optic disc"),
         [this] { return reading() && m_read->outlineMark("optic-disc"); });
    bind(Qt::Key_C, Qt::ShiftModifier, tr("Outline the optic cup"),
         [this] { return reading() && m_read->outlineMark("optic-cup"); });
    bind(Qt::Key_F, Qt::ShiftModifier, tr("Mark the fovea under the pointer"),
         [this] { return reading() && m_read->markFovea(); });
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
    // H and K themselves are bound with the findings, which they hide and link there.
    bind(Qt::Key_H, {}, tr("Intake: hide the writing"), [] { return false; });
    bind(Qt::Key_K, {}, tr("Intake: keep the writing"), [] { return false; });
    bind(Qt::Key_D, {}, tr("Intake: hide here on every picture of the device"),
         [this] { return takingIn() && m_intake->decide(WritingVerdict::Hide, true); });
    // T as well: on the Read page it hides the words in the picture.
    bind(Qt::Key_T, {}, tr("Intake: show what the writing says"), [] { return false; });
}

void MainWindow::toggleKeyList() {
    if (!m_keyList) {
        m_keyList = new KeyListPanel(*m_keys, this);
        connect(m_keyList, &KeyListPanel::cardRequested, this, &MainWindow::saveShortcutCard);
    }
    if (m_keyList->isHidden())
        m_keyList->popUp();
    else
        m_keyList->hide();
}

} // namespace cw::gui
