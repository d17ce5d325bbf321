// SPDX-License-Identifier: Apache-2.0
#include "app/gui/Words.h"

#include <QCoreApplication>
#include <algorithm>
#include <iterator>

namespace cw::gui {
namespace {

/// A stored word and its English; the translation is looked up when it is shown.
struct Entry {
    const char* stored;
    const char* english;
};

/// What the hanging says itself, or the status line, is not repeated as a badge: no entry here, or
/// "".
constexpr Entry kWarnings[] = {
    {"patient orientation is missing", ""},
    {"laterality is missing", ""},
    {"laterality unknown", ""},
    {"the view is missing", ""},
    {"the view is given as a word only, not as a code", ""},
    {"no pixel spacing: lengths cannot be measured", ""},
    {"spacing is at the detector: lengths in the breast are shorter", ""},
    {"pixel spacing without its calibration: lengths may be those at the detector", ""},
    {"the magnification factor is not plausible and was left out",
     QT_TRANSLATE_NOOP("Words", "Magnification factor not plausible: left out")},
    {"modality and SOP class contradict each other",
     QT_TRANSLATE_NOOP("Words", "Modality and SOP class contradict each other")},
    {"laterality of image and series contradict each other",
     QT_TRANSLATE_NOOP("Words", "Side: image and series contradict each other")},
    {"laterality and patient orientation contradict each other",
     QT_TRANSLATE_NOOP("Words", "Side and orientation tags contradict each other")},
    {"laterality guessed from patient orientation",
     QT_TRANSLATE_NOOP("Words", "Side guessed from the orientation tag")},
    {"laterality guessed from the place of the optic disc",
     QT_TRANSLATE_NOOP("Words", "Side guessed from the place of the optic disc")},
    {"the picture looks like the other eye than its file name says",
     QT_TRANSLATE_NOOP("Words", "Looks like the other eye than its file name says")},
    {"the view has a modifier (magnified, spot, implant displaced ...)",
     QT_TRANSLATE_NOOP("Words", "Special view: magnified, spot or implant displaced")},
    {"view code and view position contradict each other",
     QT_TRANSLATE_NOOP("Words", "View code and view position contradict each other")},
    {"a pixel spacing is not two positive numbers",
     QT_TRANSLATE_NOOP("Words", "Pixel spacing is not usable")},
    {"raw image for processing, not meant to be looked at",
     QT_TRANSLATE_NOOP("Words", "Raw image for processing, not meant to be looked at")},
    {"the picture has been compressed with loss",
     QT_TRANSLATE_NOOP("Words", "Compressed with loss")},
    {"the picture is said to have text burned in",
     QT_TRANSLATE_NOOP("Words", "Said to have text burned in")},
    {"the file ends before its pixel data do",
     QT_TRANSLATE_NOOP("Words", "The file ends before its pixel data do")},
    {"not a colour picture", QT_TRANSLATE_NOOP("Words", "Not a colour picture")},
    {"field of view not recognised: no round outline",
     QT_TRANSLATE_NOOP("Words", "Field of view not recognised: no round outline")},
    {"the picture could not be analysed",
     QT_TRANSLATE_NOOP("Words", "The picture could not be analysed")},
    {"no image: rows or columns are missing",
     QT_TRANSLATE_NOOP("Words", "No image: rows or columns are missing")}};

constexpr Entry kSentences[] = {
    {"this reading has been submitted and is final",
     QT_TRANSLATE_NOOP("Words", "This reading has been submitted and is final.")},
    {"this case is not on that reader's worklist",
     QT_TRANSLATE_NOOP("Words", "This case is not on that reader's worklist.")},
    {"a reader of the case cannot decide it: a third person does",
     QT_TRANSLATE_NOOP("Words", "A reader of the case cannot decide it: a third person does.")},
    {"a reader cannot adjudicate a case of their own",
     QT_TRANSLATE_NOOP("Words", "A reader of the case cannot decide it: a third person does.")},
    {"the two readings of this case agree: nothing to decide",
     QT_TRANSLATE_NOOP("Words", "The two readings agree: there is nothing to decide.")},
    {"the two readings of this case have not been compared",
     QT_TRANSLATE_NOOP("Words", "The two readings have not been compared yet.")},
    {"the readings stay apart until both are submitted",
     QT_TRANSLATE_NOOP("Words", "The readings stay apart until both are submitted.")},
    {"a link needs two findings",
     QT_TRANSLATE_NOOP("Words", "A link needs two findings.")},
    {"the same lesion is linked across two images, not within one",
     QT_TRANSLATE_NOOP("Words", "Both are on one image: a lesion is linked across two images.")},
    {"a lesion cannot be on two sides",
     QT_TRANSLATE_NOOP("Words", "They are on two sides: that is not one lesion.")},
    {"the two findings are linked already",
     QT_TRANSLATE_NOOP("Words", "The two are linked already.")},
    {"the lesion has an outline on that image already",
     QT_TRANSLATE_NOOP("Words", "The lesion has an outline on that image already.")},
    {"not enough memory for this image",
     QT_TRANSLATE_NOOP("Words", "Not enough memory for this image.")},
    {"the project was opened for reading only",
     QT_TRANSLATE_NOOP("Words", "The project was opened for reading only.")}};

template <std::size_t N>
QString looked(const Entry (&table)[N], const std::string& stored) {
    const auto* it = std::find_if(std::begin(table), std::end(table),
                                  [&](const Entry& entry) { return stored == entry.stored; });
    if (it == std::end(table))
        return QString::fromStdString(stored);
    return *it->english ? QCoreApplication::translate("Words", it->english) : QString();
}

QString spoken(const char* english) { return QCoreApplication::translate("Words", english); }

} // namespace

QString words(storage::CaseState state) {
    using enum storage::CaseState;
    switch (state) {
    case New:
        return spoken(QT_TRANSLATE_NOOP("Words", "New"));
    case Assigned:
        return spoken(QT_TRANSLATE_NOOP("Words", "Assigned"));
    case InReading:
        return spoken(QT_TRANSLATE_NOOP("Words", "In reading"));
    case Submitted:
        return spoken(QT_TRANSLATE_NOOP("Words", "Both submitted"));
    case Compared:
        return spoken(QT_TRANSLATE_NOOP("Words", "Compared"));
    case NeedsAdjudication:
        return spoken(QT_TRANSLATE_NOOP("Words", "To adjudicate"));
    case Settled:
        return spoken(QT_TRANSLATE_NOOP("Words", "Settled"));
    case Excluded:
        return spoken(QT_TRANSLATE_NOOP("Words", "Excluded"));
    }
    return {};
}

QString words(core::ImageKind kind) {
    switch (kind) {
    case core::ImageKind::Mammography:
        return spoken(QT_TRANSLATE_NOOP("Words", "Mammography"));
    case core::ImageKind::Fundus:
        return spoken(QT_TRANSLATE_NOOP("Words", "Fundus"));
    case core::ImageKind::Other:
        break;
    }
    return spoken(QT_TRANSLATE_NOOP("Words", "Other"));
}

QString words(annotation::Agreement agreement) {
    switch (agreement) {
    case annotation::Agreement::Agree:
        return spoken(QT_TRANSLATE_NOOP("Words", "The readings agree"));
    case annotation::Agreement::Partial:
        return spoken(QT_TRANSLATE_NOOP("Words", "The readings agree in part"));
    case annotation::Agreement::Disagree:
        return spoken(QT_TRANSLATE_NOOP("Words", "The readings disagree"));
    }
    return {};
}

QString words(annotation::LesionMatch match) {
    switch (match) {
    case annotation::LesionMatch::Agree:
        return spoken(QT_TRANSLATE_NOOP("Words", "Same outline"));
    case annotation::LesionMatch::Partial:
        return spoken(QT_TRANSLATE_NOOP("Words", "Overlap in part"));
    case annotation::LesionMatch::LabelDiffers:
        return spoken(QT_TRANSLATE_NOOP("Words", "Different label"));
    case annotation::LesionMatch::OverlapDiffers:
        return spoken(QT_TRANSLATE_NOOP("Words", "Near each other, outlines differ"));
    case annotation::LesionMatch::MissedByB:
        return spoken(QT_TRANSLATE_NOOP("Words", "Only A drew it"));
    case annotation::LesionMatch::MissedByA:
        return spoken(QT_TRANSLATE_NOOP("Words", "Only B drew it"));
    }
    return {};
}

QString words(annotation::ExclusionReason reason) {
    using enum annotation::ExclusionReason;
    switch (reason) {
    case ReadersDisagree:
        return spoken(QT_TRANSLATE_NOOP("Words", "Readers disagree"));
    case ImageFaulty:
        return spoken(QT_TRANSLATE_NOOP("Words", "Image faulty"));
    case ClinicalMismatch:
        return spoken(QT_TRANSLATE_NOOP("Words", "Does not fit the clinical record"));
    case Ineligible:
        return spoken(QT_TRANSLATE_NOOP("Words", "Not eligible"));
    case Other:
        return spoken(QT_TRANSLATE_NOOP("Words", "Another reason"));
    }
    return {};
}

QString words(const core::SpacingMm& spacing) {
    using enum core::SpacingSource;
    switch (spacing.source) {
    case PixelSpacing:
        return spoken(QT_TRANSLATE_NOOP("Words", "as the file names it"));
    case FiducialCalibration:
        return spoken(QT_TRANSLATE_NOOP("Words", "calibrated, fiducial"));
    case GeometryCalibration:
        return spoken(QT_TRANSLATE_NOOP("Words", "calibrated, geometry"));
    case MagnificationFactor:
        return spoken(QT_TRANSLATE_NOOP("Words", "detector / magnification %1"))
            .arg(spacing.magnification, 0, 'g', 3);
    case SourceDistances:
        return spoken(QT_TRANSLATE_NOOP("Words", "detector / distances %1"))
            .arg(spacing.magnification, 0, 'g', 3);
    case ImagerPixelSpacing:
        return spoken(QT_TRANSLATE_NOOP("Words", "at the detector"));
    case NominalScannedPixelSpacing:
        return spoken(QT_TRANSLATE_NOOP("Words", "scanner"));
    case Raster:
        return spoken(QT_TRANSLATE_NOOP("Words", "picture file"));
    }
    return {};
}

QString words(const Error& error) {
    for (const auto& entry : kSentences)
        if (error.message == entry.stored)
            return spoken(entry.english);
    switch (error.code) {
    case ErrorCode::NotFound:
        return spoken(QT_TRANSLATE_NOOP("Words", "It is not there."));
    case ErrorCode::Unreadable:
        return spoken(QT_TRANSLATE_NOOP("Words", "It cannot be read."));
    case ErrorCode::Malformed:
        return spoken(QT_TRANSLATE_NOOP("Words", "The file does not follow its format."));
    case ErrorCode::Unsupported:
        return spoken(QT_TRANSLATE_NOOP("Words", "Files of this kind are not supported."));
    case ErrorCode::TooLarge:
        return spoken(
            QT_TRANSLATE_NOOP("Words", "It claims to be larger than this program allows."));
    case ErrorCode::InvalidArgument:
        return spoken(QT_TRANSLATE_NOOP("Words", "That is not possible here."));
    case ErrorCode::Conflict:
        return spoken(QT_TRANSLATE_NOOP("Words", "Somebody else has it open."));
    case ErrorCode::Forbidden:
        return spoken(QT_TRANSLATE_NOOP("Words", "The rules do not allow it."));
    case ErrorCode::IoFailure:
        return spoken(
            QT_TRANSLATE_NOOP("Words", "Writing to the disk failed; nothing was changed."));
    case ErrorCode::Corrupt:
        return spoken(
            QT_TRANSLATE_NOOP("Words", "The stored file no longer matches its checksum."));
    case ErrorCode::Cancelled:
        return spoken(QT_TRANSLATE_NOOP("Words", "Stopped."));
    case ErrorCode::Internal:
        return spoken(QT_TRANSLATE_NOOP("Words", "A defect of this program: please report it."));
    }
    return {};
}

QStringList badgeWords(const std::vector<std::string>& warnings) {
    QStringList badges;
    for (const auto& warning : warnings)
        if (const auto text = looked(kWarnings, warning); !text.isEmpty())
            badges << text;
    return badges;
}

} // namespace cw::gui
