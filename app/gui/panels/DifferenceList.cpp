// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/DifferenceList.h"

#include "app/gui/ComparisonWords.h"
#include "app/gui/Theme.h"
#include "app/gui/Words.h"
#include "viewers/Hanging.h"

#include <QSignalBlocker>
#include <algorithm>

namespace cw::gui {
namespace {

/// What each of them says of a lesion, where they do not say the same.
QString descriptions(core::ImageKind kind, const annotation::Finding* a,
                     const annotation::Finding* b) {
    QString text;
    const auto say = [&](const char* letter, const annotation::Finding* finding) {
        if (!finding)
            return;
        auto words = lesionWords(finding->label);
        if (const auto more = descriptionWords(kind, *finding); !more.isEmpty())
            words += QStringLiteral(", ") + more;
        text += QStringLiteral("\n%1: %2").arg(QLatin1String(letter), words);
    };
    const bool same = a && b && a->label == b->label && a->attributes == b->attributes;
    say("A", a);
    if (!same)
        say("B", b);
    else
        text.replace(QStringLiteral("\nA: "), QStringLiteral("\nA = B: "));
    return text;
}

core::RectPx boxOf(const annotation::Finding* a, const annotation::Finding* b) {
    return core::boundsOf((a ? a : b)->outline);
}

} // namespace

DifferenceList::DifferenceList(QWidget* parent) : QListWidget(parent) {
    setObjectName("differences");
    setAccessibleName(tr("Differences"));
    setWordWrap(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0 && row < static_cast<int>(m_places.size()))
            emit chosen(m_places[static_cast<std::size_t>(row)]);
    });
}

void DifferenceList::setCase(const ComparedCase& compared, core::ImageKind kind) {
    const QSignalBlocker quiet(this);
    clear();
    m_places.clear();
    m_differences = 0;
    if (!compared.comparison)
        return;
    const auto& lesions = compared.comparison->lesions;
    const auto agreed = [](const auto& pair) {
        return pair.match == annotation::LesionMatch::Agree;
    };
    for (const auto& pair : lesions)
        if (!agreed(pair))
            addLesion(compared, pair, kind);
    for (const auto& difference : compared.comparison->answers)
        addAnswer(difference);
    m_differences = m_places.size();
    for (const auto& pair : lesions)
        if (agreed(pair))
            addLesion(compared, pair, kind);
    if (m_places.empty())
        new QListWidgetItem(tr("No difference."), this);
}

void DifferenceList::addLesion(const ComparedCase& compared, const annotation::LesionPair& pair,
                               core::ImageKind kind) {
    const auto *a = compared.find(0, pair.a), *b = compared.find(1, pair.b);
    if (!a && !b)
        return;
    const bool agreed = pair.match == annotation::LesionMatch::Agree;
    const auto image = compared.indexOf(pair.image);
    const auto title =
        image ? QString::fromStdString(viewers::titleOf(compared.images[*image].attributes))
              : QString();
    auto text =
        QStringLiteral("%1 %2   %3")
            .arg(agreed ? QStringLiteral("✓") : QStringLiteral("≠"), words(pair.match), title) +
        descriptions(kind, a, b);
    const auto spacing = image ? compared.images[*image].attributes.spacing : std::nullopt;
    if (const auto measures = measureWords(pair, spacing); !measures.isEmpty())
        text += QLatin1Char('\n') + measures;
    auto* item = new QListWidgetItem(text, this);
    if (agreed)
        item->setForeground(QColor::fromRgb(colour::kDim));
    m_places.push_back({image, boxOf(a, b), {}});
}

void DifferenceList::addAnswer(const annotation::AnswerDifference& difference) {
    const auto said = [&](const std::string& value) {
        return value.empty() ? QStringLiteral("–") : answerWords(difference.key, value);
    };
    auto* item = new QListWidgetItem(
        QStringLiteral("%1   %2: %3\nA: %4   B: %5")
            .arg(weightWords(difference.major), answerKeyWords(difference.key),
                 words(difference.reason), said(difference.a), said(difference.b)),
        this);
    item->setForeground(QColor::fromRgb(difference.major ? kMajorInk : kMinorInk));
    m_places.push_back({std::nullopt, {}, difference.key});
}

bool DifferenceList::step(int by) {
    const int stops = static_cast<int>(m_differences > 0 ? m_differences : m_places.size());
    if (stops == 0 || isHidden())
        return false;
    const int at = std::min(currentRow(), stops);
    setCurrentRow(at < 0 ? (by > 0 ? 0 : stops - 1) : (at + by + stops) % stops);
    return true;
}

} // namespace cw::gui
