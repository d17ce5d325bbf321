// SPDX-License-Identifier: Apache-2.0
#include "app/gui/ComparisonWords.h"

#include "app/gui/Words.h"

#include <QCoreApplication>
#include <QStringList>

namespace cw::gui {
namespace {

QString say(const char* english) { return QCoreApplication::translate("ComparisonWords", english); }

QString distances(const annotation::OutlineDistances& d, const QString& unit, int digits) {
    return QStringLiteral("HD %1   HD95 %2   ASD %3 %4")
        .arg(d.hausdorff, 0, 'f', digits)
        .arg(d.hausdorff95, 0, 'f', digits)
        .arg(d.average, 0, 'f', digits)
        .arg(unit);
}

} // namespace

QString words(annotation::DifferenceReason reason) {
    using enum annotation::DifferenceReason;
    switch (reason) {
    case Adjacent:
        return say(QT_TRANSLATE_NOOP("ComparisonWords", "neighbours on the scale"));
    case SameAction:
        return say(QT_TRANSLATE_NOOP("ComparisonWords", "the same happens next"));
    case StepsApart:
        return say(QT_TRANSLATE_NOOP("ComparisonWords", "several steps apart"));
    case ActionDiffers:
        return say(QT_TRANSLATE_NOOP("ComparisonWords", "what happens next differs"));
    case ClassDiffers:
        return say(QT_TRANSLATE_NOOP("ComparisonWords", "another class of the case"));
    case OtherWord:
        return say(QT_TRANSLATE_NOOP("ComparisonWords", "another word"));
    case OneUnanswered:
        return say(QT_TRANSLATE_NOOP("ComparisonWords", "only one answered"));
    case UnknownWord:
        return say(QT_TRANSLATE_NOOP("ComparisonWords", "not a word of the scale"));
    }
    return {};
}

QString weightWords(bool major) {
    return major ? QStringLiteral("▲ ") + say(QT_TRANSLATE_NOOP("ComparisonWords", "major"))
                 : QStringLiteral("△ ") + say(QT_TRANSLATE_NOOP("ComparisonWords", "minor"));
}

QString measureWords(const annotation::LesionPair& pair,
                     const std::optional<core::SpacingMm>& spacing) {
    QStringList overlap, lines;
    if (pair.iou)
        overlap << QStringLiteral("IoU %1").arg(*pair.iou, 0, 'f', 2);
    if (pair.dice)
        overlap << QStringLiteral("Dice %1").arg(*pair.dice, 0, 'f', 2);
    if (pair.centreDistancePx && !pair.metrics)
        overlap << say(QT_TRANSLATE_NOOP("ComparisonWords", "centres %1 px apart"))
                       .arg(*pair.centreDistancePx, 0, 'f', 0);
    if (!overlap.isEmpty())
        lines << overlap.join(QStringLiteral("   "));
    if (pair.metrics && pair.metrics->mm) {
        lines << distances(*pair.metrics->mm, QStringLiteral("mm"), 1);
        if (spacing)
            lines.back() += QStringLiteral(" (%1)").arg(words(*spacing));
    } else if (pair.metrics) {
        lines << distances(pair.metrics->px, QStringLiteral("px"), 0);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace cw::gui
