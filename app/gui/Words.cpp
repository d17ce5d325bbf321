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
#define CW_WORD(stored, english)                                                                   \
    { stored, QT_TRANSLATE_NOOP("Words", english) }

constexpr Entry kLesions[] = {CW_WORD("mass", "Mass"),
                              CW_WORD("calcification", "Calcification"),
                              CW_WORD("asymmetry", "Asymmetry"),
                              CW_WORD("distortion", "Architectural distortion"),
                              CW_WORD("haemorrhage", "Haemorrhage"),
                              CW_WORD("exudate", "Hard exudate"),
                              CW_WORD("cotton-wool-spot", "Cotton-wool spot"),
                              CW_WORD("microaneurysm", "Microaneurysm"),
                              CW_WORD("drusen", "Drusen"),
                              CW_WORD("disc-haemorrhage", "Disc haemorrhage"),
                              CW_WORD("rnfl-defect", "RNFL defect"),
                              CW_WORD("neovascularisation", "Neovascularisation"),
                              CW_WORD("scar", "Scar"),
                              CW_WORD("optic-disc", "Optic disc"),
                              CW_WORD("optic-cup", "Optic cup"),
                              CW_WORD("other", "Other")};

constexpr Entry kKeys[] = {CW_WORD("density", "Density"),
                           CW_WORD("assessment", "Assessment (BI-RADS)"),
                           CW_WORD("diagnosis", "Diagnosis"),
                           CW_WORD("imageType", "Image type"),
                           CW_WORD("gradability", "Gradability"),
                           CW_WORD("comment", "Comment"),
                           CW_WORD("shape", "Shape"),
                           CW_WORD("margin", "Margin"),
                           CW_WORD("density-of-mass", "Density"),
                           CW_WORD("morphology", "Morphology"),
                           CW_WORD("distribution", "Distribution")};

constexpr Entry kAnswers[] = {CW_WORD("normal", "Normal"),
                              CW_WORD("benign", "Benign"),
                              CW_WORD("malignant", "Malignant"),
                              CW_WORD("glaucoma", "Glaucoma"),
                              CW_WORD("amd", "AMD"),
                              CW_WORD("dr", "DR"),
                              CW_WORD("rvo", "RVO"),
                              CW_WORD("good", "Good"),
                              CW_WORD("usable", "Usable"),
                              CW_WORD("reject", "Reject"),
                              CW_WORD("oval", "Oval"),
                              CW_WORD("round", "Round"),
                              CW_WORD("irregular", "Irregular"),
                              CW_WORD("circumscribed", "Circumscribed"),
                              CW_WORD("obscured", "Obscured"),
                              CW_WORD("microlobulated", "Microlobulated"),
                              CW_WORD("indistinct", "Indistinct"),
                              CW_WORD("spiculated", "Spiculated"),
                              CW_WORD("amorphous", "Amorphous"),
                              CW_WORD("coarse-heterogeneous", "Coarse heterogeneous"),
                              CW_WORD("fine-pleomorphic", "Fine pleomorphic"),
                              CW_WORD("fine-linear", "Fine linear or branching"),
                              CW_WORD("typically-benign", "Typically benign"),
                              CW_WORD("diffuse", "Diffuse"),
                              CW_WORD("regional", "Regional"),
                              CW_WORD("grouped", "Grouped"),
                              CW_WORD("linear", "Linear"),
                              CW_WORD("segmental", "Segmental")};

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
    CW_WORD("modality and SOP class contradict each other",
            "Modality and SOP class contradict each other"),
    CW_WORD("laterality of image and series contradict each other",
            "Side: image and series contradict each other"),
    CW_WORD("laterality and patient orientation contradict each other",
            "Side and orientation tags contradict each other"),
    CW_WORD("laterality guessed from patient orientation", "Side guessed from the orientation tag"),
    CW_WORD("laterality guessed from the place of the optic disc",
            "Side guessed from the place of the optic disc"),
    CW_WORD("the picture looks like the other eye than its file name says",
            "Looks like the other eye than its file name says"),
    CW_WORD("the view has a modifier (magnified, spot, implant displaced ...)",
            "Special view: magnified, spot or implant displaced"),
    CW_WORD("view code and view position contradict each other",
            "View code and view position contradict each other"),
    CW_WORD("a pixel spacing is not two positive numbers", "Pixel spacing is not usable"),
    CW_WORD("raw image for processing, not meant to be looked at",
            "Raw image for processing, not meant to be looked at"),
    CW_WORD("the picture has been compressed with loss", "Compressed with loss"),
    CW_WORD("the picture is said to have text burned in", "Said to have text burned in"),
    CW_WORD("the file ends before its pixel data do", "The file ends before its pixel data do"),
    CW_WORD("not a colour picture", "Not a colour picture"),
    CW_WORD("field of view not recognised: no round outline",
            "Field of view not recognised: no round outline"),
    CW_WORD("the picture could not be analysed", "The picture could not be analysed"),
    CW_WORD("no image: rows or columns are missing", "No image: rows or columns are missing")};

constexpr Entry kSentences[] = {
    CW_WORD("this reading has been submitted and is final",
            "This reading has been submitted and is final."),
    CW_WORD("this case is not on that reader's worklist",
            "This case is not on that reader's worklist."),
    CW_WORD("a reader of the case cannot decide it: a third person does",
            "A reader of the case cannot decide it: a third person does."),
    CW_WORD("a reader cannot adjudicate a case of their own",
            "A reader of the case cannot decide it: a third person does."),
    CW_WORD("the two readings of this case agree: nothing to decide",
            "The two readings agree: there is nothing to decide."),
    CW_WORD("the two readings of this case have not been compared",
            "The two readings have not been compared yet."),
    CW_WORD("the readings stay apart until both are submitted",
            "The readings stay apart until both are submitted."),
    CW_WORD("not enough memory for this image", "Not enough memory for this image."),
    CW_WORD("the project was opened for reading only", "The project was opened for reading only.")};
#undef CW_WORD

template <std::size_t N>
QString looked(const Entry (&table)[N], const std::string& stored) {
    const auto* it = std::find_if(std::begin(table), std::end(table),
                                  [&](const Entry& entry) { return stored == entry.stored; });
    if (it == std::end(table))
        return QString::fromStdString(stored);
    return *it->english ? QCoreApplication::translate("Words", it->english) : QString();
}

QString tr(const char* english) { return QCoreApplication::translate("Words", english); }

} // namespace

QString words(storage::CaseState state) {
    using enum storage::CaseState;
    switch (state) {
    case New:
        return tr(QT_TRANSLATE_NOOP("Words", "New"));
    case Assigned:
        return tr(QT_TRANSLATE_NOOP("Words", "Assigned"));
    case InReading:
        return tr(QT_TRANSLATE_NOOP("Words", "In reading"));
    case Submitted:
        return tr(QT_TRANSLATE_NOOP("Words", "Both submitted"));
    case Compared:
        return tr(QT_TRANSLATE_NOOP("Words", "Compared"));
    case NeedsAdjudication:
        return tr(QT_TRANSLATE_NOOP("Words", "To adjudicate"));
    case Settled:
        return tr(QT_TRANSLATE_NOOP("Words", "Settled"));
    case Excluded:
        return tr(QT_TRANSLATE_NOOP("Words", "Excluded"));
    }
    return {};
}

QString words(core::ImageKind kind) {
    switch (kind) {
    case core::ImageKind::Mammography:
        return tr(QT_TRANSLATE_NOOP("Words", "Mammography"));
    case core::ImageKind::Fundus:
        return tr(QT_TRANSLATE_NOOP("Words", "Fundus"));
    case core::ImageKind::Other:
        break;
    }
    return tr(QT_TRANSLATE_NOOP("Words", "Other"));
}

QString words(annotation::Agreement agreement) {
    switch (agreement) {
    case annotation::Agreement::Agree:
        return tr(QT_TRANSLATE_NOOP("Words", "The readings agree"));
    case annotation::Agreement::Partial:
        return tr(QT_TRANSLATE_NOOP("Words", "The readings agree in part"));
    case annotation::Agreement::Disagree:
        return tr(QT_TRANSLATE_NOOP("Words", "The readings disagree"));
    }
    return {};
}

QString words(annotation::LesionMatch match) {
    switch (match) {
    case annotation::LesionMatch::Agree:
        return tr(QT_TRANSLATE_NOOP("Words", "Same outline"));
    case annotation::LesionMatch::Partial:
        return tr(QT_TRANSLATE_NOOP("Words", "Overlap in part"));
    case annotation::LesionMatch::LabelDiffers:
        return tr(QT_TRANSLATE_NOOP("Words", "Different label"));
    case annotation::LesionMatch::MissedByB:
        return tr(QT_TRANSLATE_NOOP("Words", "Only A drew it"));
    case annotation::LesionMatch::MissedByA:
        return tr(QT_TRANSLATE_NOOP("Words", "Only B drew it"));
    }
    return {};
}

QString words(annotation::ExclusionReason reason) {
    using enum annotation::ExclusionReason;
    switch (reason) {
    case ReadersDisagree:
        return tr(QT_TRANSLATE_NOOP("Words", "Readers disagree"));
    case ImageFaulty:
        return tr(QT_TRANSLATE_NOOP("Words", "Image faulty"));
    case ClinicalMismatch:
        return tr(QT_TRANSLATE_NOOP("Words", "Does not fit the clinical record"));
    case Ineligible:
        return tr(QT_TRANSLATE_NOOP("Words", "Not eligible"));
    case Other:
        return tr(QT_TRANSLATE_NOOP("Words", "Another reason"));
    }
    return {};
}

QString words(core::SpacingSource source) {
    using enum core::SpacingSource;
    switch (source) {
    case PixelSpacing:
        return tr(QT_TRANSLATE_NOOP("Words", "calibrated"));
    case ImagerPixelSpacing:
        return tr(QT_TRANSLATE_NOOP("Words", "detector"));
    case NominalScannedPixelSpacing:
        return tr(QT_TRANSLATE_NOOP("Words", "scanner"));
    case Raster:
        return tr(QT_TRANSLATE_NOOP("Words", "picture file"));
    }
    return {};
}

QString lesionWords(const std::string& label) { return looked(kLesions, label); }
QString answerKeyWords(const std::string& key) { return looked(kKeys, key); }
QString attributeKeyWords(const std::string& key) { return looked(kKeys, key); }
QString attributeWords(const std::string& value) { return looked(kAnswers, value); }

QString answerWords(const std::string& /*key*/, const std::string& value) {
    return looked(kAnswers, value);
}

QString words(const Error& error) {
    for (const auto& entry : kSentences)
        if (error.message == entry.stored)
            return tr(entry.english);
    switch (error.code) {
    case ErrorCode::NotFound:
        return tr(QT_TRANSLATE_NOOP("Words", "It is not there."));
    case ErrorCode::Unreadable:
        return tr(QT_TRANSLATE_NOOP("Words", "It cannot be read."));
    case ErrorCode::Malformed:
        return tr(QT_TRANSLATE_NOOP("Words", "The file does not follow its format."));
    case ErrorCode::Unsupported:
        return tr(QT_TRANSLATE_NOOP("Words", "Files of this kind are not supported."));
    case ErrorCode::TooLarge:
        return tr(QT_TRANSLATE_NOOP("Words", "It claims to be larger than this program allows."));
    case ErrorCode::InvalidArgument:
        return tr(QT_TRANSLATE_NOOP("Words", "That is not possible here."));
    case ErrorCode::Conflict:
        return tr(QT_TRANSLATE_NOOP("Words", "Somebody else has it open."));
    case ErrorCode::Forbidden:
        return tr(QT_TRANSLATE_NOOP("Words", "The rules do not allow it."));
    case ErrorCode::IoFailure:
        return tr(QT_TRANSLATE_NOOP("Words", "Writing to the disk failed; nothing was changed."));
    case ErrorCode::Corrupt:
        return tr(QT_TRANSLATE_NOOP("Words", "The stored file no longer matches its checksum."));
    case ErrorCode::Cancelled:
        return tr(QT_TRANSLATE_NOOP("Words", "Stopped."));
    case ErrorCode::Internal:
        return tr(QT_TRANSLATE_NOOP("Words", "A defect of this program: please report it."));
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

std::vector<Question> caseQuestions(core::ImageKind kind) {
    if (kind == core::ImageKind::Mammography)
        return {{"density", {"a", "b", "c", "d"}},
                {"assessment", {"0", "1", "2", "3", "4", "5", "6"}},
                {"diagnosis", {"normal", "benign", "malignant"}},
                {"imageType", {"1", "2", "3"}}};
    return {{"gradability", {"good", "usable", "reject"}},
            {"diagnosis", {"normal", "glaucoma", "amd", "dr", "rvo"}}};
}

std::vector<Question> findingQuestions(const std::string& label) {
    if (label == "mass")
        return {{"shape", {"oval", "round", "irregular"}},
                {"margin",
                 {"circumscribed", "obscured", "microlobulated", "indistinct", "spiculated"}}};
    if (label == "calcification")
        return {{"morphology",
                 {"typically-benign", "amorphous", "coarse-heterogeneous", "fine-pleomorphic",
                  "fine-linear"}},
                {"distribution", {"diffuse", "regional", "grouped", "linear", "segmental"}}};
    return {};
}

} // namespace cw::gui
