// SPDX-License-Identifier: Apache-2.0
// Quantities that both readers measured: Bland-Altman and intraclass correlation.
#include "agreement/BlandAltman.h"
#include "agreement/Icc.h"
#include "agreement/detail/Sections.h"

#include <algorithm>

namespace cw::agreement::detail {
namespace {

struct Value {
    double a = 0, b = 0;
    std::size_t patient = 0;
    auto operator<=>(const Value&) const = default;
};
struct Quantity {
    std::string name, unit;
    auto operator<=>(const Quantity&) const = default;
};
using Measured = std::map<Quantity, std::vector<Value>>;

void add(Measured& measured, const Quantity& quantity, double a, double b, std::size_t patient) {
    if (std::isfinite(a) && std::isfinite(b))
        measured[quantity].push_back({a, b, patient});
}

Measured measuredIn(const Group& group) {
    Measured measured;
    for (std::size_t i = 0; i < group.rows.size(); ++i) {
        const auto patient = group.patientOf[i];
        for (const auto& m : group.rows[i]->measures)
            add(measured, {m.quantity, m.unit}, m.a, m.b, patient);
        for (const auto& l : group.rows[i]->lesions) {
            if (!l.longAxisAPx || !l.longAxisBPx)
                continue;
            add(measured, {"long axis", "px"}, *l.longAxisAPx, *l.longAxisBPx, patient);
            if (l.mmPerPx)
                add(measured, {"long axis", "mm"}, *l.longAxisAPx * *l.mmPerPx,
                    *l.longAxisBPx * *l.mmPerPx, patient);
        }
    }
    // Sums do not depend on the order of the rows either.
    for (auto& [quantity, values] : measured)
        std::sort(values.begin(), values.end());
    return measured;
}

void addDifferences(SectionLines& lines, const Quantity& quantity,
                    const std::vector<Value>& values) {
    std::vector<double> a, b;
    const auto drawn = [&](std::span<const unsigned> times) {
        a.clear();
        b.clear();
        for (const auto& value : values)
            for (unsigned t = 0; t < times[value.patient]; ++t) {
                a.push_back(value.a);
                b.push_back(value.b);
            }
        const auto r = blandAltman(a, b);
        return std::vector{r.bias, r.low, r.high};
    };
    const auto n = values.size();
    const auto& unit = quantity.unit;
    lines.drawn({{"bias (A - B)", unit, n},
                 {"lower limit of agreement", unit, n},
                 {"upper limit of agreement", unit, n}},
                drawn);
    drawn(std::vector<unsigned>(lines.group().patients, 1U));
    const auto r = blandAltman(a, b, lines.report().options.bootstrap.level);
    lines.plain({"SD of differences", unit, n}, r.sd);
    lines.withInterval({"bias (A - B), pairs taken as independent", unit, n}, r.bias,
                       r.biasInterval.low, r.biasInterval.high, "t");
    lines.withInterval({"lower limit, pairs taken as independent", unit, n}, r.low,
                       r.lowInterval.low, r.lowInterval.high, "t");
    lines.withInterval({"upper limit, pairs taken as independent", unit, n}, r.high,
                       r.highInterval.low, r.highInterval.high, "t");
    if (!isWhole(lines.group()) || !r.low.known())
        return;
    DifferencePlot plot{lines.section(), lines.group().stage, unit,          {},
                        r.bias.value(),  r.low.value(),       r.high.value()};
    for (const auto& value : values)
        plot.points.emplace_back((value.a + value.b) / 2, value.a - value.b);
    lines.report().differences.push_back(std::move(plot));
}

void addCorrelations(SectionLines& lines, const std::vector<Value>& values) {
    std::vector<std::vector<double>> rows;
    for (const auto& value : values)
        rows.push_back({value.a, value.b});
    const auto t = iccOf(rows, lines.report().options.bootstrap.level);
    const std::pair<const char*, const Icc*> kForms[] = {
        {"ICC(1,1)", &t.icc11}, {"ICC(2,1)", &t.icc21}, {"ICC(3,1)", &t.icc31},
        {"ICC(1,2)", &t.icc1k}, {"ICC(2,2)", &t.icc2k}, {"ICC(3,2)", &t.icc3k}};
    for (const auto& [name, icc] : kForms)
        lines.withInterval({name, "", values.size()}, icc->value, icc->low, icc->high, "F");
}

} // namespace

void addMeasures(AgreementReport& report, const Group& group) {
    for (const auto& [quantity, values] : measuredIn(group)) {
        const auto unit = quantity.unit.empty() ? "" : ", " + quantity.unit;
        SectionLines lines(report, group, "measure: " + quantity.name + unit);
        addDifferences(lines, quantity, values);
        addCorrelations(lines, values);
    }
}

} // namespace cw::agreement::detail
