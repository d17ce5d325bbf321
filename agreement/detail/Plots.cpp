// SPDX-License-Identifier: Apache-2.0
// Plots as SVG of the simple kind that browsers and Qt's renderer draw alike: no style sheet, no
// clip path, no script.
#include "agreement/detail/Markup.h"

#include <algorithm>
#include <cmath>

namespace cw::agreement::detail {
namespace {

constexpr const char* kInk = "#1f2933";
constexpr const char* kSoft = "#616e7c";
constexpr const char* kGrid = "#e4e7eb";
constexpr const char* kBlue = "#0072b2"; // Okabe & Ito: told apart by colour-blind readers
constexpr const char* kOrange = "#d55e00";

class Svg {
public:
    Svg(double width, double height, const std::string& title) {
        m_text = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + fixed(width, 0) +
                 " " + fixed(height, 0) + "\" width=\"" + fixed(width, 0) + "\" height=\"" +
                 fixed(height, 0) +
                 "\" role=\"img\" font-size=\"12\" font-family=\"Noto Sans, Noto Sans CJK KR, "
                 "sans-serif\">\n<title>" +
                 escaped(title) + "</title>\n";
        rectangle(0, 0, width, height, "#ffffff");
    }
    void rectangle(double x, double y, double w, double h, const std::string& fill) {
        m_text += "<rect x=\"" + fixed(x, 1) + "\" y=\"" + fixed(y, 1) + "\" width=\"" +
                  fixed(w, 1) + "\" height=\"" + fixed(h, 1) + "\" fill=\"" + fill + "\"/>\n";
    }
    void line(double x1, double y1, double x2, double y2, const std::string& stroke,
              double width = 1, const char* dash = "") {
        m_text += "<line x1=\"" + fixed(x1, 1) + "\" y1=\"" + fixed(y1, 1) + "\" x2=\"" +
                  fixed(x2, 1) + "\" y2=\"" + fixed(y2, 1) + "\" stroke=\"" + stroke +
                  "\" stroke-width=\"" + fixed(width, 1) + "\"";
        m_text += *dash ? std::string(" stroke-dasharray=\"") + dash + "\"/>\n" : "/>\n";
    }
    void dot(double x, double y, double r, const std::string& fill) {
        m_text += "<circle cx=\"" + fixed(x, 1) + "\" cy=\"" + fixed(y, 1) + "\" r=\"" +
                  fixed(r, 1) + "\" fill=\"" + fill + "\"/>\n";
    }
    /// anchor: "start", "middle", "end".
    void text(double x, double y, const std::string& words, const char* anchor = "start",
              const std::string& fill = kInk, const std::string& extra = {}) {
        m_text += "<text x=\"" + fixed(x, 1) + "\" y=\"" + fixed(y, 1) + "\" text-anchor=\"" +
                  anchor + "\" fill=\"" + fill + "\"" + extra + ">" + escaped(words) + "</text>\n";
    }
    void upright(double x, double y, const std::string& words) {
        text(0, 0, words, "middle", kInk,
             " transform=\"translate(" + fixed(x, 1) + " " + fixed(y, 1) + ") rotate(-90)\"");
    }
    std::string done() && { return std::move(m_text) + "</svg>\n"; }

private:
    std::string m_text;
};

/// Cut at a whole character of UTF-8.
std::string shortened(const std::string& words, std::size_t most) {
    if (words.size() <= most)
        return words;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80)
        --end;
    return words.substr(0, end) + "...";
}

std::string withUnit(const std::string& words, const std::string& unit) {
    return unit.empty() ? words : words + " (" + unit + ")";
}

/// White to blue.
std::string heat(double share) {
    const auto mix = [&](int full) {
        return static_cast<int>(std::lround(255 + share * (full - 255)));
    };
    char text[8];
    std::snprintf(text, sizeof text, "#%02x%02x%02x", static_cast<unsigned>(mix(0x0b)),
                  static_cast<unsigned>(mix(0x5c)), static_cast<unsigned>(mix(0x94)));
    return text;
}

/// Three to seven round numbers between low and high.
std::vector<double> ticks(double low, double high) {
    const double raw = (high - low) / 5, power = std::pow(10.0, std::floor(std::log10(raw)));
    const double step = power * (raw / power < 1.5   ? 1
                                 : raw / power < 3.5 ? 2
                                 : raw / power < 7.5 ? 5
                                                     : 10);
    std::vector<double> at;
    for (double tick = std::ceil(low / step) * step; tick <= high + step * 1e-9 && at.size() < 20;
         tick += step)
        at.push_back(std::abs(tick) < step * 1e-9 ? 0 : tick);
    return at;
}

std::string tickWords(double value) {
    const double size = std::abs(value);
    return fixed(value, size == 0 || size >= 100 || value == std::round(value) ? 0
                        : size < 1                                             ? 2
                                                                               : 1);
}

} // namespace

std::string confusionSvg(const ConfusionPlot& plot) {
    const auto q = static_cast<double>(plot.categories.size());
    const double cell = std::clamp(420 / q, 18.0, 64.0), left = 150, top = 120;
    Svg svg(left + q * cell + 30, top + q * cell + 30,
            "Answers of the two readers: " + plot.section);
    double most = 1;
    for (const auto& row : plot.counts)
        most = std::max(most, *std::max_element(row.begin(), row.end()));
    svg.text(left + q * cell / 2, 18, "second reader", "middle", kSoft);
    svg.upright(14, top + q * cell / 2, "first reader");
    for (std::size_t i = 0; i < plot.categories.size(); ++i) {
        const double at = static_cast<double>(i) * cell, middle = at + cell / 2;
        const auto words = shortened(plot.categories[i], 18);
        svg.text(left - 8, top + middle + 4, words, "end");
        svg.text(0, 0, words, "start", kInk,
                 " transform=\"translate(" + fixed(left + middle + 4, 1) + " " + fixed(top - 8, 1) +
                     ") rotate(-50)\"");
        for (std::size_t j = 0; j < plot.categories.size(); ++j) {
            const double count = plot.counts[i][j], x = left + static_cast<double>(j) * cell;
            const double share = count / most;
            svg.rectangle(x, top + at, cell - 1, cell - 1,
                          count > 0 ? heat(0.1 + 0.9 * share) : "#f5f7fa");
            if (count > 0 && cell >= 20)
                svg.text(x + cell / 2, top + middle + 4, fixed(count, 0), "middle",
                         share > 0.45 ? "#ffffff" : kInk);
        }
    }
    return std::move(svg).done();
}

std::string differenceSvg(const DifferencePlot& plot) {
    const double left = 70, top = 20, width = 420, height = 260;
    double x0 = plot.points.front().first, x1 = x0, y0 = plot.low, y1 = plot.high;
    for (const auto& [mean, difference] : plot.points) {
        x0 = std::min(x0, mean);
        x1 = std::max(x1, mean);
        y0 = std::min(y0, difference);
        y1 = std::max(y1, difference);
    }
    const double xMargin = x1 > x0 ? 0.05 * (x1 - x0) : 1, yMargin = y1 > y0 ? 0.08 * (y1 - y0) : 1;
    x0 -= xMargin, x1 += xMargin, y0 -= yMargin, y1 += yMargin;
    const auto x = [&](double v) { return left + width * (v - x0) / (x1 - x0); };
    const auto y = [&](double v) { return top + height * (y1 - v) / (y1 - y0); };
    Svg svg(left + width + 130, top + height + 60, "Differences against means: " + plot.section);
    for (const double tick : ticks(x0, x1)) {
        svg.line(x(tick), top, x(tick), top + height, kGrid);
        svg.text(x(tick), top + height + 18, tickWords(tick), "middle");
    }
    for (const double tick : ticks(y0, y1)) {
        svg.line(left, y(tick), left + width, y(tick), kGrid);
        svg.text(left - 8, y(tick) + 4, tickWords(tick), "end");
    }
    for (const auto& [mean, difference] : plot.points)
        svg.dot(x(mean), y(difference), plot.points.size() > 500 ? 1.5 : 3, kBlue);
    const std::pair<double, const char*> kLines[] = {
        {plot.bias, "bias"}, {plot.low, "- 1.96 SD"}, {plot.high, "+ 1.96 SD"}};
    for (const auto& [value, words] : kLines) {
        svg.line(left, y(value), left + width, y(value), value == plot.bias ? kInk : kOrange, 1.5,
                 value == plot.bias ? "" : "6 4");
        svg.text(left + width + 8, y(value) + 4, std::string(words) + ": " + fixed(value, 2));
    }
    svg.text(left + width / 2, top + height + 42, withUnit("mean of A and B", plot.unit), "middle");
    svg.upright(18, top + height / 2, withUnit("A - B", plot.unit));
    return std::move(svg).done();
}

std::string histogramSvg(const HistogramPlot& plot) {
    const double left = 60, top = 20, width = 420, height = 200;
    const auto most = static_cast<double>(
        std::max<std::size_t>(1, *std::max_element(plot.counts.begin(), plot.counts.end())));
    Svg svg(left + width + 30, top + height + 60, plot.statistic + " of matched lesions");
    for (const double tick : ticks(0, most)) {
        if (tick != std::round(tick))
            continue;
        const double y = top + height * (1 - tick / most);
        svg.line(left, y, left + width, y, kGrid);
        svg.text(left - 8, y + 4, fixed(tick, 0), "end");
    }
    const double bin = width / static_cast<double>(plot.counts.size());
    for (std::size_t i = 0; i < plot.counts.size(); ++i) {
        const double h = height * static_cast<double>(plot.counts[i]) / most;
        svg.rectangle(left + static_cast<double>(i) * bin + 1, top + height - h, bin - 2, h, kBlue);
    }
    svg.line(left, top + height, left + width, top + height, kInk);
    for (const double tick : ticks(plot.from, plot.to))
        svg.text(left + width * (tick - plot.from) / (plot.to - plot.from), top + height + 18,
                 tickWords(tick), "middle");
    svg.text(left + width / 2, top + height + 42,
             withUnit(plot.statistic + " of matched lesions", plot.unit), "middle");
    svg.upright(14, top + height / 2, "lesion pairs");
    return std::move(svg).done();
}

std::string kappaSvg(const AgreementReport& report) {
    const double left = 210, top = 34, width = 380, row = 38;
    std::vector<const Scale*> scales;
    for (const auto& scale : report.scales)
        for (const auto* stage : {"before", "after"})
            if (find(report, "answer: " + scale.title, stage, "all", "all", "Cohen's kappa") &&
                scale.presenceOf.empty() && (scales.empty() || scales.back() != &scale))
                scales.push_back(&scale);
    if (scales.empty())
        return {};
    const double height = row * static_cast<double>(scales.size());
    Svg svg(left + width + 70, top + height + 50, "Cohen's kappa with 95 % intervals");
    const auto x = [&](double kappa) {
        return left + width * (std::clamp(kappa, -0.5, 1.0) + 0.5) / 1.5;
    };
    for (int i = -2; i <= 4; ++i) {
        svg.line(x(i / 4.0), top, x(i / 4.0), top + height, i == 0 ? kSoft : kGrid);
        svg.text(x(i / 4.0), top + height + 18, fixed(i / 4.0, 2), "middle");
    }
    svg.text(left + width / 2, top + height + 40,
             "Cohen's kappa, " + fixed(100 * report.options.bootstrap.level, 0) +
                 " % interval by patient",
             "middle");
    svg.dot(left, 14, 4, kBlue);
    svg.text(left + 10, 18, "before cross-check");
    if (report.after) {
        svg.dot(left + 150, 14, 4, kOrange);
        svg.text(left + 160, 18, "after cross-check");
    }
    for (std::size_t i = 0; i < scales.size(); ++i) {
        const double y = top + row * (static_cast<double>(i) + 0.5);
        svg.text(left - 10, y + 4, shortened(scales[i]->title, 34), "end");
        const std::pair<const char*, double> kStages[] = {{"before", -6}, {"after", 6}};
        for (const auto& [stage, shift] : kStages) {
            const auto* line =
                find(report, "answer: " + scales[i]->title, stage, "all", "all", "Cohen's kappa");
            if (!line || !line->value.known())
                continue;
            const auto* colour = shift < 0 ? kBlue : kOrange;
            if (line->low.known())
                svg.line(x(line->low.value()), y + shift, x(line->high.value()), y + shift, colour,
                         2);
            svg.dot(x(line->value.value()), y + shift, 4, colour);
            svg.text(left + width + 8, y + shift + 4, fixed(line->value.value(), 2), "start",
                     colour);
        }
    }
    return std::move(svg).done();
}

} // namespace cw::agreement::detail
