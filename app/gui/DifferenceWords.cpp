// SPDX-License-Identifier: Apache-2.0
#include "app/gui/DifferenceWords.h"

#include <QCoreApplication>
#include <QStringList>

namespace cw::gui {
namespace {

constexpr std::size_t kListed = 20;

QString tr(const char* text) { return QCoreApplication::translate("DifferenceWords", text); }

template <class Ids>
void addIds(QStringList& lines, const QString& heading, const Ids& ids) {
    if (ids.empty())
        return;
    QStringList names;
    for (std::size_t i = 0; i < ids.size() && i < kListed; ++i)
        names << QString::fromStdString(ids[i].text()).left(12); // of an image's hash enough
    if (ids.size() > kListed)
        names << tr(QT_TRANSLATE_NOOP("DifferenceWords", "and %1 more")).arg(ids.size() - kListed);
    lines << heading.arg(ids.size()) + QStringLiteral(": ") + names.join(QStringLiteral(", "));
}

void addChanges(QStringList& lines, const QString& heading,
                const std::vector<dataset::VersionDifference::Changed>& changes) {
    if (changes.empty())
        return;
    lines << heading.arg(changes.size()) + QLatin1Char(':');
    for (std::size_t i = 0; i < changes.size() && i < kListed; ++i) {
        const auto side = [](const std::string& text) {
            return text.empty() ? QStringLiteral("–") : QString::fromStdString(text);
        };
        lines << QStringLiteral("    %1: %2 → %3")
                     .arg(QString::fromStdString(changes[i].what), side(changes[i].before),
                          side(changes[i].after));
    }
    if (changes.size() > kListed)
        lines << QStringLiteral("    ") + tr(QT_TRANSLATE_NOOP("DifferenceWords", "and %1 more"))
                                              .arg(changes.size() - kListed);
}

} // namespace

QString words(const dataset::VersionDifference& d) {
    if (d.empty())
        return tr(QT_TRANSLATE_NOOP("DifferenceWords", "The two versions say the same."));
    QStringList lines;
    addIds(lines, tr(QT_TRANSLATE_NOOP("DifferenceWords", "%1 cases added")), d.casesAdded);
    addIds(lines, tr(QT_TRANSLATE_NOOP("DifferenceWords", "%1 cases removed")), d.casesRemoved);
    addIds(lines, tr(QT_TRANSLATE_NOOP("DifferenceWords", "%1 images added")), d.imagesAdded);
    addIds(lines, tr(QT_TRANSLATE_NOOP("DifferenceWords", "%1 images removed")), d.imagesRemoved);
    addChanges(lines, tr(QT_TRANSLATE_NOOP("DifferenceWords", "%1 cases of another class")),
               d.labels);
    addChanges(lines, tr(QT_TRANSLATE_NOOP("DifferenceWords", "%1 other answers")), d.answers);
    addChanges(lines, tr(QT_TRANSLATE_NOOP("DifferenceWords", "%1 other findings")), d.findings);
    addChanges(lines, tr(QT_TRANSLATE_NOOP("DifferenceWords", "%1 other readings or decisions")),
               d.sources);
    addChanges(lines, tr(QT_TRANSLATE_NOOP("DifferenceWords", "%1 other exclusions")), d.excluded);
    addChanges(lines, tr(QT_TRANSLATE_NOOP("DifferenceWords", "%1 other settings")), d.settings);
    return lines.join(QLatin1Char('\n'));
}

} // namespace cw::gui
