// SPDX-License-Identifier: Apache-2.0
#include "annotation/FundusGeometry.h"

#include "annotation/Outlines.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cw::annotation {
namespace {

using core::PointPx;

constexpr std::array kRingDiametersMm = {1.0, 3.0, 6.0};
/// Disc and fovea less than that apart, side by side, do not tell the side.
constexpr double kTellingDd = 0.5;

FundusMeasured<const Finding*> onlyOne(const std::vector<const Finding*>& found, FundusLack none,
                                       FundusLack several) {
    if (found.empty())
        return tl::unexpected(none);
    if (found.size() > 1)
        return tl::unexpected(several);
    return found.front();
}

DiscGeometry discOf(const core::Polygon& outline) {
    const auto bounds = core::boundsOf(outline);
    return {core::centroid(outline), bounds.height(), bounds.width(), core::areaPx2(outline)};
}

FundusMeasured<CupToDisc> cupToDiscOf(const core::Polygon& cup, const core::Polygon& disc) {
    const auto c = core::boundsOf(cup), d = core::boundsOf(disc);
    // A cup may touch the disc's edge, and two hands are never the same to the pixel.
    const double slack = 0.03 * d.height();
    if (c.top < d.top - slack || c.bottom > d.bottom + slack ||
        !core::contains(disc, core::centroid(cup)))
        return tl::unexpected(FundusLack::CupBeyondDisc);
    return CupToDisc{c.height() / d.height(), c.width() / d.width(),
                     core::areaPx2(cup) / core::areaPx2(disc)};
}

std::optional<int> sideOf(core::Laterality laterality) {
    if (laterality == core::Laterality::Right)
        return 1;
    if (laterality == core::Laterality::Left)
        return -1;
    return std::nullopt;
}

class Measurer {
public:
    Measurer(const std::vector<Finding>& findings, const core::ImageId& image,
             const core::ImageAttributes& attributes)
        : m_attributes(attributes) {
        for (const auto& finding : findings)
            if (finding.image == image)
                sort(finding);
    }

    FundusMeasures measure() {
        const auto disc = onlyOne(m_discs, FundusLack::NoDisc, FundusLack::SeveralDiscs);
        const auto cup = onlyOne(m_cups, FundusLack::NoCup, FundusLack::SeveralCups);
        const auto fovea = onlyOne(m_foveas, FundusLack::NoFovea, FundusLack::SeveralFoveas);
        m_out.disc = disc.map([](const Finding* f) { return discOf(f->outline); });
        m_out.fovea = fovea.map([](const Finding* f) { return core::centroid(f->outline); });
        if (!disc)
            m_out.cupToDisc = tl::unexpected(disc.error());
        else if (!cup)
            m_out.cupToDisc = tl::unexpected(cup.error());
        else
            m_out.cupToDisc = cupToDiscOf((*cup)->outline, (*disc)->outline);
        m_out.scale = scale();
        findSide();
        m_out.foveaFromDisc = foveaFromDisc();
        m_out.grid = grid();
        if (!m_out.disc)
            m_out.quadrants = tl::unexpected(m_out.disc.error());
        else if (!m_side)
            m_out.quadrants = tl::unexpected(FundusLack::NoSide);
        else
            m_out.quadrants = RetinaQuadrants{m_out.disc->centre, *m_side};
        count();
        m_out.nearestExudate = nearestExudate();
        return std::move(m_out);
    }

private:
    void sort(const Finding& finding) {
        if (finding.label == "optic-disc")
            m_discs.push_back(&finding);
        else if (finding.label == "optic-cup")
            m_cups.push_back(&finding);
        else if (finding.label == "fovea")
            m_foveas.push_back(&finding);
        else
            m_lesions.push_back(&finding);
    }

    FundusMeasured<RetinaScale> scale() const {
        if (m_attributes.field == core::FundusField::Wide)
            return tl::unexpected(FundusLack::WideField);
        const auto& spacing = m_attributes.spacing;
        if (spacing && spacing->source == core::SpacingSource::PixelSpacing && spacing->row > 0 &&
            spacing->column > 0)
            return RetinaScale{spacing->column, spacing->row, MmBasis::File};
        if (m_attributes.field == core::FundusField::Unknown)
            return tl::unexpected(FundusLack::FieldUnknown);
        if (!m_out.disc)
            return tl::unexpected(m_out.disc.error());
        const double mm = kMmPerDiscDiameter / m_out.disc->diameterPx();
        return RetinaScale{mm, mm, MmBasis::DiscConvention};
    }

    /// The disc is nasal of the fovea in every eye: what was marked goes before what a tag says.
    void findSide() {
        const auto told = sideOf(m_attributes.laterality);
        m_side = told;
        if (!m_out.disc || !m_out.fovea)
            return;
        const double dx = m_out.disc->centre.x - m_out.fovea->x;
        if (std::abs(dx) < kTellingDd * m_out.disc->diameterPx())
            return;
        m_side = dx > 0 ? 1 : -1;
        m_out.sideContradicted = told && *told != *m_side;
    }

    FundusMeasured<FoveaFromDisc> foveaFromDisc() const {
        if (!m_out.disc)
            return tl::unexpected(m_out.disc.error());
        if (!m_out.fovea)
            return tl::unexpected(m_out.fovea.error());
        const double dx = m_out.fovea->x - m_out.disc->centre.x;
        const double dy = m_out.fovea->y - m_out.disc->centre.y;
        FoveaFromDisc out;
        out.px = std::hypot(dx, dy);
        out.discDiameters = out.px / m_out.disc->diameterPx();
        out.degreesBelow = std::atan2(dy, std::abs(dx)) * 180 / std::numbers::pi;
        if (m_out.scale)
            out.mm = std::hypot(dx * m_out.scale->mmPerPxX, dy * m_out.scale->mmPerPxY);
        return out;
    }

    FundusMeasured<EtdrsGrid> grid() const {
        if (!m_out.fovea)
            return tl::unexpected(m_out.fovea.error());
        if (!m_out.scale && !m_out.disc)
            return tl::unexpected(m_out.disc.error());
        if (!m_side)
            return tl::unexpected(FundusLack::NoSide);
        EtdrsGrid out;
        out.fovea = *m_out.fovea;
        out.nasalTowards = *m_side;
        const double byDisc =
            m_out.disc ? kMmPerDiscDiameter / m_out.disc->diameterPx() : 1; // not used without one
        const double mmX = m_out.scale ? m_out.scale->mmPerPxX : byDisc;
        const double mmY = m_out.scale ? m_out.scale->mmPerPxY : byDisc;
        for (std::size_t i = 0; i < kRingDiametersMm.size(); ++i) {
            out.radiusX[i] = kRingDiametersMm[i] / 2 / mmX;
            out.radiusY[i] = kRingDiametersMm[i] / 2 / mmY;
        }
        if (m_out.scale)
            out.basis = m_out.scale->basis;
        return out;
    }

    void count() {
        for (const auto* lesion : m_lesions) {
            ++m_out.totals[lesion->label];
            if (m_out.quadrants) {
                const auto at = quadrantAt(*m_out.quadrants, core::centroid(lesion->outline));
                ++m_out.perQuadrant[lesion->label][static_cast<std::size_t>(at)];
            }
        }
    }

    FundusMeasured<NearestExudate> nearestExudate() const {
        if (!m_out.fovea)
            return tl::unexpected(m_out.fovea.error());
        const double mmX = m_out.scale ? m_out.scale->mmPerPxX : 1;
        const double mmY = m_out.scale ? m_out.scale->mmPerPxY : 1;
        std::optional<NearestExudate> best;
        for (const auto* lesion : m_lesions) {
            if (lesion->label != "exudate")
                continue;
            const bool inside = core::contains(lesion->outline, *m_out.fovea);
            const double px = inside ? 0 : core::distanceToOutline(lesion->outline, *m_out.fovea);
            if (best && best->px <= px)
                continue;
            best = NearestExudate{lesion->id, px, {}, {}};
            if (m_out.scale) { // pixels need not be square
                auto mm = lesion->outline;
                for (auto& vertex : mm.vertices)
                    vertex = {vertex.x * mmX, vertex.y * mmY};
                best->mm =
                    inside
                        ? 0
                        : core::distanceToOutline(mm, {m_out.fovea->x * mmX, m_out.fovea->y * mmY});
            }
        }
        if (!best)
            return tl::unexpected(FundusLack::NoExudate);
        if (m_out.disc)
            best->discDiameters = best->px / m_out.disc->diameterPx();
        return *best;
    }

    const core::ImageAttributes& m_attributes;
    std::vector<const Finding*> m_discs, m_cups, m_foveas, m_lesions;
    std::optional<int> m_side;
    FundusMeasures m_out;
};

} // namespace

EtdrsSubfield subfieldAt(const EtdrsGrid& grid, PointPx point) {
    const double dx = point.x - grid.fovea.x, dy = point.y - grid.fovea.y;
    std::size_t ring = 0;
    while (ring < 3 && std::hypot(dx / grid.radiusX[ring], dy / grid.radiusY[ring]) >= 1)
        ++ring;
    if (ring == 3)
        return EtdrsSubfield::Outside;
    if (ring == 0)
        return EtdrsSubfield::Centre;
    // In units of the circle, so that a diagonal stays one where pixels are not square.
    const double right = dx / grid.radiusX[2], down = dy / grid.radiusY[2];
    int sector = right * grid.nasalTowards > 0 ? 1 : 3;
    if (std::abs(down) > std::abs(right))
        sector = down < 0 ? 0 : 2;
    const auto first = ring == 1 ? EtdrsSubfield::InnerSuperior : EtdrsSubfield::OuterSuperior;
    return static_cast<EtdrsSubfield>(static_cast<int>(first) + sector);
}

RetinaQuadrant quadrantAt(const RetinaQuadrants& quadrants, PointPx point) {
    const bool superior = point.y < quadrants.disc.y;
    const bool nasal = (point.x - quadrants.disc.x) * quadrants.nasalTowards > 0;
    return static_cast<RetinaQuadrant>((superior ? 0 : 2) + (nasal ? 1 : 0));
}

bool isLandmark(const std::string& label) {
    return label == "optic-disc" || label == "optic-cup" || label == "fovea";
}

FundusMeasures measureFundus(const std::vector<Finding>& findings, const core::ImageId& image,
                             const core::ImageAttributes& attributes) {
    return Measurer(findings, image, attributes).measure();
}

FindingPlace placeOf(const FundusMeasures& measures, const Finding& finding) {
    FindingPlace place;
    const auto at = core::centroid(finding.outline);
    if (measures.quadrants)
        place.quadrant = quadrantAt(*measures.quadrants, at);
    if (measures.grid)
        place.subfield = subfieldAt(*measures.grid, at);
    if (measures.fovea && measures.disc)
        place.foveaDistanceDd = core::distance(at, *measures.fovea) / measures.disc->diameterPx();
    return place;
}

Result<core::Polygon> foveaMark(PointPx at, const FundusMeasures& measures, int width, int height) {
    const double radius = measures.disc ? measures.disc->diameterPx() / 10 : 0.015 * width;
    auto circle = disc(at, radius);
    CW_CHECK(core::checkStorable(circle, width, height));
    return circle;
}

} // namespace cw::annotation
