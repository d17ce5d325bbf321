// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Polygon.h"
#include "dicom/Instance.h"
#include <string>
#include <utility>
#include <vector>

namespace cw::dicom {

/// Where an outline was found.
enum class OutlineSource { Segmentation, Report, PresentationState };

/// What was drawn, before it became a polygon (PS3.3 C.18.6.1.2, C.10.5.1.2).
enum class DrawnShape { Polygon, OpenLine, Point, Points, Circle, Ellipse };

/// A number with its unit, e.g. Area, mm2.
struct Measurement {
    Code concept_, unit;
    double value = 0;
    Code method; ///< Measurement Method; empty: none
};

/// One lesion of a DICOM object on one image, out of its object. Texts are UTF-8, from a file that
/// may come from anywhere.
struct ReferencedOutline {
    OutlineSource source = OutlineSource::Report;
    std::string sopClassUid, sopInstanceUid; ///< of the image; empty: the object names none
    int frame = 0;                           ///< of the image, from 1; 0: all of them
    int rows = 0, columns = 0; ///< of the image, as far as a segmentation says; else 0
    Code category, label;      ///< Finding Category and Finding, or of a segment
    std::string words;         ///< Segment Label, or the text beside a graphic
    std::string trackingId, trackingUid;
    bool automatic = false; ///< Segment Algorithm Type is not MANUAL
    Code site, laterality;
    DrawnShape shape = DrawnShape::Polygon;
    std::vector<core::PointPx> points; ///< as stored, image space; empty for a segmentation
    /// Of a closed line, a circle or an ellipse (inscribed, 48 corners), or a region's edge. Empty
    /// for points and open lines. Not checked against the rules for stored outlines.
    core::Polygon outline;
    std::vector<core::Polygon> holes; ///< of a region
    std::vector<Measurement> measurements;
    std::vector<std::pair<Code, Code>> evaluations; ///< "Margins": "Spiculated margin"
};

} // namespace cw::dicom
