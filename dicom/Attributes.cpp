// SPDX-License-Identifier: Apache-2.0
#include "core/ImageAttributes.h"

#include "dicom/Header.h"
#include "dicom/Pixels.h"
#include "dicom/detail/DataSetScan.h"
#include "dicom/detail/HeaderItem.h"
#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/ItemValues.h"

#include <algorithm>
#include <array>

namespace cw::dicom {
namespace {

using core::FundusField;
using core::ImageKind;
using core::Laterality;
using core::SpacingSource;
using core::ViewPosition;

constexpr Tag kPixelSpacing{0x0028, 0x0030};
constexpr Tag kImagerPixelSpacing{0x0018, 0x1164};
/// Magnification stands give 1.5 to 2; beyond this a factor is a slip of the file.
constexpr double kHighestMagnification = 4;

struct SopClassEntry {
    std::string_view uid;
    ImageKind kind;
    FundusField field = FundusField::Unknown;
};
constexpr std::array kSopClasses{
    SopClassEntry{"1.2.840.10008.5.1.4.1.1.1.2", ImageKind::Mammography},
    SopClassEntry{"1.2.840.10008.5.1.4.1.1.1.2.1", ImageKind::Mammography},
    SopClassEntry{"1.2.840.10008.5.1.4.1.1.13.1.3", ImageKind::Mammography}, // tomosynthesis
    SopClassEntry{"1.2.840.10008.5.1.4.1.1.13.1.4", ImageKind::Mammography}, // its projections
    SopClassEntry{"1.2.840.10008.5.1.4.1.1.13.1.5", ImageKind::Mammography},
    SopClassEntry{"1.2.840.10008.5.1.4.1.1.77.1.5.1", ImageKind::Fundus},
    SopClassEntry{"1.2.840.10008.5.1.4.1.1.77.1.5.2", ImageKind::Fundus},
    SopClassEntry{"1.2.840.10008.5.1.4.1.1.77.1.5.5", ImageKind::Fundus, FundusField::Wide},
    SopClassEntry{"1.2.840.10008.5.1.4.1.1.77.1.5.6", ImageKind::Fundus, FundusField::Wide},
};

struct ViewEntry {
    std::string_view srt, sct; ///< PS3.16 CID 4014, in the two schemes that files use
    ViewPosition view;
};
constexpr std::array kViews{
    ViewEntry{"R-10242", "399162004", ViewPosition::CC},
    ViewEntry{"R-10226", "399368009", ViewPosition::MLO},
    ViewEntry{"R-10224", "399260004", ViewPosition::ML},
    ViewEntry{"R-10228", "399352003", ViewPosition::LM},
    ViewEntry{"R-10230", "399099002", ViewPosition::LMO},
    ViewEntry{"R-10244", "399196006", ViewPosition::FB},
    ViewEntry{"R-102D0", "399188001", ViewPosition::SIO},
    ViewEntry{"R-40AAA", "441555000", ViewPosition::ISO},
    ViewEntry{"R-1024A", "399192008", ViewPosition::XCCL},
    ViewEntry{"R-1024B", "399101009", ViewPosition::XCCM},
};

/// PS3.16 CID 4015, spot compression and magnification, in SRT and SCT.
constexpr std::array<std::string_view, 4> kCloseUps{"R-102D7", "399055006", "R-102D6", "399163009"};

/// From here on a field counts as wide (programme.md); usual fundus cameras see 30 to 55 degrees.
constexpr double kWideFieldDegrees = 100;

constexpr std::uint32_t kLongestOpaqueValue = 64U << 10;

/// Anode and filter materials (PS3.3 C.8.7.10, C.8.11.7) as radiologists write them.
std::string symbolOf(std::string_view material) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kSymbols{
        {{"MOLYBDENUM", "Mo"},
         {"RHODIUM", "Rh"},
         {"TUNGSTEN", "W"},
         {"SILVER", "Ag"},
         {"ALUMINUM", "Al"},
         {"COPPER", "Cu"}}};
    for (const auto& [word, symbol] : kSymbols)
        if (material == word)
            return std::string(symbol);
    return {};
}

/// Fills ImageAttributes from one header and collects what is odd about it.
class AttributeReader {
public:
    AttributeReader(const Header& header, std::string sopClass)
        : m_set(topLevel(header)), m_sopClass(std::move(sopClass)) {}

    core::ImageAttributes read() {
        general();
        kind();
        orientation();
        laterality();
        if (m_out.kind == ImageKind::Mammography) {
            view();
            exposure();
        }
        if (m_out.kind == ImageKind::Fundus)
            field();
        spacing();
        remarks();
        return std::move(m_out);
    }

private:
    std::string text(Tag tag) const { return textIn(m_set, tag); }
    std::string utf8(Tag tag) const {
        auto value = text(tag);
        const bool plain = std::ranges::all_of(
            value, [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != 0x1B; });
        return plain ? value : toUtf8(value, text({0x0008, 0x0005}), false);
    }
    void warn(const char* words) { m_out.warnings.emplace_back(words); }

    void general() {
        const auto size = [this](Tag tag) {
            return static_cast<int>(std::clamp(integerIn(m_set, tag).value_or(0), 0LL, 65535LL));
        };
        m_out.width = size({0x0028, 0x0011});
        m_out.height = size({0x0028, 0x0010});
        m_out.frames = static_cast<int>(
            std::clamp(integerIn(m_set, {0x0028, 0x0008}).value_or(1), 1LL, 0x7FFFFFFFLL));
        m_out.modality = text({0x0008, 0x0060});
        m_out.manufacturer = utf8({0x0008, 0x0070});
        m_out.model = utf8({0x0008, 0x1090});
        m_out.photometricInterpretation = text({0x0028, 0x0004});
        m_out.presentationIntent = text({0x0008, 0x0068});
        if (m_out.width == 0 || m_out.height == 0)
            warn("no image: rows or columns are missing");
    }

    void kind() {
        const auto byModality = m_out.modality == "MG"   ? ImageKind::Mammography
                                : m_out.modality == "OP" ? ImageKind::Fundus
                                                         : ImageKind::Other;
        const auto entry = std::find_if(kSopClasses.begin(), kSopClasses.end(),
                                        [&](const auto& e) { return e.uid == m_sopClass; });
        if (entry == kSopClasses.end()) {
            m_out.kind = byModality;
            return;
        }
        m_out.kind = entry->kind;
        m_out.field = entry->field;
        if (byModality != m_out.kind)
            warn("modality and SOP class contradict each other");
    }

    void orientation() {
        const auto both = text({0x0020, 0x0020});
        const auto first = [](std::string_view s) { return s.empty() ? '\0' : s.front(); };
        m_out.rowTowards = first(valueAt(both, 0));
        m_out.columnTowards = first(valueAt(both, 1));
        m_columnText = valueAt(both, 1);
        if (m_out.kind == ImageKind::Mammography && m_out.rowTowards == 0)
            warn("patient orientation is missing");
    }

    Laterality fromFrameAnatomy() const {
        const auto anatomy = functionalGroup(m_set, {0x0020, 0x9071}, 0);
        return anatomy ? core::lateralityFrom(textIn(*anatomy, {0x0020, 0x9072}))
                       : Laterality::Unknown;
    }

    void laterality() {
        const auto ofImage = core::lateralityFrom(text({0x0020, 0x0062}));
        const auto ofSeries = core::lateralityFrom(text({0x0020, 0x0060}));
        m_out.laterality = ofImage != Laterality::Unknown ? ofImage : fromFrameAnatomy();
        if (m_out.laterality == Laterality::Unknown)
            m_out.laterality = ofSeries;
        else if (ofSeries != Laterality::Unknown && ofSeries != m_out.laterality)
            warn("laterality of image and series contradict each other");
        if (m_out.kind == ImageKind::Other)
            return;
        const auto guess = fromOrientation();
        if (m_out.laterality != Laterality::Unknown) {
            const bool sure = says('F') || says('H');
            if (sure && guess != Laterality::Unknown && m_out.laterality != Laterality::Both &&
                guess != m_out.laterality)
                warn("laterality and patient orientation contradict each other");
            return;
        }
        m_out.laterality = guess;
        warn(guess == Laterality::Unknown ? "laterality is missing"
                                          : "laterality guessed from patient orientation");
    }

    /// Down a breast the columns run from lateral to medial, in a right breast towards the
    /// patient's left: "P\\FL" (PS3.3 C.7.6.1.1.1). A picture stored upside down says H and the
    /// other side. Only the F or H of oblique views tells the two apart; a CC view is taken to be
    /// stored upright.
    Laterality fromOrientation() const {
        if (m_out.kind != ImageKind::Mammography)
            return Laterality::Unknown;
        const bool left = says('L'), right = says('R');
        if (left == right)
            return Laterality::Unknown;
        return left != says('H') ? Laterality::Right : Laterality::Left;
    }
    bool says(char letter) const { return m_columnText.find(letter) != std::string::npos; }

    ViewPosition codedView() {
        const auto items = itemsIn(m_set, {0x0054, 0x0220});
        if (items.empty())
            return ViewPosition::Unknown;
        const auto modifiers = itemsIn(items.front(), {0x0054, 0x0222});
        if (!modifiers.empty())
            warn("the view has a modifier (magnified, spot, implant displaced ...)");
        for (const auto& modifier : modifiers)
            if (std::ranges::find(kCloseUps, textIn(modifier, {0x0008, 0x0100})) != kCloseUps.end())
                m_out.closeUp = true;
        const auto code = textIn(items.front(), {0x0008, 0x0100});
        for (const auto& entry : kViews)
            if (code == entry.srt || code == entry.sct)
                return entry.view;
        return code.empty() ? ViewPosition::Unknown : ViewPosition::Other;
    }

    void view() {
        const auto coded = codedView();
        const auto word = text({0x0018, 0x5101});
        auto worded = core::viewPositionFrom(word);
        if (worded == ViewPosition::Unknown && !word.empty())
            worded = ViewPosition::Other;
        m_out.view = coded != ViewPosition::Unknown ? coded : worded;
        if (m_out.view == ViewPosition::Unknown)
            warn("the view is missing");
        else if (coded == ViewPosition::Unknown)
            warn("the view is given as a word only, not as a code");
        else if (worded != ViewPosition::Unknown && worded != coded)
            warn("view code and view position contradict each other");
    }

    void field() {
        if (m_out.field != FundusField::Unknown)
            return;
        const auto degrees = numberIn(m_set, {0x0022, 0x000C}); // Horizontal Field of View
        if (degrees && *degrees > 0)
            m_out.field = *degrees >= kWideFieldDegrees ? FundusField::Wide : FundusField::General;
    }

    bool spacingFrom(const HeaderItem& item, Tag tag, SpacingSource source) {
        const auto row = numberIn(item, tag, 0), column = numberIn(item, tag, 1);
        if (!row && !column)
            return false;
        if (!row || !column || *row <= 0 || *column <= 0) {
            warn("a pixel spacing is not two positive numbers");
            return false;
        }
        m_out.spacing = core::SpacingMm{*row, *column, source, 1};
        return true;
    }

    void spacing() {
        if (m_out.kind == ImageKind::Mammography)
            spacingOfMammogram();
        else
            spacingAsNamed();
    }

    bool spacingAsNamed() {
        const auto measures = functionalGroup(m_set, {0x0028, 0x9110}, 0);
        return (measures && spacingFrom(*measures, kPixelSpacing, SpacingSource::PixelSpacing)) ||
               spacingFrom(m_set, kPixelSpacing, SpacingSource::PixelSpacing) ||
               spacingFrom(m_set, kImagerPixelSpacing, SpacingSource::ImagerPixelSpacing) ||
               spacingFrom(m_set, {0x0018, 0x2010}, SpacingSource::NominalScannedPixelSpacing);
    }

    /// Pixel Spacing of a projection counts where the file says how it was calibrated (PS3.3
    /// 10.7.1.3); else the detector's, brought to the plane of the breast where the file says how.
    void spacingOfMammogram() {
        const auto type = text({0x0028, 0x0A02}); // Pixel Spacing Calibration Type
        const bool fiducial = type == "FIDUCIAL";
        if ((fiducial || type == "GEOMETRY") &&
            spacingFrom(m_set, kPixelSpacing,
                        fiducial ? SpacingSource::FiducialCalibration
                                 : SpacingSource::GeometryCalibration))
            return;
        // A reconstructed slice lies in the patient: its Pixel Measures are no projection's.
        if (const auto measures = functionalGroup(m_set, {0x0028, 0x9110}, 0);
            measures && spacingFrom(*measures, kPixelSpacing, SpacingSource::PixelSpacing))
            return;
        if (spacingFrom(m_set, kImagerPixelSpacing, SpacingSource::ImagerPixelSpacing)) {
            bringToTheBreast();
            return;
        }
        if (!spacingAsNamed())
            warn("no pixel spacing: lengths cannot be measured");
        else if (m_out.spacing->source == SpacingSource::PixelSpacing)
            warn("pixel spacing without its calibration: lengths may be those at the detector");
    }

    /// Estimated Radiographic Magnification Factor where it is above 1, else the distances of the
    /// tube from detector and breast, else nothing.
    void bringToTheBreast() {
        const auto factor = numberIn(m_set, {0x0018, 0x1114}).value_or(1);
        const auto toDetector = numberIn(m_set, {0x0018, 0x1110}).value_or(0);
        const auto toPatient = numberIn(m_set, {0x0018, 0x1111}).value_or(0);
        double divisor = 1;
        auto source = SpacingSource::ImagerPixelSpacing;
        if (factor > 1) {
            divisor = factor;
            source = SpacingSource::MagnificationFactor;
        } else if (toPatient > 0 && toPatient < toDetector) {
            divisor = toDetector / toPatient;
            source = SpacingSource::SourceDistances;
        }
        if (!(divisor <= kHighestMagnification)) {
            warn("the magnification factor is not plausible and was left out");
            divisor = 1;
            source = SpacingSource::ImagerPixelSpacing;
        }
        auto& spacing = *m_out.spacing;
        spacing = {spacing.row / divisor, spacing.column / divisor, source, divisor};
        if (source == SpacingSource::ImagerPixelSpacing)
            warn("spacing is at the detector: lengths in the breast are shorter");
    }

    std::optional<double> positive(Tag tag) const {
        const auto value = numberIn(m_set, tag);
        return value && *value > 0 ? value : std::nullopt;
    }

    void exposure() {
        auto& e = m_out.exposure;
        e.kvp = positive({0x0018, 0x0060});
        e.mAs = positive({0x0018, 0x1152});
        if (const auto microampereSeconds = positive({0x0018, 0x1153}))
            e.mAs = *microampereSeconds / 1000;
        e.thicknessMm = positive({0x0018, 0x11A0});
        e.forceN = positive({0x0018, 0x11A2});
        e.anode = symbolOf(text({0x0018, 0x1191}));
        e.filter = symbolOf(text({0x0018, 0x7050}));
    }

    void remarks() {
        if (m_out.presentationIntent == "FOR PROCESSING")
            warn("raw image for processing, not meant to be looked at");
        if (text({0x0028, 0x2110}) == "01")
            warn("the picture has been compressed with loss");
        if (text({0x0028, 0x0301}) == "YES")
            warn("the picture is said to have text burned in");
    }

    HeaderItem m_set;
    std::string m_sopClass;
    core::ImageAttributes m_out;
    std::string m_columnText;
};

} // namespace

core::ImageAttributes Header::attributes() const {
    return AttributeReader(*this, text({0x0008, 0x0016}).value_or("")).read();
}

core::ImageAttributes attributesOf(const Instance& instance) {
    // Through the flat header, so that there is one reading of these attributes and not two. What
    // DCMTK holds was scanned before: writing and scanning it again cannot fail in practice.
    // No attribute is told by a long opaque value (a private block, a table): copying those twice
    // would be most of the time.
    auto elements = elementsOf(instance.impl().dataset());
    std::erase_if(elements, [](DcmElement* element) {
        return isBulkVr(element->getVR()) && element->getLength() > kLongestOpaqueValue;
    });
    Bytes bytes;
    Header header;
    if (appendElements(elements, EXS_LittleEndianExplicit, bytes))
        if (auto scanned = scanDataSet(bytes, {}, {}))
            if (auto made = Header::of(std::move(scanned->canonical)))
                header = std::move(*made);
    auto attributes = AttributeReader(header, instance.sopClassUid()).read();
    attributes.transferSyntaxUid = instance.transferSyntaxUid();
    const auto& pixels = instance.impl().pixels;
    if (pixels && pixels->truncated)
        attributes.warnings.emplace_back("the file ends before its pixel data do");
    return attributes;
}

} // namespace cw::dicom
