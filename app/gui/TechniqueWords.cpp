// SPDX-License-Identifier: Apache-2.0
#include "app/gui/TechniqueWords.h"

#include <QCoreApplication>
#include <QStringList>

namespace cw::gui {
namespace {

QString spoken(const char* text) { return QCoreApplication::translate("TechniqueWords", text); }

void addTo(QStringList& parts, const std::optional<double>& value, const char* unit, int decimals) {
    if (value)
        parts << QString::number(*value, 'f', decimals) + QLatin1Char(' ') + QLatin1String(unit);
}

} // namespace

QString techniqueWords(const core::ImageAttributes& a) {
    QStringList lines;
    lines << QString::fromStdString(a.manufacturer + " " + a.model).simplified();
    if (a.presentationIntent == "FOR PRESENTATION")
        lines << spoken(QT_TRANSLATE_NOOP("TechniqueWords", "for presentation"));
    else if (a.presentationIntent == "FOR PROCESSING")
        lines << spoken(QT_TRANSLATE_NOOP("TechniqueWords", "for processing (raw)"));
    const auto& e = a.exposure;
    QStringList tube;
    addTo(tube, e.kvp, "kV", 0);
    addTo(tube, e.mAs, "mAs", 1);
    if (!e.anode.empty() && !e.filter.empty())
        tube << QString::fromStdString(e.anode + "/" + e.filter);
    lines << tube.join(QStringLiteral("  "));
    QStringList compression;
    addTo(compression, e.thicknessMm, "mm", 0);
    addTo(compression, e.forceN, "N", 0);
    if (!compression.isEmpty())
        lines << spoken(QT_TRANSLATE_NOOP("TechniqueWords", "compressed")) + QLatin1Char(' ') +
                     compression.join(QStringLiteral("  "));
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

} // namespace cw::gui
