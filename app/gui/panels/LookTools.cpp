// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/LookTools.h"

#include "app/gui/MonitorCalibration.h"
#include "app/gui/panels/RulerDialog.h"
#include "app/gui/panels/StatusLine.h"
#include "viewers/TrueSize.h"
#include "viewers/WindowPresets.h"

#include <QCoreApplication>
#include <QDate>
#include <QScreen>
#include <algorithm>
#include <cmath>

namespace cw::gui {
namespace {

using viewers::CurtainKind;
using viewers::HangingView;
using Kind = viewers::Picture::Choice::Kind;

constexpr std::pair<CurtainKind, const char*> kCurtains[] = {
    {CurtainKind::None, QT_TRANSLATE_NOOP("cw::gui::LookTools", "No curtain")},
    {CurtainKind::Upper, QT_TRANSLATE_NOOP("cw::gui::LookTools", "Upper half covered")},
    {CurtainKind::Lower, QT_TRANSLATE_NOOP("cw::gui::LookTools", "Lower half covered")},
    {CurtainKind::Band, QT_TRANSLATE_NOOP("cw::gui::LookTools", "A band across is free")},
    {CurtainKind::NippleSide, QT_TRANSLATE_NOOP("cw::gui::LookTools", "Nipple side covered")},
    {CurtainKind::ChestWallSide,
     QT_TRANSLATE_NOOP("cw::gui::LookTools", "Chest wall side covered")}};

QString presetWords(const viewers::WindowPreset& preset) {
    return QStringLiteral("%1   %2").arg(
        QCoreApplication::translate("WindowPresets", preset.name),
        QStringLiteral("W × %1   L %2%3 % W")
            .arg(preset.width)
            .arg(preset.shift < 0 ? QStringLiteral("−") : QStringLiteral("+"))
            .arg(std::lround(100 * std::abs(preset.shift))));
}

} // namespace

LookTools::LookTools(HangingView& hanging, StatusLine& status, QToolButton* windows,
                     QToolButton* looking, bool mammography)
    : QObject(windows), m_hanging(hanging), m_status(status), m_windows(new QMenu(windows)),
      m_looking(new QMenu(looking)), m_mammography(mammography) {
    m_windows->setObjectName("windowMenuList");
    m_looking->setObjectName("lookMenuList");
    for (const auto& [button, menu] : {std::pair{windows, m_windows}, {looking, m_looking}}) {
        button->setMenu(menu);
        button->setPopupMode(QToolButton::InstantPopup);
    }
    connect(m_windows, &QMenu::aboutToShow, this, &LookTools::fillWindowMenu);
    fillLookingMenu(mammography);
    connect(&m_hanging.aids(), &viewers::LookingAids::changed, this, &LookTools::aidsChanged);
    connect(&m_hanging.aids(), &viewers::LookingAids::coveredPressed, this, [this] {
        m_status.say(tr("This part is covered: U goes on, Esc opens the curtain."));
    });
    m_status.setZoomNote([this](const viewers::ImageView& view) { return zoomNote(view); });
}

QAction* LookTools::add(QMenu& menu, const QString& words, const QString& key, const char* name) {
    auto* action = menu.addAction(key.isEmpty() ? words : words + QLatin1Char('\t') + key);
    action->setObjectName(name);
    return action;
}

// -- windows --------------------------------------------------------------------------------------

void LookTools::fillWindowMenu() {
    m_windows->clear();
    const auto* view = m_hanging.current();
    const auto* picture = view ? view->picture() : nullptr;
    const auto choices = picture ? picture->choices() : std::vector<viewers::Picture::Choice>();
    if (choices.empty()) {
        m_windows->addAction(tr("This picture has no windows"))->setEnabled(false);
        return;
    }
    const auto now = view->window();
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const auto& choice = choices[i];
        auto words = choice.kind == Kind::VoiLut   ? tr("VOI LUT of the file")
                     : choice.kind == Kind::Window ? tr("Window of the file")
                                                   : tr("Full range of the image");
        if (const auto named = QString::fromStdString(choice.explanation).trimmed();
            !named.isEmpty())
            words += QStringLiteral(": ") + named;
        const auto window = picture->windowOf(choice.grey);
        words += QStringLiteral("   W %1  L %2")
                     .arg(std::lround(window.width))
                     .arg(std::lround(window.centre));
        auto* action = add(*m_windows, words.replace('&', "&&"), {}, "window");
        action->setCheckable(true);
        action->setChecked(window == now);
        connect(action, &QAction::triggered, this, [this, i] { say(m_hanging.chooseWindow(i)); });
    }
    m_windows->addSeparator();
    m_windows->addAction(tr("Relative to the window of the file"))->setEnabled(false);
    for (std::size_t i = 0; i < viewers::windowPresets().size(); ++i) {
        const auto& preset = viewers::windowPresets()[i];
        auto* action = add(*m_windows, presetWords(preset), {}, preset.name);
        action->setCheckable(true);
        action->setChecked(applied(preset, picture->firstWindow()) == now);
        connect(action, &QAction::triggered, this, [this, i] { choosePreset(i); });
    }
}

bool LookTools::openWindowMenu() {
    auto* button = static_cast<QToolButton*>(m_windows->parentWidget());
    m_windows->popup(button->mapToGlobal(QPoint(0, button->height())));
    return true;
}

bool LookTools::nextWindow() {
    const auto chosen = m_hanging.nextWindow();
    say(chosen);
    return chosen.has_value();
}

void LookTools::say(const std::optional<HangingView::Chosen>& chosen) {
    if (!chosen)
        return;
    const auto what = chosen->kind == Kind::VoiLut   ? tr("VOI LUT of the file")
                      : chosen->kind == Kind::Window ? tr("Window of the file")
                                                     : tr("Full range of the image");
    const auto named = chosen->explanation.isEmpty()
                           ? what
                           : QStringLiteral("%1: %2").arg(what, chosen->explanation);
    m_status.say(QStringLiteral("%1 (%2/%3)").arg(named).arg(chosen->number).arg(chosen->count));
}

bool LookTools::choosePreset(std::size_t index) {
    const auto& preset = viewers::windowPresets().at(index);
    for (auto* view : m_hanging.views()) {
        if (!view->picture() || view->picture()->colour())
            continue;
        auto grey = view->grey();
        grey.window = applied(preset, view->picture()->firstWindow());
        view->setGrey(grey);
    }
    emit m_hanging.viewChanged();
    m_status.say(presetWords(preset));
    return true;
}

// -- looking --------------------------------------------------------------------------------------

void LookTools::fillLookingMenu(bool mammography) {
    auto& menu = *m_looking;
    m_magnifier = add(menu, tr("Magnifier"), "M", "magnifier");
    m_tipLens = add(menu, tr("Lens at the tip of the pen"), "Shift+M", "tipLens");
    connect(m_magnifier, &QAction::triggered, this, &LookTools::toggleMagnifier);
    connect(m_tipLens, &QAction::triggered, this, &LookTools::toggleTipLens);
    menu.addSeparator();
    connect(add(menu, tr("True size"), "8", "trueSize"), &QAction::triggered, this,
            &LookTools::trueSize);
    connect(add(menu, tr("Calibrate the monitor with a ruler ..."), "Shift+8", "calibrate"),
            &QAction::triggered, this, &LookTools::calibrate);
    menu.addSeparator();
    if (mammography) {
        auto* curtains = new QActionGroup(this);
        for (const auto& [kind, words] : kCurtains) {
            auto* action = add(menu, tr(words), kind == CurtainKind::None ? "U" : "", "curtain");
            action->setCheckable(true);
            curtains->addAction(action);
            m_curtains[kind] = action;
            connect(action, &QAction::triggered, this, [this, wanted = kind] {
                m_hanging.aids().setCurtains(viewers::curtainsOf(wanted));
                sayCurtains();
            });
        }
        menu.addSeparator();
    }
    m_words = add(menu, tr("Words in the picture"), "T", "words");
    connect(m_words, &QAction::triggered, this, &LookTools::toggleWords);
    for (auto* action : {m_magnifier, m_tipLens, m_words})
        action->setCheckable(true);
    aidsChanged();
}

void LookTools::aidsChanged() {
    const auto& aids = m_hanging.aids();
    m_magnifier->setChecked(aids.magnifier());
    m_tipLens->setChecked(aids.tipLens());
    m_words->setChecked(!aids.wordsHidden());
    for (const auto& [kind, action] : m_curtains)
        action->setChecked(kind == aids.curtains().kind);
}

bool LookTools::toggleMagnifier() {
    auto& aids = m_hanging.aids();
    aids.setMagnifier(!aids.magnifier());
    m_status.say(aids.magnifier() ? tr("Magnifier: Ctrl and wheel for 2×, 3×, 4×; right drag for "
                                       "its own window; M or Esc ends it.")
                                  : QString());
    return true;
}

bool LookTools::toggleTipLens() {
    auto& aids = m_hanging.aids();
    aids.setTipLens(!aids.tipLens());
    m_status.say(aids.tipLens() ? tr("Lens at the tip of the pen: on while a tool draws; Ctrl and "
                                     "wheel for 2×, 3×, 4×.")
                                : tr("Lens at the tip of the pen: off"));
    return true;
}

bool LookTools::nextCurtains() {
    if (!m_mammography)
        return false;
    m_hanging.aids().setCurtains(viewers::curtainsOf(next(m_hanging.aids().curtains().kind)));
    sayCurtains();
    return true;
}

void LookTools::sayCurtains() {
    const auto kind = m_hanging.aids().curtains().kind;
    const auto words = tr(kCurtains[static_cast<std::size_t>(kind)].second);
    m_status.say(kind == CurtainKind::None
                     ? words
                     : words + QStringLiteral(".   ") +
                           tr("Drag its edge; U goes on, Esc opens the curtain."));
}

bool LookTools::toggleWords() {
    auto& aids = m_hanging.aids();
    aids.setWordsHidden(!aids.wordsHidden());
    m_status.say(aids.wordsHidden() ? tr("Words in the picture are hidden; warnings stay.")
                                    : tr("Words in the picture are shown."));
    return true;
}

bool LookTools::cancel() {
    auto& aids = m_hanging.aids();
    if (aids.curtains().kind != CurtainKind::None) {
        aids.setCurtains({});
        sayCurtains();
        return true;
    }
    return aids.magnifier() && toggleMagnifier();
}

// -- true size ------------------------------------------------------------------------------------

bool LookTools::trueSize() {
    const auto& items = m_hanging.items();
    if (items.empty())
        return false;
    const auto spaced = [](const HangingView::Item& item) {
        return item.attributes.spacing.has_value();
    };
    const auto square = [](const HangingView::Item& item) {
        return viewers::trueSizeZoom(item.attributes.spacing, 1, 1).has_value();
    };
    if (std::none_of(items.begin(), items.end(), square)) {
        m_status.say(std::any_of(items.begin(), items.end(), spaced)
                         ? tr("No true size: the pixels of this picture are not square.")
                         : tr("No true size: the file names no pixel size."),
                     true);
        return true;
    }
    const auto& screen = *m_hanging.screen();
    if (!calibrationOf(screen) && !m_refused.contains(monitorName(screen)))
        return calibrate();
    showTrueSize();
    return true;
}

void LookTools::showTrueSize() {
    const auto& screen = *m_hanging.screen();
    const auto ruler = calibrationOf(screen);
    m_shownMm = ruler ? ruler->mmPerPixel : statedMmPerPixel(screen);
    m_shownBy = ruler ? tr("true size (ruler %1)").arg(ruler->measured.toString(Qt::ISODate))
                      : tr("true size (not calibrated)");
    viewers::showTrueSize(m_hanging, m_shownMm);
    if (ruler)
        m_status.say(
            tr("True size by the ruler of %1.").arg(ruler->measured.toString(Qt::ISODate)));
    else
        m_status.say(tr("True size by what the monitor says of itself: not calibrated, Shift+8 "
                        "opens the ruler."),
                     true);
}

bool LookTools::calibrate() {
    auto* dialog = new RulerDialog(&m_hanging);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this, dialog](int result) {
        const auto& screen = *m_hanging.screen();
        if (result == QDialog::Accepted)
            keepCalibration(screen, {dialog->mmPerPixel(), QDate::currentDate()});
        else
            m_refused.insert(monitorName(screen));
        if (!m_hanging.items().empty())
            result == QDialog::Accepted ? showTrueSize() : m_status.say(QString());
    });
    dialog->open();
    return true;
}

/// While the zoom is the one of true size, and no longer.
QString LookTools::zoomNote(const viewers::ImageView& view) const {
    if (m_shownMm <= 0)
        return {};
    for (std::size_t i = 0; i < m_hanging.views().size(); ++i) {
        if (m_hanging.views()[i] != &view)
            continue;
        const auto zoom = viewers::trueSizeZoom(m_hanging.items()[i].attributes.spacing, m_shownMm,
                                                view.devicePixelRatioF());
        if (zoom && std::abs(*zoom - view.view().zoom()) < 1e-9)
            return m_shownBy;
    }
    return {};
}

} // namespace cw::gui
