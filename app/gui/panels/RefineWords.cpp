// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/RefineWords.h"

#include <QCoreApplication>

namespace cw::gui {
namespace {

using workflow::Suspicion;
using workflow::SuspicionKind;

struct RefineWords {
    Q_DECLARE_TR_FUNCTIONS(RefineWords)
};

QString tr(const char* text) { return RefineWords::tr(text); }

QString measureOf(const Suspicion& suspicion, const char* name) {
    const auto found = suspicion.measures.find(name);
    return found == suspicion.measures.end() ? QString() : QString::fromStdString(found->second);
}

/// Rows of an older record lack some measures: the sentence goes without.
QString copiesWords(const Suspicion& suspicion, const QString& sentence) {
    const auto correlation = measureOf(suspicion, "correlation");
    return correlation.isEmpty()
               ? sentence
               : sentence + QLatin1Char(' ') + tr("Correlation %1.").arg(correlation);
}

QString samePatientWords(const Suspicion& suspicion) {
    const auto shares = measureOf(suspicion, "shares");
    if (shares == QLatin1String("image"))
        return tr("Two cases may be one patient under two IDs. Images in common: %1.")
            .arg(measureOf(suspicion, "pairs"));
    if (shares == QLatin1String("study"))
        return tr("Two cases may be one patient under two IDs: one study in common.");
    if (shares == QLatin1String("accession"))
        return tr("Two cases may be one patient under two IDs: one accession number in common.");
    return tr("Two cases may be one patient under two IDs.");
}

QString viewWords(const Suspicion& suspicion) {
    const auto view = measureOf(suspicion, "view"), count = measureOf(suspicion, "count");
    if (suspicion.kind == SuspicionKind::MissingView)
        return view.isEmpty() ? tr("Not all four views are there.") : tr("Missing: %1.").arg(view);
    if (suspicion.kind == SuspicionKind::MixedLaterality)
        return tr("One view is there %1 times and the other side not at all: one may be of the "
                  "other breast.")
                   .arg(count) +
               (view.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(view));
    return view.isEmpty() ? tr("One side is there %1 times in one study.").arg(count)
                          : tr("%1 is there %2 times in one examination.").arg(view, count);
}

QString lateralityWords(const Suspicion& suspicion) {
    const auto sign = measureOf(suspicion, "sign");
    if (sign == QLatin1String("header"))
        return tr("The file names two different sides.");
    if (sign == QLatin1String("none"))
        return tr("The side is not known.");
    if (sign == QLatin1String("chest-wall"))
        return tr("The chest wall lies on the other side of the picture than the named side has "
                  "it.");
    if (sign == QLatin1String("disc"))
        return tr("The optic disc lies where the other eye has it.");
    return tr("The side is not known, or contradicts itself.");
}

} // namespace

QString kindWords(SuspicionKind kind) {
    switch (kind) {
    case SuspicionKind::SamePixels:
        return tr("same pixels");
    case SuspicionKind::NearDuplicate:
        return tr("near duplicate");
    case SuspicionKind::SamePatient:
        return tr("same patient");
    case SuspicionKind::LookAlike:
        return tr("look alike");
    case SuspicionKind::MissingView:
        return tr("view missing");
    case SuspicionKind::DoubledView:
        return tr("view doubled");
    case SuspicionKind::MixedLaterality:
        return tr("sides mixed up");
    case SuspicionKind::Laterality:
        return tr("side doubted");
    case SuspicionKind::Blank:
        return tr("blank");
    case SuspicionKind::Saturated:
        return tr("over- or underexposed");
    case SuspicionKind::Unreadable:
        return tr("unreadable");
    }
    return {};
}

QString severityWords(workflow::Severity severity) {
    switch (severity) {
    case workflow::Severity::High:
        return tr("high");
    case workflow::Severity::Medium:
        return tr("medium");
    case workflow::Severity::Low:
        return tr("low");
    }
    return {};
}

QString sentenceWords(const Suspicion& suspicion) {
    switch (suspicion.kind) {
    case SuspicionKind::SamePixels:
        return tr("Two images of the case have equal pixels.");
    case SuspicionKind::NearDuplicate:
        return copiesWords(suspicion, tr("Two images of the case are copies of one, differing in "
                                         "encoding, size or how they lie."));
    case SuspicionKind::SamePatient:
        return samePatientWords(suspicion);
    case SuspicionKind::LookAlike:
        return copiesWords(suspicion,
                           tr("Images of two cases look alike: hold them side by side."));
    case SuspicionKind::MissingView:
    case SuspicionKind::DoubledView:
    case SuspicionKind::MixedLaterality:
        return viewWords(suspicion);
    case SuspicionKind::Laterality:
        return lateralityWords(suspicion);
    case SuspicionKind::Blank:
        return tr("An image shows nothing, or nothing of a breast or an eye.");
    case SuspicionKind::Saturated:
        return tr("A third or more of an image is at one end of the brightness.");
    case SuspicionKind::Unreadable:
        return tr("An image cannot be decoded.");
    }
    return {};
}

} // namespace cw::gui
