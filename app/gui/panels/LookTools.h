// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "viewers/HangingView.h"

#include <QActionGroup>
#include <QMenu>
#include <QToolButton>
#include <map>
#include <set>

namespace cw::gui {

class StatusLine;

/// What helps to look at a case on the Read page: two menu buttons of its tool strip (the windows
/// of the picture; magnifier, true size, curtains, words) and the keys for the same. Says in the
/// status line what it did. Every key's function is true if there was something to do.
class LookTools : public QObject {
    Q_OBJECT
public:
    LookTools(viewers::HangingView& hanging, StatusLine& status, QToolButton* windows,
              QToolButton* looking, bool mammography);

    bool nextWindow(); ///< of the file, then the full range
    bool openWindowMenu();
    bool choosePreset(std::size_t index); ///< of viewers::windowPresets()
    bool toggleMagnifier();
    bool toggleTipLens();
    bool nextCurtains();
    bool toggleWords();
    /// By the ruler's calibration of this monitor. The first time without one opens the dialog;
    /// once that was refused, by what the monitor says of itself, and says so.
    bool trueSize();
    bool calibrate();
    bool cancel(); ///< Esc: curtains, then the magnifier

private:
    void fillWindowMenu();
    void fillLookingMenu(bool mammography);
    QAction* add(QMenu& menu, const QString& words, const QString& key, const char* name);
    void aidsChanged();
    void say(const std::optional<viewers::HangingView::Chosen>& chosen);
    void sayCurtains();
    void showTrueSize();
    QString zoomNote(const viewers::ImageView& view) const;

    viewers::HangingView& m_hanging;
    StatusLine& m_status;
    QMenu *m_windows, *m_looking;
    QAction *m_magnifier = nullptr, *m_tipLens = nullptr, *m_words = nullptr;
    std::map<viewers::CurtainKind, QAction*> m_curtains;
    bool m_mammography;
    std::set<QString> m_refused; ///< monitors whose ruler dialog was left without an answer
    double m_shownMm = 0;        ///< pitch by which true size was shown last
    QString m_shownBy;           ///< "ruler 2026-11-30"
};

} // namespace cw::gui
