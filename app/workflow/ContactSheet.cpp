// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/ContactSheet.h"

#include "core/Files.h"
#include "core/Text.h"
#include "dataset/StagedFolder.h"
#include "imaging/Picture.h"
#include "imaging/TileSheet.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <tuple>

namespace cw::workflow {
namespace {

using core::escaped;

struct Lesion {
    const dataset::DatasetImage* image;
    const annotation::Finding* finding;
};

std::vector<Lesion> lesionsOf(const dataset::FrozenVersion& version) {
    std::vector<Lesion> lesions;
    for (const auto& image : version.content.images)
        for (const auto& finding : image.findings)
            lesions.push_back({&image, &finding});
    std::sort(lesions.begin(), lesions.end(), [](const Lesion& a, const Lesion& b) {
        const auto key = [](const Lesion& l) {
            return std::tie(l.finding->label, l.image->caseId, l.image->id, l.finding->id);
        };
        return key(a) < key(b);
    });
    return lesions;
}

std::string printed(const char* format, double a, double b) {
    char text[64];
    std::snprintf(text, sizeof text, format, a, b);
    return text;
}

/// Of the box around the outline, and where millimetres come from.
std::string sizeOf(const Lesion& lesion) {
    const auto box = core::boundsOf(lesion.finding->outline);
    const auto& spacing = lesion.image->attributes.spacing;
    if (!spacing)
        return printed("%.0f x %.0f px", box.width(), box.height());
    return printed("%.1f x %.1f mm", box.width() * spacing->column, box.height() * spacing->row);
}

std::string viewOf(const core::ImageAttributes& a) {
    std::string text(core::name(a.laterality));
    const auto rest = a.kind == core::ImageKind::Fundus ? core::name(a.field) : core::name(a.view);
    return text + (text.empty() || rest.empty() ? "" : " ") + std::string(rest);
}

std::vector<std::string> captionsOf(const Lesion& lesion) {
    const auto& image = *lesion.image;
    return {lesion.finding->label + "  " + lesion.finding->id.text(),
            image.caseId.text() + (image.label.empty() ? "" : ", " + image.label),
            viewOf(image.attributes) + "  " + sizeOf(lesion),
            "image " + image.id.text().substr(0, 12)};
}

/// A square of an image, cut at its border; px.
struct Crop {
    int left, top, right, bottom;
};

Crop cropOf(const core::Image& image, core::PointPx centre, int side) {
    const auto from = [&](double middle) { return static_cast<int>(middle - side / 2.0); };
    return {std::clamp(from(centre.x), 0, image.width()),
            std::clamp(from(centre.y), 0, image.height()),
            std::clamp(from(centre.x) + side, 0, image.width()),
            std::clamp(from(centre.y) + side, 0, image.height())};
}

/// Whether the file's window burns much of the crop out: in a dense breast calcifications are white
/// on white.
bool burnsOut(const core::Image& picture, const Crop& crop) {
    constexpr double kMost = 0.15;
    std::size_t ends = 0, all = 0;
    for (int y = crop.top; y < crop.bottom; ++y)
        for (int x = crop.left; x < crop.right; ++x, ++all)
            ends += picture.valueAt(x, y) >= 255 ? 1U : 0U;
    return static_cast<double>(ends) > kMost * static_cast<double>(all);
}

/// From the darkest to the brightest hundredth of the crop's own values.
std::optional<core::Window> windowOf(const core::Image& image, const core::Presentation& how,
                                     const Crop& crop) {
    std::vector<double> values;
    for (int y = crop.top; y < crop.bottom; ++y)
        for (int x = crop.left; x < crop.right; ++x)
            values.push_back(image.valueAt(x, y) * how.rescaleSlope + how.rescaleIntercept);
    if (values.empty() || how.modalityLut)
        return std::nullopt;
    std::sort(values.begin(), values.end());
    const double low = values[values.size() / 100], high = values[values.size() * 99 / 100];
    if (!(high > low))
        return std::nullopt;
    core::Window window;
    window.centre = (low + high) / 2;
    window.width = high - low;
    return window;
}

/// The last image as it is shown: several lesions lie on one.
class Shown {
public:
    struct View {
        const core::Image* picture;
        bool ownWindow = false; ///< of the crop, where the file's would burn it out
    };
    explicit Shown(const Project& project) : m_project(project) {}

    Result<View> of(const core::ImageId& id, core::PointPx centre, int side) {
        if (m_id != id || !m_plain) {
            m_plain.reset(); // before the next is decoded: never two
            m_own.reset();
            m_loaded.reset();
            m_id = id;
            CW_TRY(m_loaded, m_project.load(id));
            CW_TRY(m_plain, core::shown(*m_loaded->image, m_loaded->presentation, {}));
        }
        const Crop crop = cropOf(*m_plain, centre, side);
        if (m_plain->samplesPerPixel() != 1 || !burnsOut(*m_plain, crop))
            return View{&*m_plain};
        core::ViewGrey view;
        view.window = windowOf(*m_loaded->image, m_loaded->presentation, crop);
        if (!view.window)
            return View{&*m_plain};
        CW_TRY(m_own, core::shown(*m_loaded->image, m_loaded->presentation, view));
        return View{&*m_own, true};
    }

private:
    const Project& m_project;
    core::ImageId m_id;
    std::optional<LoadedImage> m_loaded;
    std::optional<core::Image> m_plain, m_own;
};

/// Half of the lesion's longer side as a margin on either side of it, and never so close that a
/// spot of a few pixels fills the tile.
int cropSide(const core::RectPx& box) {
    const double side = std::max(box.width(), box.height()) * 2;
    return static_cast<int>(std::clamp(std::ceil(side), 96.0, 20000.0));
}

Result<bool> place(imaging::TileSheet& sheet, int index, const Lesion& lesion, Shown& shown) {
    auto captions = captionsOf(lesion);
    const auto box = core::boundsOf(lesion.finding->outline);
    const core::PointPx centre{(box.left + box.right) / 2, (box.top + box.bottom) / 2};
    const auto view = shown.of(lesion.image->id, centre, cropSide(box));
    if (!view) {
        CW_CHECK(sheet.placeText(index, "cannot be shown", captions));
        return false;
    }
    if (view->ownWindow) // a reader must know that the greys are not the file's
        captions.back() = lesion.image->id.text().substr(0, 12) + "  own window";
    CW_CHECK(sheet.place(index, *view->picture, centre, cropSide(box), lesion.finding->outline,
                         captions));
    return true;
}

constexpr const char* kHead = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Contact sheets</title><style>
body{font:14px/1.5 system-ui,"Noto Sans","Noto Sans CJK KR",sans-serif;background:#15171A;color:#C9CDD2;margin:24px}
h1{font-size:22px;margin:0;color:#fff}h2{font-size:16px;margin:32px 0 8px;color:#fff}
img{max-width:100%;height:auto;display:block}a{color:#56B4E9}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin-top:8px}
td,th{text-align:left;padding:2px 16px 2px 0;border-bottom:1px solid #33373d}
.synthetic{color:#E69F00}summary{cursor:pointer;margin-top:8px}
</style></head><body>
)";

std::string rowOf(const Lesion& lesion, std::size_t number) {
    const auto& image = *lesion.image;
    std::string source = "no spacing";
    if (const auto& spacing = image.attributes.spacing)
        source = core::name(spacing->source);
    std::string terms;
    for (const auto& [key, value] : lesion.finding->attributes)
        if (key != "comment") // free text may say anything about anybody
            terms += (terms.empty() ? "" : ", ") + key + " " + value;
    std::string html = "<tr><td>" + std::to_string(number) + "</td>";
    for (const auto& cell :
         {lesion.finding->label, lesion.finding->id.text(), image.caseId.text(), image.label,
          viewOf(image.attributes), sizeOf(lesion), source, terms, image.id.text().substr(0, 12)})
        html += "<td>" + escaped(cell) + "</td>";
    return html + "</tr>\n";
}

std::string pageName(std::size_t page, bool jpeg) {
    char text[32];
    std::snprintf(text, sizeof text, "page-%03zu.%s", page + 1, jpeg ? "jpg" : "png");
    return text;
}

std::string indexHtml(const dataset::FrozenVersion& version, const std::vector<Lesion>& lesions,
                      const ContactSheetOptions& options) {
    const auto perPage = static_cast<std::size_t>(options.perPage);
    std::map<std::string, std::size_t> labels;
    for (const Lesion& lesion : lesions)
        ++labels[lesion.finding->label];
    std::string html = kHead;
    html += "<h1>Contact sheets of version " + escaped(version.name.text()) + "</h1>\n<p>" +
            std::to_string(lesions.size()) + " lesions:";
    for (const auto& [label, count] : labels)
        html += " " + escaped(label) + " " + std::to_string(count) + ";";
    html.back() = '.';
    html += "<br>Manifest SHA-256 " + version.manifestSha256 + "</p>\n";
    if (version.content.provenance.syntheticPatients)
        html += "<p class=\"synthetic\">Synthetic patients.</p>\n";
    if (version.content.provenance.simulatedReaders)
        html += "<p class=\"synthetic\">Simulated readers.</p>\n";
    for (std::size_t first = 0; first < lesions.size(); first += perPage) {
        const auto end = std::min(lesions.size(), first + perPage);
        const auto file = pageName(first / perPage, options.jpeg);
        html += "<h2>Page " + std::to_string(first / perPage + 1) + ": lesions " +
                std::to_string(first + 1) + " to " + std::to_string(end) + "</h2>\n<a href=\"" +
                file + "\"><img src=\"" + file + "\" alt=\"page of lesions\"></a>\n" +
                "<details><summary>List</summary><table><tr><th></th><th>label</th><th>lesion</th>"
                "<th>case</th><th>class</th><th>view</th><th>size of its box</th><th>spacing from"
                "</th><th>terms</th><th>image</th></tr>\n";
        for (std::size_t i = first; i < end; ++i)
            html += rowOf(lesions[i], i + 1);
        html += "</table></details>\n";
    }
    return html + "</body></html>\n";
}

imaging::TileSheet::Layout layoutFor(std::size_t tiles) {
    imaging::TileSheet::Layout layout;
    // About as wide as a screen: three columns to two rows.
    layout.columns = std::clamp(static_cast<int>(std::ceil(std::sqrt(double(tiles) * 1.5))), 1, 12);
    layout.rows = static_cast<int>((tiles + static_cast<std::size_t>(layout.columns) - 1) /
                                   static_cast<std::size_t>(layout.columns));
    return layout;
}

} // namespace

Result<ContactSheetReport> contactSheet(const Project& project, const core::VersionName& name,
                                        const ContactSheetOptions& options,
                                        const core::ProgressFn& progress,
                                        const core::CancelToken* cancel) {
    if (options.perPage < 1 || options.perPage > 100)
        return fail(ErrorCode::InvalidArgument, "a page holds 1 to 100 lesions");
    CW_TRY(const auto version, project.version(name));
    const auto lesions = lesionsOf(version);
    if (lesions.empty())
        return fail(ErrorCode::NotFound, "the version has no outlined lesion");
    CW_TRY(auto staged, dataset::StagedFolder::beside(
                            options.output, dataset::StagedFolder::Existing::EmptyIsFine));
    ContactSheetReport report;
    report.lesions = lesions.size();
    Shown shown(project);
    const auto perPage = static_cast<std::size_t>(options.perPage);
    for (std::size_t first = 0; first < lesions.size(); first += perPage) {
        const auto end = std::min(lesions.size(), first + perPage);
        CW_TRY(auto sheet,
               imaging::TileSheet::create(layoutFor(std::min(perPage, lesions.size()))));
        for (std::size_t i = first; i < end; ++i) {
            if (cancel && cancel->cancelled())
                return fail(ErrorCode::Cancelled, "stopped; no page is left behind");
            CW_TRY(const bool readable,
                   place(sheet, static_cast<int>(i - first), lesions[i], shown));
            report.unreadable += readable ? 0U : 1U;
            if (progress)
                progress(i + 1, lesions.size(), "lesions");
        }
        CW_TRY(const auto bytes, options.jpeg ? imaging::encodeJpeg(sheet.image(), 92)
                                              : imaging::encodePng(sheet.image()));
        CW_CHECK(core::writeWhole(staged.path() / pageName(report.pages, options.jpeg), bytes));
        ++report.pages;
    }
    CW_CHECK(core::writeWhole(staged.path() / "index.html",
                              std::string_view(indexHtml(version, lesions, options))));
    CW_CHECK(staged.commit());
    return report;
}

} // namespace cw::workflow
