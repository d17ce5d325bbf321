// SPDX-License-Identifier: Apache-2.0
#include "validation/RocSvg.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace cw::validation {
namespace {

constexpr double kPlot = 400, kLeft = 64, kTop = 20, kLegend = 210, kBottom = 56;
// Okabe & Ito's colours without yellow and black, then darker kin: told apart by colour-blind
// readers.
constexpr std::array<const char*, 10> kColours{"#0072b2", "#d55e00", "#009e73", "#cc79a7",
                                               "#56b4e9", "#e69f00", "#004c75", "#8f3f00",
                                               "#00674b", "#864f6e"};

const char* colourOf(std::size_t fold) { return kColours[fold % kColours.size()]; }

template <class... Values>
std::string text(const char* format, Values... values) {
    char buffer[512];
    std::snprintf(buffer, sizeof buffer, format, values...);
    return buffer;
}

double xOf(double falsePositiveRate) { return kLeft + kPlot * falsePositiveRate; }
double yOf(double truePositiveRate) { return kTop + kPlot * (1 - truePositiveRate); }

std::string axes() {
    std::string svg;
    for (int i = 0; i <= 5; ++i) {
        const double at = i / 5.0;
        svg +=
            text("<path d=\"M%.1f %.1fV%.1fM%.1f %.1fH%.1f\" stroke=\"#e4e7eb\" fill=\"none\"/>\n",
                 xOf(at), yOf(0), yOf(1), xOf(0), yOf(at), xOf(1));
        svg += text("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%.1f</text>\n", xOf(at),
                    yOf(0) + 18, at);
        svg += text("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>\n", xOf(0) - 8,
                    yOf(at) + 4, at);
    }
    svg += text("<path d=\"M%.1f %.1fV%.1fH%.1f\" stroke=\"#52606d\" fill=\"none\"/>\n", xOf(0),
                yOf(1), yOf(0), xOf(1));
    svg += text("<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"#9aa5b1\" stroke-dasharray=\"4 4\" "
                "fill=\"none\"/>\n",
                xOf(0), yOf(0), xOf(1), yOf(1));
    svg += text("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">1 - specificity</text>\n",
                xOf(0.5), yOf(0) + 42);
    svg += text("<text transform=\"translate(%.1f %.1f) rotate(-90)\" text-anchor=\"middle\">"
                "sensitivity</text>\n",
                18.0, yOf(0.5));
    return svg;
}

/// Corners only: a curve of thousands of points between two corners is one line.
std::string pathOf(std::span<const RocPoint> curve) {
    std::string path = "M";
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const bool inside = i > 0 && i + 1 < curve.size();
        const auto straight = [&](auto rate) {
            return curve[i - 1].*rate == curve[i].*rate && curve[i].*rate == curve[i + 1].*rate;
        };
        if (inside &&
            (straight(&RocPoint::falsePositiveRate) || straight(&RocPoint::truePositiveRate)))
            continue;
        path += text("%s%.1f %.1f", i == 0 ? "" : "L", xOf(curve[i].falsePositiveRate),
                     yOf(curve[i].truePositiveRate));
    }
    return path;
}

std::vector<RocPoint> meanCurve(const ValidationResult& result) {
    constexpr int kSteps = 200;
    std::vector<RocPoint> mean{{0, 0, 0}};
    for (int i = 0; i <= kSteps; ++i) {
        RocPoint point{static_cast<double>(i) / kSteps, 0, 0};
        double count = 0;
        for (const FoldResult& fold : result.folds)
            if (!fold.roc.empty()) {
                point.truePositiveRate += rateAt(fold.roc, point.falsePositiveRate);
                count += 1;
            }
        if (count == 0)
            return {};
        point.truePositiveRate /= count;
        mean.push_back(point);
    }
    return mean;
}

std::string legendLine(std::size_t line, const char* colour, double width,
                       const std::string& label) {
    const double x = xOf(1) + 24, y = kTop + 12 + 21 * static_cast<double>(line);
    return text("<path d=\"M%.1f %.1fh22\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\"/>"
                "<text x=\"%.1f\" y=\"%.1f\">%s</text>\n",
                x, y - 4, colour, width, x + 30, y, label.c_str());
}

std::string foldCurve(const FoldResult& fold, std::size_t index) {
    std::string svg =
        text("<path fill=\"none\" stroke=\"%s\" stroke-width=\"1.4\" d=\"", colourOf(index)) +
        pathOf(fold.roc) + "\"/>\n";
    const auto sensitivity = fold.counts.sensitivity(), specificity = fold.counts.specificity();
    if (sensitivity && specificity)
        svg += text("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\" stroke=\"#fff\"/>\n",
                    xOf(1 - *specificity), yOf(*sensitivity), colourOf(index));
    return svg;
}

} // namespace

double rateAt(std::span<const RocPoint> curve, double falsePositiveRate) {
    double rate = 0;
    for (std::size_t i = 0; i < curve.size(); ++i) {
        if (curve[i].falsePositiveRate <= falsePositiveRate) {
            rate = curve[i].truePositiveRate;
            continue;
        }
        const RocPoint &a = curve[i - 1], &b = curve[i];
        return rate + (b.truePositiveRate - rate) * (falsePositiveRate - a.falsePositiveRate) /
                          (b.falsePositiveRate - a.falsePositiveRate);
    }
    return rate;
}

std::string rocSvg(const ValidationResult& result) {
    std::size_t curves = 0;
    for (const FoldResult& fold : result.folds)
        curves += fold.roc.empty() ? 0U : 1U;
    const double height =
        std::max(kTop + kPlot + kBottom, kTop + 21 * static_cast<double>(curves + 3));
    std::string svg = text("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" "
                           "width=\"%.0f\" role=\"img\" font-size=\"13\" fill=\"#323f4b\" "
                           "font-family=\"inherit\">\n<title>ROC curves of the folds</title>\n",
                           kLeft + kPlot + kLegend, height, kLeft + kPlot + kLegend);
    svg += axes();
    std::string legend;
    std::size_t line = 0;
    for (std::size_t i = 0; i < result.folds.size(); ++i) {
        const FoldResult& fold = result.folds[i];
        if (fold.roc.empty())
            continue;
        svg += foldCurve(fold, i);
        legend +=
            legendLine(line++, colourOf(i), 1.4, text("fold %d: %.3f", fold.fold, fold.auc->auc));
    }
    if (const auto mean = meanCurve(result); !mean.empty()) {
        svg += "<path fill=\"none\" stroke=\"#1f2933\" stroke-width=\"2.6\" d=\"" + pathOf(mean) +
               "\"/>\n";
        legend += legendLine(line++, "#1f2933", 2.6, text("mean: %.3f", result.meanAuc));
    }
    legend += text("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"#52606d\"/>"
                   "<text x=\"%.1f\" y=\"%.1f\">operating point</text>\n",
                   xOf(1) + 35, kTop + 8 + 21 * static_cast<double>(line), xOf(1) + 54,
                   kTop + 12 + 21 * static_cast<double>(line));
    return svg + legend + "</svg>\n";
}

} // namespace cw::validation
