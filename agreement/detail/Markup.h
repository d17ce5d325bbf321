// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "agreement/Report.h"
#include "core/Text.h"
#include <string>
#include <string_view>

namespace cw::agreement::detail {

using core::escaped;
using core::shortest;
std::string fixed(double value, int places = 2); ///< never "-0.00", no locale
/// Lower-case ASCII letters, digits and single hyphens of a text, at most 40; "x" if nothing is
/// left.
std::string fileWord(std::string_view text);

// One picture each, self-contained, no script, no outside font; text escaped.
std::string confusionSvg(const ConfusionPlot& plot);
std::string differenceSvg(const DifferencePlot& plot);
std::string histogramSvg(const HistogramPlot& plot);
/// Kappa of every question with its interval, before and after cross-check.
std::string kappaSvg(const AgreementReport& report);

} // namespace cw::agreement::detail
