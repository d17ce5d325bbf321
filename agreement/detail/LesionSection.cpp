// SPDX-License-Identifier: Apache-2.0
// Lesions: who found what, and how well the outlines of what both found lie on each other.
#include "agreement/Kappa.h"
#include "agreement/SpecificAgreement.h"
#include "agreement/Spread.h"
#include "agreement/detail/Sections.h"

#include <algorithm>
#include <set>

namespace cw::agreement::detail {
namespace {

struct Drawn {
    std::size_t patient;
    const LesionRow* lesion;
};

std::vector<Drawn> lesionsOf(const Group& group) {
    std::vector<Drawn> lesions;
    for (std::size_t i = 0; i < group.rows.size(); ++i)
        for (const auto& lesion : group.rows[i]->lesions)
            lesions.push_back({group.patientOf[i], &lesion});
    return lesions;
}

bool byBoth(const LesionRow& lesion) {
    return lesion.state != LesionState::MissedByA && lesion.state != LesionState::MissedByB;
}

std::vector<std::string> labelsOf(const std::vector<Drawn>& lesions) {
    std::set<std::string> labels;
    for (const auto& [patient, lesion] : lesions)
        for (const auto& label : {lesion->labelA, lesion->labelB})
            if (!label.empty())
                labels.insert(label);
    return {labels.begin(), labels.end()};
}

enum class ClassMatters { Yes, No };

/// label: only lesions that one of them calls so; empty: all.
void count(LesionCounts& counts, const LesionRow& lesion, const std::string& label,
           ClassMatters matters, double times) {
    const bool a = !lesion.labelA.empty() && (label.empty() || lesion.labelA == label);
    const bool b = !lesion.labelB.empty() && (label.empty() || lesion.labelB == label);
    const bool sameClass = matters == ClassMatters::No || lesion.labelA == lesion.labelB;
    if (a && b && byBoth(lesion) && sameClass) {
        counts.matched += times;
        return;
    }
    counts.onlyA += a ? times : 0;
    counts.onlyB += b ? times : 0;
}

void addDetection(AgreementReport& report, const Group& group, const std::vector<Drawn>& lesions,
                  const std::string& label) {
    const auto countsAt = [&](std::span<const unsigned> times, ClassMatters matters) {
        LesionCounts counts;
        for (const auto& [patient, lesion] : lesions)
            count(counts, *lesion, label, matters, times[patient]);
        return counts;
    };
    const std::vector<unsigned> ones(group.patients, 1U);
    const auto once = countsAt(ones, ClassMatters::Yes);
    const auto n = static_cast<std::size_t>(once.matched + once.onlyA + once.onlyB);
    std::vector<Named> names{{"F1, place and class", "", n},
                             {"precision of B against A", "", n},
                             {"recall of B against A", "", n}};
    if (label.empty())
        names.push_back({"F1, place alone", "", static_cast<std::size_t>(lesions.size())});
    SectionLines lines(report, group, "lesions", label.empty() ? "" : "lesion " + label);
    lines.plain({"found by both, same class", "lesions", n}, Figure::of(once.matched));
    lines.plain({"of A without partner in B", "lesions", n}, Figure::of(once.onlyA));
    lines.plain({"of B without partner in A", "lesions", n}, Figure::of(once.onlyB));
    lines.drawn(names, [&](std::span<const unsigned> times) {
        const auto counts = countsAt(times, ClassMatters::Yes);
        std::vector<Figure> figures{lesionF1(counts), lesionPrecision(counts),
                                    lesionRecall(counts)};
        if (label.empty())
            figures.push_back(lesionF1(countsAt(times, ClassMatters::No)));
        return figures;
    });
}

/// The class of what both found at the same place.
void addLabels(AgreementReport& report, const Group& group, const std::vector<Drawn>& lesions) {
    const auto labels = labelsOf(lesions);
    const auto indexOf = [&](const std::string& label) {
        return static_cast<std::size_t>(std::lower_bound(labels.begin(), labels.end(), label) -
                                        labels.begin());
    };
    const auto tableAt = [&](std::span<const unsigned> times) {
        PairTable table(labels.size());
        for (const auto& [patient, lesion] : lesions)
            if (byBoth(*lesion) && times[patient] > 0)
                table.add(indexOf(lesion->labelA), indexOf(lesion->labelB), times[patient]);
        return table;
    };
    const auto once = tableAt(std::vector<unsigned>(group.patients, 1U));
    const auto n = static_cast<std::size_t>(once.pairs());
    if (n == 0)
        return;
    SectionLines lines(report, group, "lesion class");
    lines.drawn({{"percent agreement", "", n}, {"Cohen's kappa", "", n}},
                [&](std::span<const unsigned> times) {
                    const auto table = tableAt(times);
                    return std::vector{observedAgreement(table), cohenKappa(table)};
                });
    if (!isWhole(group))
        return;
    ConfusionPlot plot{lines.section(), group.stage, group.readers, labels, {}};
    for (std::size_t a = 0; a < labels.size(); ++a) {
        plot.counts.emplace_back();
        for (std::size_t b = 0; b < labels.size(); ++b)
            plot.counts.back().push_back(once.both(a, b));
    }
    report.confusions.push_back(std::move(plot));
}

struct OverlapMeasure {
    const char *name, *unit;
    std::optional<double> (*of)(const LesionRow&);
};

std::optional<double> inMm(const std::optional<double>& px, const std::optional<double>& mmPerPx) {
    return px && mmPerPx ? std::optional(*px * *mmPerPx) : std::nullopt;
}

constexpr OverlapMeasure kOverlaps[] = {
    {"Dice", "", [](const LesionRow& l) { return l.dice; }},
    {"IoU", "", [](const LesionRow& l) { return l.iou; }},
    {"HD", "px", [](const LesionRow& l) { return l.hdPx; }},
    {"HD", "mm", [](const LesionRow& l) { return inMm(l.hdPx, l.mmPerPx); }},
    {"HD95", "px", [](const LesionRow& l) { return l.hd95Px; }},
    {"HD95", "mm", [](const LesionRow& l) { return inMm(l.hd95Px, l.mmPerPx); }},
    {"ASD", "px", [](const LesionRow& l) { return l.asdPx; }},
    {"ASD", "mm", [](const LesionRow& l) { return inMm(l.asdPx, l.mmPerPx); }}};

HistogramPlot histogramOf(const std::string& stage, const OverlapMeasure& measure,
                          const std::vector<double>& ascending) {
    constexpr std::size_t kBins = 20;
    HistogramPlot plot{
        "overlap", measure.name, stage, measure.unit, 0, 1, std::vector<std::size_t>(kBins, 0)};
    if (*measure.unit != '\0') // shares end at 1, distances at the longest
        plot.to = ascending.back() > 0 ? ascending.back() : 1;
    for (const double value : ascending) {
        const auto bin = static_cast<std::size_t>(std::max(0.0, value / plot.to * kBins));
        ++plot.counts[std::min(bin, kBins - 1)];
    }
    return plot;
}

void addSpread(SectionLines& lines, const OverlapMeasure& measure,
               const std::vector<Drawn>& lesions) {
    std::vector<std::pair<double, std::size_t>> values; // value, patient
    for (const auto& [patient, lesion] : lesions)
        if (const auto value = measure.of(*lesion);
            byBoth(*lesion) && value && std::isfinite(*value))
            values.emplace_back(*value, patient);
    if (values.empty())
        return;
    std::sort(values.begin(), values.end());
    std::vector<double> ascending;
    for (const auto& [value, patient] : values)
        ascending.push_back(value);
    const auto n = values.size();
    const std::string name = measure.name, unit = measure.unit;
    std::vector<Weighted> weighted(n);
    lines.drawn({{name + ", mean", unit, n}, {name + ", median", unit, n}},
                [&](std::span<const unsigned> times) {
                    for (std::size_t i = 0; i < n; ++i)
                        weighted[i] = {values[i].first, times[values[i].second]};
                    const auto spread = spreadOfAscending(weighted);
                    return std::vector{spread.mean, spread.median};
                });
    lines.plain({name + ", SD", unit, n}, spreadOf(ascending).sd);
    if (isWhole(lines.group()) && (name == "Dice" || name == "HD95"))
        lines.report().histograms.push_back(histogramOf(lines.group().stage, measure, ascending));
}

} // namespace

void addLesions(AgreementReport& report, const Group& group) {
    const auto lesions = lesionsOf(group);
    if (lesions.empty())
        return;
    addDetection(report, group, lesions, {});
    addLabels(report, group, lesions);
    if (isWhole(group))
        for (const auto& label : labelsOf(lesions))
            addDetection(report, group, lesions, label);
}

void addOverlaps(AgreementReport& report, const Group& group) {
    const auto lesions = lesionsOf(group);
    SectionLines all(report, group, "overlap");
    for (const auto& measure : kOverlaps)
        addSpread(all, measure, lesions);
    if (!isWhole(group))
        return;
    for (const auto& label : labelsOf(lesions)) {
        auto same = lesions;
        std::erase_if(same, [&](const Drawn& d) {
            return d.lesion->labelA != label || d.lesion->labelB != label;
        });
        const auto part = Group{group.stage, "lesion " + label, group.readers,
                                group.rows,  group.patientOf,   group.patients};
        SectionLines lines(report, part, "overlap");
        for (const auto& measure : kOverlaps)
            addSpread(lines, measure, same);
    }
}

} // namespace cw::agreement::detail
