// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/FundusStrip.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <algorithm>

namespace cw::gui {

using workflow::FundusView;

namespace {

constexpr FundusView kViews[] = {FundusView::Colour,        FundusView::Green,
                                 FundusView::GreenInverted, FundusView::Contrast,
                                 FundusView::Normalised,    FundusView::Red};

} // namespace

FundusStrip::FundusStrip(PictureLoader& loader, viewers::HangingView& hanging, QWidget* parent)
    : QWidget(parent), m_loader(loader), m_hanging(hanging) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    const std::pair<QString, QString> words[] = {
        {tr("Colour"), tr("As it was taken; hold Space to see it from any other view")},
        {tr("Green"), tr("Red-free: vessels and haemorrhages are dark")},
        {tr("Inverted"), tr("Green turned over: haemorrhages and microaneurysms are bright")},
        {QStringLiteral("CLAHE"), tr("Local contrast raised, for looking only")},
        {tr("Even"), tr("Even light: the local average taken off, no shading, for looking only")},
        {tr("Red"), tr("Edge of the disc, choroid")}};
    for (std::size_t i = 0; i < std::size(kViews); ++i) {
        auto* button = new QToolButton(this);
        button->setObjectName(QStringLiteral("look%1").arg(i));
        button->setText(words[i].first);
        button->setProperty("role", "tool");
        button->setToolTip(QStringLiteral("%1   G").arg(words[i].second));
        button->setAccessibleName(words[i].first);
        button->setAccessibleDescription(words[i].second);
        button->setFocusPolicy(Qt::NoFocus); // keys stay with the picture
        button->setCheckable(true);
        row->addWidget(button);
        m_buttons.push_back(button);
        connect(button, &QToolButton::clicked, this, [this, view = kViews[i]] { choose(view); });
    }
    mark();
    connect(&m_loader, &PictureLoader::loaded, this,
            [this](const core::ImageId& id, auto picture, FundusView view) {
                if (view == wanted() && m_asked.erase(id) > 0)
                    m_hanging.setLook(id, std::move(picture));
            });
    connect(&m_loader, &PictureLoader::failed, this,
            [this](const core::ImageId& id, const Error& error, FundusView view) {
                if (view != wanted() || m_asked.erase(id) == 0)
                    return;
                choose(FundusView::Colour);
                emit refused(error);
            });
}

FundusView FundusStrip::wanted() const { return m_held ? FundusView::Colour : m_view; }

void FundusStrip::caseOpened() {
    m_asked.clear(); // what comes now is the case's own first pictures
    m_held = false;
    m_view = FundusView::Colour;
    mark();
}

void FundusStrip::choose(FundusView view) {
    if (m_hanging.allLoaded()) {
        m_view = view;
        requestPictures();
    }
    mark();
}

void FundusStrip::chooseNext() {
    const auto at = std::ranges::find(kViews, m_view) - std::begin(kViews);
    choose(kViews[static_cast<std::size_t>(at + 1) % std::size(kViews)]);
}

bool FundusStrip::holdOriginal(bool held) {
    if (held == m_held || m_view == FundusView::Colour)
        return false;
    m_held = held;
    requestPictures();
    return true;
}

void FundusStrip::requestPictures() {
    for (const auto& item : m_hanging.items()) {
        m_asked.insert(item.id);
        m_loader.request(item.id, PictureLoader::Priority::Now, wanted());
    }
}

void FundusStrip::mark() {
    for (std::size_t i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setChecked(kViews[i] == m_view);
}

} // namespace cw::gui
