// SPDX-License-Identifier: Apache-2.0
#include "validation/report/detail/Axes.h"

#include "core/Text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace cw::validation::report {
namespace {

// Okabe & Ito's colours without yellow and black, then darker kin: told apart by colour-blind
// readers. Then ink, soft, bad, good. The page's style repeats them for a dark screen (Page.cpp).
constexpr std::array<const char*, 14> kColours{
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#004c75",
    "#8f3f00", "#00674b", "#864f6e", "#1f2933", "#7b8794", "#b3261e", "#0b6e4f"};

std::size_t within(std::size_t colour) {
    return colour < 10 ? colour : std::min<std::size_t>(colour, 13);
}

std::string px(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", std::isfinite(value) ? value : 0.0);
    std::string digits = text;
    if (digits.ends_with(".0"))
        digits.resize(digits.size() - 2);
    return digits == "-0" ? "0" : digits;
}

std::string stroke(std::size_t colour, double width, const char* dashes = "") {
    std::string text = " class=\"s" + std::to_string(within(colour)) +
                       "\" fill=\"none\" stroke=\"" + kColours[within(colour)] +
                       "\" stroke-width=\"" + px(width) + "\"";
    if (*dashes != 0)
        text += std::string(" stroke-dasharray=\"") + dashes + "\"";
    return text;
}

std::string fill(std::size_t colour, double opacity) {
    std::string text = " class=\"f" + std::to_string(within(colour)) + "\" fill=\"" +
                       kColours[within(colour)] + "\"";
    if (opacity < 1)
        text += " fill-opacity=\"" + px(opacity) + "\"";
    return text;
}

std::string fixed(double value, int places) {
    char text[48];
    std::snprintf(text, sizeof text, "%.*f", places, value);
    return text;
}

} // namespace

std::string shortened(std::string_view text, std::size_t characters) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins && count++ == characters)
            return std::string(text.substr(0, at)) + "\u2026";
    }
    return std::string(text);
}

Axes::Axes(double width, double height, const std::string& title, Range x, Range y, Margins margins)
    : m_width(width), m_height(height), m_x(x), m_y(y), m_margins(margins) {
    if (!(m_x.to > m_x.from))
        m_x.to = m_x.from + 1;
    if (!(m_y.to > m_y.from))
        m_y.to = m_y.from + 1;
    m_body = "<title>" + core::escaped(title) + "</title>\n";
}

double Axes::x(double value) const {
    const double part = std::clamp((value - m_x.from) / (m_x.to - m_x.from), -0.02, 1.02);
    return left() + part * (right() - left());
}

double Axes::y(double value) const {
    const double part = std::clamp((value - m_y.from) / (m_y.to - m_y.from), -0.02, 1.02);
    return bottom() - part * (bottom() - top());
}

void Axes::ticksX(int steps, int places, const std::string& label) {
    for (int i = 0; i <= steps; ++i) {
        const double value = m_x.from + (m_x.to - m_x.from) * i / steps;
        m_body += "<path class=\"gr\" stroke=\"#e4e7eb\" fill=\"none\" d=\"M" + px(x(value)) + " " +
                  px(bottom()) + "V" + px(top()) + "\"/>\n";
        words(x(value), bottom() + 16, fixed(value, places), "middle");
    }
    words((left() + right()) / 2, bottom() + 36, label, "middle");
    footline();
}

void Axes::ticksY(int steps, int places, const std::string& label) {
    for (int i = 0; i <= steps; ++i) {
        const double value = m_y.from + (m_y.to - m_y.from) * i / steps;
        m_body += "<path class=\"gr\" stroke=\"#e4e7eb\" fill=\"none\" d=\"M" + px(left()) + " " +
                  px(y(value)) + "H" + px(right()) + "\"/>\n";
        words(left() - 6, y(value) + 4, fixed(value, places), "end");
    }
    m_body += "<path d=\"M" + px(left()) + " " + px(top()) + "V" + px(bottom()) + "\"" +
              stroke(kSoft, 1) + "/>\n";
    m_body +=
        "<text class=\"tx\" fill=\"#323f4b\" text-anchor=\"middle\" transform=\"translate(14 " +
        px((top() + bottom()) / 2) + ") rotate(-90)\">" + core::escaped(label) + "</text>\n";
}

void Axes::rowLabel(double value, std::string_view text) {
    words(left() - 8, y(value) + 4, text, "end");
}

void Axes::footline() {
    m_body += "<path d=\"M" + px(left()) + " " + px(bottom()) + "H" + px(right()) + "\"" +
              stroke(kSoft, 1) + "/>\n";
}

std::string Axes::pathOf(const Points& points, bool start) const {
    std::string path;
    double lastX = 0, lastY = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double nextX = x(points[i].first), nextY = y(points[i].second);
        // A tenth of a pixel either way is not seen; the ends are always there.
        const bool seen = std::abs(nextX - lastX) + std::abs(nextY - lastY) >= 0.5;
        if (i > 0 && i + 1 < points.size() && !seen)
            continue;
        path += (path.empty() && start ? "M" : "L") + px(nextX) + " " + px(nextY);
        lastX = nextX;
        lastY = nextY;
    }
    return path;
}

void Axes::line(const Points& points, std::size_t colour, double width, const char* dashes) {
    if (points.size() > 1)
        m_body +=
            "<path d=\"" + pathOf(points, true) + "\"" + stroke(colour, width, dashes) + "/>\n";
}

void Axes::band(const Points& upper, const Points& lower, std::size_t colour) {
    if (upper.size() < 2 || lower.size() < 2)
        return;
    const Points back(lower.rbegin(), lower.rend());
    m_body += "<path d=\"" + pathOf(upper, true) + pathOf(back, false) + "Z\"" + fill(colour, 0.2) +
              "/>\n";
}

void Axes::box(double x0, double y0, double x1, double y1, std::size_t colour, double opacity) {
    const double at = std::min(x(x0), x(x1)), above = std::min(y(y0), y(y1));
    m_body += "<rect x=\"" + px(at) + "\" y=\"" + px(above) + "\" width=\"" +
              px(std::abs(x(x1) - x(x0))) + "\" height=\"" + px(std::abs(y(y1) - y(y0))) + "\"" +
              fill(colour, opacity) + "/>\n";
}

void Axes::dot(double atX, double atY, std::size_t colour, double radius) {
    m_body += "<circle cx=\"" + px(x(atX)) + "\" cy=\"" + px(y(atY)) + "\" r=\"" + px(radius) +
              "\"" + fill(colour, 1) + "/>\n";
}

void Axes::whisker(double x0, double x1, double atY, std::size_t colour) {
    m_body += "<path d=\"M" + px(x(x0)) + " " + px(y(atY)) + "H" + px(x(x1)) + "\"" +
              stroke(colour, 1.6) + "/>\n";
}

void Axes::standingWhisker(double atX, double y0, double y1, std::size_t colour) {
    m_body += "<path d=\"M" + px(x(atX)) + " " + px(y(y0)) + "V" + px(y(y1)) + "\"" +
              stroke(colour, 1.6) + "/>\n";
}

void Axes::ruler(double atX, std::size_t colour, const char* dashes) {
    m_body += "<path d=\"M" + px(x(atX)) + " " + px(top()) + "V" + px(bottom()) + "\"" +
              stroke(colour, 1.4, dashes) + "/>\n";
}

void Axes::levelRuler(double atY, std::size_t colour, const char* dashes) {
    m_body += "<path d=\"M" + px(left()) + " " + px(y(atY)) + "H" + px(right()) + "\"" +
              stroke(colour, 1.4, dashes) + "/>\n";
}

void Axes::words(double atX, double atY, std::string_view text, const char* anchor,
                 const char* cssClass) {
    m_body += std::string("<text class=\"") + cssClass + "\" fill=\"#323f4b\" x=\"" + px(atX) +
              "\" y=\"" + px(atY) + "\" text-anchor=\"" + anchor + "\"" +
              (std::string_view(cssClass) == "big" ? " font-size=\"20\" font-weight=\"600\"" : "") +
              ">" + core::escaped(text) + "</text>\n";
}

void Axes::key(double atX, double atY, std::size_t colour, std::string_view text, double width) {
    m_body +=
        "<path d=\"M" + px(atX) + " " + px(atY - 4) + "h20\"" + stroke(colour, width) + "/>\n";
    words(atX + 26, atY, text);
}

void Axes::keyDot(double atX, double atY, std::size_t colour, std::string_view text) {
    m_body += "<circle cx=\"" + px(atX + 10) + "\" cy=\"" + px(atY - 4) + "\" r=\"3.5\"" +
              fill(colour, 1) + "/>\n";
    words(atX + 26, atY, text);
}

std::string Axes::svg() const {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + px(m_width) + " " +
           px(m_height) + "\" width=\"" + px(m_width) + "\" height=\"" + px(m_height) +
           "\" role=\"img\" font-size=\"12\" font-family=\"inherit\">\n" + m_body + "</svg>\n";
}

} // namespace cw::validation::report
