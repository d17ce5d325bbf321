// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/ValidationWords.h"

#include <QCoreApplication>
#include <QStringList>
#include <array>

namespace cw::gui {
namespace {

struct ValidationWords {
    Q_DECLARE_TR_FUNCTIONS(ValidationWords)
};

QString tr(const char* text) { return ValidationWords::tr(text); }

/// The engine's sentences are English.
bool inEnglish() { return tr("en") == QStringLiteral("en"); }

QString number(double value) { return QString::number(value, 'f', 3); }

QString withInterval(const workflow::StudyInterval& estimate) {
    return tr("%1 (%2 to %3)")
        .arg(number(estimate.value), number(estimate.lower), number(estimate.upper));
}

QString targetWords(const workflow::StudyOutcome& outcome) {
    if (!outcome.target)
        return tr("no target was set beforehand");
    const QString target = tr("target %1").arg(number(*outcome.target)) + QStringLiteral(": ");
    if (!outcome.targetMetOnPoint)
        return target + tr("missed");
    return target + (outcome.targetMetOnLowerBound ? tr("met, also by the lower limit")
                                                   : tr("met by the mean, not by the lower limit"));
}

} // namespace

QString checkWords(const std::string& check) {
    static const std::array<std::pair<const char*, const char*>, 23> kWords{{
        {"label-noise", QT_TRANSLATE_NOOP("ValidationWords", "label doubted")},
        {"identity", QT_TRANSLATE_NOOP("ValidationWords", "same picture")},
        {"outliers", QT_TRANSLATE_NOOP("ValidationWords", "unlike the others")},
        {"folds", QT_TRANSLATE_NOOP("ValidationWords", "folds")},
        {"leakage", QT_TRANSLATE_NOOP("ValidationWords", "leak between folds")},
        {"permutation", QT_TRANSLATE_NOOP("ValidationWords", "permuted labels")},
        {"balance", QT_TRANSLATE_NOOP("ValidationWords", "balance of the classes")},
        {"compression", QT_TRANSLATE_NOOP("ValidationWords", "compression and class")},
        {"learning-curve", QT_TRANSLATE_NOOP("ValidationWords", "learning curve")},
        {"stability", QT_TRANSLATE_NOOP("ValidationWords", "other seeds")},
        {"subgroups", QT_TRANSLATE_NOOP("ValidationWords", "subgroups")},
        {"target", QT_TRANSLATE_NOOP("ValidationWords", "target")},
        {"shortcut:file", QT_TRANSLATE_NOOP("ValidationWords", "shortcut: the file")},
        {"shortcut:size", QT_TRANSLATE_NOOP("ValidationWords", "shortcut: size of the picture")},
        {"shortcut:border", QT_TRANSLATE_NOOP("ValidationWords", "shortcut: border")},
        {"shortcut:colour", QT_TRANSLATE_NOOP("ValidationWords", "shortcut: colour")},
        {"shortcut:text", QT_TRANSLATE_NOOP("ValidationWords", "shortcut: writing")},
        {"shortcut:blank", QT_TRANSLATE_NOOP("ValidationWords", "shortcut: blanked picture")},
        {"shortcut:compression", QT_TRANSLATE_NOOP("ValidationWords", "shortcut: compression")},
        {"shortcut:order", QT_TRANSLATE_NOOP("ValidationWords", "shortcut: order of the files")},
        {"shortcut:device", QT_TRANSLATE_NOOP("ValidationWords", "shortcut: device")},
        {"shortcut:site", QT_TRANSLATE_NOOP("ValidationWords", "shortcut: site")},
        {"shortcut:age-sex", QT_TRANSLATE_NOOP("ValidationWords", "shortcut: age and sex")},
    }};
    for (const auto& [name, words] : kWords)
        if (check == name)
            return tr(words);
    return QString::fromStdString(check);
}

QString verdictWords(const workflow::StudyOutcome& outcome) {
    if (inEnglish())
        return QString::fromStdString(outcome.verdict);
    QStringList failed;
    for (const auto& finding : outcome.findings)
        if (finding.failure)
            failed << checkWords(finding.check);
    QString text;
    if (!failed.isEmpty())
        text = tr("Not evidence: %1.").arg(failed.join(QStringLiteral(", "))) + QStringLiteral(" ");
    if (!outcome.meanAuc)
        return text + tr("No model was run.");
    return text + tr("Mean AUC %1; %2.").arg(withInterval(*outcome.meanAuc), targetWords(outcome));
}

QString findingWords(const workflow::StudyFinding& finding) {
    if (inEnglish())
        return QString::fromStdString(finding.sentence);
    const QString name = checkWords(finding.check);
    const QString weight = finding.failure ? tr("failed") : tr("to be looked at");
    if (!finding.auc)
        return tr("%1: %2. The report says why.").arg(name, weight);
    return tr("%1: %2. Scored from this alone, the classes have an AUC of %3.")
        .arg(name, weight, withInterval(*finding.auc));
}

QStringList limitWords(const workflow::StudyOutcome& outcome) {
    QStringList lines;
    if (inEnglish()) {
        for (const auto& limit : outcome.limits)
            lines << QString::fromStdString(limit);
        return lines;
    }
    if (outcome.synthetic)
        lines << tr("The pictures are synthetic: the figures say nothing about patients.");
    lines << tr("For research. No diagnosis may rest on these figures.");
    if (outcome.meanAuc && outcome.meanAuc->lower <= 0.5 && outcome.meanAuc->upper >= 0.5)
        lines << tr("The result is not better than chance.");
    lines << tr("All limits are in the report (in English).");
    return lines;
}

QString reasonWords(const workflow::SuspiciousRow& row) {
    if (inEnglish())
        return QString::fromStdString(row.reason);
    if (row.check == "label-noise")
        return tr("The scores contradict its label.");
    if (row.check == "identity")
        return tr("It looks like a picture of another patient.");
    if (row.check == "outliers")
        return tr("Its measures lie far from those of the others.");
    return tr("The report says why.");
}

} // namespace cw::gui
