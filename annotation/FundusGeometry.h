// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Finding.h"
#include "core/ImageAttributes.h"
#include <array>
#include <map>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

/// What the outlines of disc and cup and the mark of the fovea say about an eye. Measures of what a
/// reader drew: nothing is searched for in the pixels, and nothing is concluded.
/// All in image space of the upright picture, whose top is taken as superior; a tilted head is not
/// corrected.
namespace cw::annotation {

/// Why a measure is not there.
enum class FundusLack {
    NoDisc,
    NoCup,
    NoFovea,
    SeveralDiscs,
    SeveralCups,
    SeveralFoveas,
    CupBeyondDisc, ///< reaches above or below the disc, or lies beside it
    NoExudate,
    NoSide,      ///< neither the file nor the marks say where nasal is
    WideField,   ///< no mm: stretched towards the periphery
    FieldUnknown ///< no mm: it could be a wide field
};
template <class T>
using FundusMeasured = tl::expected<T, FundusLack>;

/// The outline labelled "optic-disc".
struct DiscGeometry {
    core::PointPx centre; ///< centre of area
    double verticalPx = 0, horizontalPx = 0, areaPx2 = 0;
    /// The unit DD: mean of the vertical and the horizontal diameter.
    double diameterPx() const { return (verticalPx + horizontalPx) / 2; }
};

/// Cup over disc, by their greatest extents in the upright picture, and by area.
struct CupToDisc {
    double vertical = 0, horizontal = 0, area = 0;
};

struct FoveaFromDisc {
    double px = 0, discDiameters = 0;
    std::optional<double> mm;
    double degreesBelow = 0; ///< of the fovea below the horizontal through the disc's centre
};

/// Where mm come from. A disc diameter taken as 1.5 mm is the convention of the ETDRS: Report 10,
/// Ophthalmology 1991;98:786-806, and of AREDS Report 6, Am J Ophthalmol 2001;132:668-681. Real
/// discs differ (mean about 1.8 mm), so such mm compare with gradings, not with a ruler.
enum class MmBasis { File, DiscConvention };
constexpr double kMmPerDiscDiameter = 1.5;

/// mm on the retina. From the file: Pixel Spacing, nominal at the focal plane (PS3.3 C.8.17.2).
struct RetinaScale {
    double mmPerPxX = 0, mmPerPxY = 0;
    MmBasis basis = MmBasis::DiscConvention;
};

/// The ETDRS grid: circles of 1, 3 and 6 mm diameter around the fovea, the outer two rings cut at
/// 45, 135, 225 and 315 degrees (PS3.17 UU.5). Where mm are not known, by 1 DD = 1.5 mm and then
/// only to be spoken of in DD: 2/3, 2 and 4.
struct EtdrsGrid {
    core::PointPx fovea;
    std::array<double, 3> radiusX{}, radiusY{}; ///< px, from the inside out
    int nasalTowards = 1;                       ///< +1: nasal is to the right of the picture
    std::optional<MmBasis> basis;               ///< absent: no mm may be said
};
enum class EtdrsSubfield {
    Centre,
    InnerSuperior,
    InnerNasal,
    InnerInferior,
    InnerTemporal,
    OuterSuperior,
    OuterNasal,
    OuterInferior,
    OuterTemporal,
    Outside
};
/// A point on a circle belongs to the ring outside it, on a diagonal to nasal or temporal.
EtdrsSubfield subfieldAt(const EtdrsGrid& grid, core::PointPx point);

/// The four quadrants of the 4-2-1 rule (ICDR: Wilkinson, Ophthalmology 2003;110:1677-82) meet in
/// the centre of the DISC: the rule rests on the ETDRS's fields 4 to 7, which are laid against the
/// vertical through the disc's centre (Report 10). A 45 degree picture shows a part of each.
struct RetinaQuadrants {
    core::PointPx disc;
    int nasalTowards = 1;
};
enum class RetinaQuadrant { SuperiorTemporal, SuperiorNasal, InferiorTemporal, InferiorNasal };
/// A point on a line is inferior, or temporal.
RetinaQuadrant quadrantAt(const RetinaQuadrants& quadrants, core::PointPx point);
using QuadrantCounts = std::array<int, 4>; ///< by RetinaQuadrant

/// From the fovea's centre to the nearest point of a finding labelled "exudate"; 0 inside it.
struct NearestExudate {
    core::LesionId id;
    double px = 0;
    std::optional<double> discDiameters, mm;
};

/// Disc, cup and fovea: landmarks, not lesions; never counted.
bool isLandmark(const std::string& label);

struct FundusMeasures {
    FundusMeasured<DiscGeometry> disc = tl::unexpected(FundusLack::NoDisc);
    FundusMeasured<core::PointPx> fovea = tl::unexpected(FundusLack::NoFovea); ///< mark's centroid
    FundusMeasured<CupToDisc> cupToDisc = tl::unexpected(FundusLack::NoDisc);
    FundusMeasured<FoveaFromDisc> foveaFromDisc = tl::unexpected(FundusLack::NoDisc);
    FundusMeasured<RetinaScale> scale = tl::unexpected(FundusLack::NoDisc);
    FundusMeasured<EtdrsGrid> grid = tl::unexpected(FundusLack::NoFovea);
    FundusMeasured<RetinaQuadrants> quadrants = tl::unexpected(FundusLack::NoDisc);
    FundusMeasured<NearestExudate> nearestExudate = tl::unexpected(FundusLack::NoExudate);
    /// By label; a lesion is counted once, where its centroid lies. Empty without quadrants.
    std::map<std::string, QuadrantCounts> perQuadrant;
    std::map<std::string, int> totals; ///< by label, always
    /// The marks lie as in the other eye than the file says: then nasal is where the disc is.
    bool sideContradicted = false;
};

/// Of the findings on that image. Wide fields have no mm, whatever spacing the file gives: this
/// program does not read their projection. Costs one pass over the vertices.
FundusMeasures measureFundus(const std::vector<Finding>& findings, const core::ImageId& image,
                             const core::ImageAttributes& attributes);

/// Where one finding lies, by its centroid.
struct FindingPlace {
    std::optional<RetinaQuadrant> quadrant;
    std::optional<EtdrsSubfield> subfield;
    std::optional<double> foveaDistanceDd;
};
FindingPlace placeOf(const FundusMeasures& measures, const Finding& finding);

/// The outline of a fovea's mark around that point: a circle of a tenth of a disc diameter, or of
/// 1.5 % of the picture's width where there is no disc. InvalidArgument if it would cross the
/// picture's border.
Result<core::Polygon> foveaMark(core::PointPx at, const FundusMeasures& measures, int width,
                                int height);

} // namespace cw::annotation
