// SPDX-License-Identifier: Apache-2.0
// Answers of two readers to the same question.
#include "agreement/Gwet.h"
#include "agreement/Kappa.h"
#include "agreement/Krippendorff.h"
#include "agreement/SpecificAgreement.h"
#include "agreement/detail/Sections.h"

#include <algorithm>

namespace cw::agreement::detail {
namespace {

struct Cell {
    std::size_t patient;
    Rating a, b;
};

bool isThere(const std::string& list, const std::string& word) {
    for (std::size_t at = 0; at <= list.size();) {
        const auto end = std::min(list.find(',', at), list.size());
        if (list.compare(at, end - at, word) == 0)
            return true;
        at = end + 1;
    }
    return false;
}

struct Tables {
    PairTable all, complete; ///< complete: without gaps
};

Tables tablesOf(const std::vector<Cell>& cells, std::size_t categories,
                std::span<const unsigned> times) {
    Tables tables{PairTable(categories), PairTable(categories)};
    for (const auto& cell : cells) {
        if (times[cell.patient] == 0)
            continue;
        tables.all.add(cell.a, cell.b, times[cell.patient]);
        if (cell.a && cell.b)
            tables.complete.add(cell.a, cell.b, times[cell.patient]);
    }
    return tables;
}

/// A scale of no and yes has positive and negative agreement by name.
std::string specificName(const Scale& scale, std::size_t k) {
    if (!scale.presenceOf.empty())
        return k == 1 ? "positive agreement" : "negative agreement";
    return "specific agreement: " + scale.categories[k];
}

std::vector<Named> namesOf(const Scale& scale, const PairTable& table) {
    const auto n = static_cast<std::size_t>(table.pairs());
    std::vector<Named> names{{"percent agreement", "", n}, {"Cohen's kappa", "", n}};
    if (scale.ordered)
        for (const auto* name : {"Cohen's kappa, linear", "Cohen's kappa, quadratic",
                                 "Krippendorff's alpha, ordinal", "Gwet's AC2, quadratic"})
            names.push_back({name, "", n});
    for (const auto* name : {"Fleiss' kappa", "Krippendorff's alpha", "Gwet's AC1"})
        names.push_back({name, "", n});
    for (std::size_t k = 0; k < scale.categories.size(); ++k)
        names.push_back(
            {specificName(scale, k), "",
             static_cast<std::size_t>(table.rowSum(k) + table.columnSum(k) - table.both(k, k))});
    return names;
}

std::vector<Figure> figuresOf(const Scale& scale, const Tables& tables) {
    const auto counts = countsOf(tables.all);
    std::vector<Figure> figures{observedAgreement(tables.all), cohenKappa(tables.all)};
    if (scale.ordered) {
        figures.push_back(cohenKappa(tables.all, Weighting::Linear));
        figures.push_back(cohenKappa(tables.all, Weighting::Quadratic));
        figures.push_back(krippendorffAlpha(counts, Level::Ordinal));
        figures.push_back(gwetAc(counts, Weighting::Quadratic));
    }
    figures.push_back(fleissKappa(countsOf(tables.complete)));
    figures.push_back(krippendorffAlpha(counts, Level::Nominal));
    figures.push_back(gwetAc(counts));
    for (std::size_t k = 0; k < scale.categories.size(); ++k)
        figures.push_back(specificAgreement(tables.all, k));
    return figures;
}

ConfusionPlot plotOf(const SectionLines& lines, const Scale& scale, const PairTable& table) {
    const auto& group = lines.group();
    ConfusionPlot plot{lines.section(), group.stage, group.readers, scale.categories, {}};
    for (std::size_t a = 0; a < scale.categories.size(); ++a) {
        plot.counts.emplace_back();
        for (std::size_t b = 0; b < scale.categories.size(); ++b)
            plot.counts.back().push_back(table.both(a, b));
    }
    return plot;
}

} // namespace

Rating ratingOf(const Scale& scale, const std::map<std::string, std::string>& answers) {
    const auto found = answers.find(scale.key);
    if (found == answers.end() || found->second.empty())
        return {};
    if (!scale.presenceOf.empty())
        return isThere(found->second, scale.presenceOf) ? std::size_t{1} : std::size_t{0};
    const auto other = scale.readAs.find(found->second);
    const auto& word = other == scale.readAs.end() ? found->second : other->second;
    const auto at = std::find(scale.categories.begin(), scale.categories.end(), word);
    if (at == scale.categories.end())
        return {};
    return static_cast<std::size_t>(at - scale.categories.begin());
}

void addAnswers(AgreementReport& report, const Group& group, const Scale& scale) {
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < group.rows.size(); ++i)
        cells.push_back({group.patientOf[i], ratingOf(scale, group.rows[i]->answersA),
                         ratingOf(scale, group.rows[i]->answersB)});
    std::erase_if(cells, [](const auto& cell) { return !cell.a && !cell.b; });
    if (cells.empty())
        return;
    const auto q = scale.categories.size();
    const auto once = tablesOf(cells, q, std::vector<unsigned>(group.patients, 1U)).all;
    SectionLines lines(report, group, "answer: " + scale.title);
    lines.drawn(namesOf(scale, once), [&](std::span<const unsigned> times) {
        return figuresOf(scale, tablesOf(cells, q, times));
    });
    if (isWhole(group) && once.pairs() > 0)
        report.confusions.push_back(plotOf(lines, scale, once));
}

void addOutcomes(AgreementReport& report, const Group& group) {
    std::size_t compared = 0;
    for (const auto* row : group.rows)
        compared += row->outcome.empty() ? 0U : 1U;
    if (compared == 0)
        return;
    constexpr const char* kOutcomes[] = {"agree", "partial", "disagree"};
    std::vector<Named> names;
    for (const auto* outcome : kOutcomes)
        names.push_back({std::string("share of cases: ") + outcome, "", compared});
    SectionLines(report, group, "case").drawn(names, [&](std::span<const unsigned> times) {
        double all = 0, counts[3] = {0, 0, 0};
        for (std::size_t i = 0; i < group.rows.size(); ++i)
            for (std::size_t k = 0; k < 3; ++k)
                if (group.rows[i]->outcome == kOutcomes[k]) {
                    counts[k] += times[group.patientOf[i]];
                    all += times[group.patientOf[i]];
                }
        std::vector<Figure> figures;
        for (const double count : counts)
            figures.push_back(all > 0 ? Figure::of(count / all) : Figure::none(reason::kNoPairs));
        return figures;
    });
}

} // namespace cw::agreement::detail
