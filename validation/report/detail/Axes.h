// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cw::validation::report {

struct Range {
    double from = 0, to = 1;
};
/// Room in px around the plot area.
struct Margins {
    double left = 52, top = 12, right = 12, bottom = 44;
};

/// A plot area with two scales, written as SVG. Colours stand as attributes (for paper and for
/// concord-print) and as classes, so that the page can give others on a dark screen.
class Axes {
public:
    /// Size in px of the whole picture. title: what a screen reader says.
    Axes(double width, double height, const std::string& title, Range x, Range y, Margins margins);
    Axes(double width, double height, const std::string& title, Range x = {}, Range y = {})
        : Axes(width, height, title, x, y, Margins()) {}

    void ticksX(int steps, int places, const std::string& label);
    void ticksY(int steps, int places, const std::string& label);
    /// Words instead of numbers at heights (data units), for rows.
    void rowLabel(double y, std::string_view words);
    /// The axis of x alone, at the foot, without a line at the left.
    void footline();

    double x(double value) const;
    double y(double value) const;
    double left() const { return m_margins.left; }
    double right() const { return m_width - m_margins.right; }
    double top() const { return m_margins.top; }
    double bottom() const { return m_height - m_margins.bottom; }

    using Points = std::vector<std::pair<double, double>>; ///< in data units
    /// Points that no eye could tell apart are left out.
    void line(const Points& points, std::size_t colour, double width, const char* dashes = "");
    void band(const Points& upper, const Points& lower, std::size_t colour);
    void box(double x0, double y0, double x1, double y1, std::size_t colour, double opacity = 1);
    void dot(double x, double y, std::size_t colour, double radius = 3.5);
    void whisker(double x0, double x1, double y, std::size_t colour); ///< lying
    void standingWhisker(double x, double y0, double y1, std::size_t colour);
    /// A vertical line over the whole area.
    void ruler(double x, std::size_t colour, const char* dashes = "");
    void levelRuler(double y, std::size_t colour, const char* dashes = "");
    /// In px; anchor "start", "middle" or "end".
    void words(double px, double py, std::string_view text, const char* anchor = "start",
               const char* cssClass = "tx");
    /// A line of the legend at (px, py).
    void key(double px, double py, std::size_t colour, std::string_view text, double width = 2);
    void keyDot(double px, double py, std::size_t colour, std::string_view text);

    std::string svg() const;

private:
    std::string pathOf(const Points& points, bool start) const;
    double m_width, m_height;
    Range m_x, m_y;
    Margins m_margins;
    std::string m_body;
};

/// Text of at most that many characters (UTF-8), with a sign that it was cut.
std::string shortened(std::string_view text, std::size_t characters);

/// Index of the ink of lines and words, of what is meant and of what is not, beside 0..9.
inline constexpr std::size_t kInk = 10, kSoft = 11, kBad = 12, kGood = 13;

} // namespace cw::validation::report
