// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/demo/Report.h"

namespace cw::workflow::demo {
namespace {

struct Box {
    std::string title;
    std::vector<std::string> lines;
};

constexpr int kWidth = 300, kSide = 330, kGap = 26, kLine = 18, kPad = 10;

int heightOf(const Box& box) { return 2 * kPad + kLine * static_cast<int>(1 + box.lines.size()); }

std::string drawn(const Box& box, int x, int y, int width, const char* style) {
    std::string svg = "<rect class=\"" + std::string(style) + "\" x=\"" + std::to_string(x) +
                      "\" y=\"" + std::to_string(y) + "\" width=\"" + std::to_string(width) +
                      "\" height=\"" + std::to_string(heightOf(box)) + "\" rx=\"4\"/>";
    auto text = [&](const std::string& words, int row, const char* weight) {
        svg += "<text x=\"" + std::to_string(x + kPad) + "\" y=\"" +
               std::to_string(y + kPad + 13 + kLine * row) + "\" class=\"" + weight + "\">" +
               escaped(words) + "</text>";
    };
    text(box.title, 0, "t");
    for (std::size_t i = 0; i < box.lines.size(); ++i)
        text(box.lines[i], static_cast<int>(i) + 1, "l");
    return svg + "\n";
}

std::string counted(std::size_t n, const char* one, const char* many) {
    return std::to_string(n) + " " + (n == 1 ? one : many);
}

/// The main path on the left; what leaves it on the right.
struct Step {
    Box box;
    Box aside; ///< empty title: nothing leaves here
};

std::vector<Step> stepsOf(const CourseRecord& r) {
    std::vector<Step> steps;
    Box notTaken{"left alone or refused", {}};
    if (r.import.notImages > 0)
        notTaken.lines.push_back(counted(r.import.notImages, "file is", "files are") + " no image");
    if (!r.import.refused.empty())
        notTaken.lines.push_back(counted(r.import.refused.size(), "file", "files") + " refused");
    steps.push_back({{"synthetic hospital export",
                      {counted(r.patients, "patient", "patients") + ", " +
                           counted(r.sourceImages, "image", "images"),
                       counted(r.import.found, "file", "files") + " found"}},
                     notTaken.lines.empty() ? Box{} : notTaken});
    Box notEligible{"not read", {}};
    for (const auto& [words, count] : r.eligibility)
        if (words.starts_with("no: "))
            notEligible.lines.push_back(std::to_string(count) + " ineligible (" + words.substr(4) +
                                        ")");
    steps.push_back({{"de-identified into the project",
                      {counted(r.import.imported, "image", "images") + " of " +
                       counted(r.cases, "case", "cases")}},
                     notEligible.lines.empty() ? Box{} : notEligible});
    const auto& a = r.agreement.cases;
    Box outBox{"excluded by the third person", {}};
    for (const auto& [words, count] : r.decisions)
        if (words.starts_with("exclude"))
            outBox.lines.push_back(std::to_string(count) + " (" + words.substr(9) + ")");
    steps.push_back({{"read twice, blind (simulated)",
                      {counted(a.compared, "case", "cases") + " compared",
                       std::to_string(a.agree) + " agree, " + std::to_string(a.partial) +
                           " partly, " + std::to_string(a.disagree) + " disagree"}},
                     outBox.lines.empty() ? Box{} : outBox});
    std::string labels;
    for (const auto& [label, count] : r.labels)
        labels += (labels.empty() ? "" : ", ") + std::to_string(count) + " " + label;
    steps.push_back({{"frozen as version " + r.version,
                      {counted(r.frozenCases, "case", "cases") + ", " +
                           counted(r.frozenImages, "image", "images") + ", " +
                           counted(r.frozenFindings, "finding", "findings"),
                       labels}},
                     {}});
    return steps;
}

} // namespace

std::string flowSvg(const CourseRecord& record) {
    std::string body;
    int y = 2;
    const auto steps = stepsOf(record);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto& [box, aside] = steps[i];
        body += drawn(box, 2, y, kWidth, "b");
        const int height = heightOf(box), middle = y + height / 2;
        int bottom = y + height;
        if (!aside.title.empty()) {
            body += "<path class=\"a\" d=\"M" + std::to_string(2 + kWidth) + " " +
                    std::to_string(middle) + "h" + std::to_string(kSide - kWidth - 4) + "\"/>";
            body += drawn(aside, kSide, y, kWidth, "x");
            bottom = std::max(bottom, y + heightOf(aside));
        }
        if (i + 1 < steps.size())
            body += "<path class=\"a\" d=\"M" + std::to_string(2 + kWidth / 2) + " " +
                    std::to_string(y + height) + "v" +
                    std::to_string(bottom + kGap - y - height - 2) + "\"/>";
        y = bottom + kGap;
    }
    const auto width = std::to_string(kSide + kWidth + 2), height = std::to_string(y - kGap + 4);
    return "<svg class=\"flow\" role=\"img\" aria-label=\"flow of cases\" viewBox=\"0 0 " + width +
           " " + height + "\" width=\"" + width + "\" height=\"" + height +
           "\"><defs><marker id=\"h\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" "
           "markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" "
           "fill=\"#555\"/></marker></defs>\n" +
           body + "</svg>\n";
}

} // namespace cw::workflow::demo
