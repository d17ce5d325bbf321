// SPDX-License-Identifier: Apache-2.0
// What annotation/Vocabulary stores, as a radiologist or an ophthalmologist says it.
#include "annotation/Vocabulary.h"
#include "app/gui/Words.h"

#include <QCoreApplication>
#include <algorithm>
#include <iterator>

namespace cw::gui {
namespace {

/// A stored word and its English; the translation is looked up when it is shown. "key:word" is for
/// words that mean another thing under another key.
struct Entry {
    const char* stored;
    const char* english;
};

constexpr Entry kLesions[] = {
    {"mass", QT_TRANSLATE_NOOP("Words", "Mass")},
    {"calcification", QT_TRANSLATE_NOOP("Words", "Calcification")},
    {"asymmetry", QT_TRANSLATE_NOOP("Words", "Asymmetry")},
    {"distortion", QT_TRANSLATE_NOOP("Words", "Architectural distortion")},
    {"intramammary-node", QT_TRANSLATE_NOOP("Words", "Intramammary node")},
    {"skin-lesion", QT_TRANSLATE_NOOP("Words", "Skin lesion")},
    {"dilated-duct", QT_TRANSLATE_NOOP("Words", "Solitary dilated duct")},
    {"haemorrhage", QT_TRANSLATE_NOOP("Words", "Haemorrhage")},
    {"exudate", QT_TRANSLATE_NOOP("Words", "Hard exudate")},
    {"cotton-wool-spot", QT_TRANSLATE_NOOP("Words", "Cotton-wool spot")},
    {"microaneurysm", QT_TRANSLATE_NOOP("Words", "Microaneurysm")},
    {"flame-haemorrhage", QT_TRANSLATE_NOOP("Words", "Flame haemorrhage")},
    {"preretinal-haemorrhage", QT_TRANSLATE_NOOP("Words", "Preretinal haemorrhage")},
    {"neovascularisation", QT_TRANSLATE_NOOP("Words", "Neovascularisation")},
    {"irma", QT_TRANSLATE_NOOP("Words", "IRMA")},
    {"venous-beading", QT_TRANSLATE_NOOP("Words", "Venous beading")},
    {"occluded-vessel", QT_TRANSLATE_NOOP("Words", "Occluded vessel")},
    {"drusen", QT_TRANSLATE_NOOP("Words", "Drusen")},
    {"macular-haemorrhage", QT_TRANSLATE_NOOP("Words", "Macular haemorrhage")},
    {"geographic-atrophy", QT_TRANSLATE_NOOP("Words", "Geographic atrophy")},
    {"scar", QT_TRANSLATE_NOOP("Words", "Scar")},
    {"disc-haemorrhage", QT_TRANSLATE_NOOP("Words", "Disc haemorrhage")},
    {"rnfl-defect", QT_TRANSLATE_NOOP("Words", "RNFL defect")},
    {"ppa", QT_TRANSLATE_NOOP("Words", "Peripapillary atrophy")},
    {"optic-disc", QT_TRANSLATE_NOOP("Words", "Optic disc")},
    {"optic-cup", QT_TRANSLATE_NOOP("Words", "Optic cup")},
    {"fovea", QT_TRANSLATE_NOOP("Words", "Fovea")},
    {"other", QT_TRANSLATE_NOOP("Words", "Other")},
    {"enlarged-cup", QT_TRANSLATE_NOOP("Words", "Enlarged cup")}};

constexpr Entry kKeys[] = {
    {"label", QT_TRANSLATE_NOOP("Words", "Label")},
    {"density", QT_TRANSLATE_NOOP("Words", "Density")},
    {"densityRight", QT_TRANSLATE_NOOP("Words", "Density, right")},
    {"densityLeft", QT_TRANSLATE_NOOP("Words", "Density, left")},
    {"assessment", QT_TRANSLATE_NOOP("Words", "BI-RADS, case")},
    {"finding:assessment", QT_TRANSLATE_NOOP("Words", "BI-RADS, lesion")},
    {"assessment/4", QT_TRANSLATE_NOOP("Words", "Subdivision of 4")},
    {"assessmentRight", QT_TRANSLATE_NOOP("Words", "BI-RADS, right")},
    {"assessmentRight/4", QT_TRANSLATE_NOOP("Words", "Right, subdivision of 4")},
    {"assessmentLeft", QT_TRANSLATE_NOOP("Words", "BI-RADS, left")},
    {"assessmentLeft/4", QT_TRANSLATE_NOOP("Words", "Left, subdivision of 4")},
    {"biopsy", QT_TRANSLATE_NOOP("Words", "Biopsy")},
    {"diagnosis", QT_TRANSLATE_NOOP("Words", "Diagnosis")},
    {"imageType", QT_TRANSLATE_NOOP("Words", "Image type")},
    {"gradability", QT_TRANSLATE_NOOP("Words", "Gradability")},
    {"gradabilityReason", QT_TRANSLATE_NOOP("Words", "Why it cannot be graded")},
    {"comment", QT_TRANSLATE_NOOP("Words", "Comment")},
    {"confidence", QT_TRANSLATE_NOOP("Words", "Confidence (5: sure)")},
    {"shape", QT_TRANSLATE_NOOP("Words", "Shape")},
    {"margin", QT_TRANSLATE_NOOP("Words", "Margin")},
    {"density-of-mass", QT_TRANSLATE_NOOP("Words", "Density of the mass")},
    {"asymmetry", QT_TRANSLATE_NOOP("Words", "Kind of asymmetry")},
    {"morphology", QT_TRANSLATE_NOOP("Words", "Morphology")},
    {"morphology/typically-benign", QT_TRANSLATE_NOOP("Words", "Benign kind")},
    {"distribution", QT_TRANSLATE_NOOP("Words", "Distribution")},
    {"associated", QT_TRANSLATE_NOOP("Words", "Associated features (several)")},
    {"quadrant", QT_TRANSLATE_NOOP("Words", "Location")},
    {"clock", QT_TRANSLATE_NOOP("Words", "Clock position")},
    {"depth", QT_TRANSLATE_NOOP("Words", "Depth")},
    {"field", QT_TRANSLATE_NOOP("Words", "Field")},
    {"icdr", QT_TRANSLATE_NOOP("Words", "DR grade (international scale)")},
    {"dme", QT_TRANSLATE_NOOP("Words", "Macular oedema")},
    {"dme/present", QT_TRANSLATE_NOOP("Words", "Severity of the oedema")},
    {"drSigns", QT_TRANSLATE_NOOP("Words", "Signs (several)")},
    {"glaucomaSigns", QT_TRANSLATE_NOOP("Words", "Signs (several)")},
    {"amdStage", QT_TRANSLATE_NOOP("Words", "Stage")},
    {"amdSigns", QT_TRANSLATE_NOOP("Words", "Signs (several)")},
    {"rvoType", QT_TRANSLATE_NOOP("Words", "Occlusion")},
    {"rvoVein", QT_TRANSLATE_NOOP("Words", "Occluded vein")},
    {"rvoQuadrant", QT_TRANSLATE_NOOP("Words", "Quadrant")},
    {"rvoHalf", QT_TRANSLATE_NOOP("Words", "Half")},
    {"rvoSigns", QT_TRANSLATE_NOOP("Words", "Signs (several)")},
    {"laser", QT_TRANSLATE_NOOP("Words", "Laser treatment")}};

constexpr Entry kAnswers[] = {
    {"normal", QT_TRANSLATE_NOOP("Words", "Normal")},
    {"benign", QT_TRANSLATE_NOOP("Words", "Benign")},
    {"malignant", QT_TRANSLATE_NOOP("Words", "Malignant")},
    {"imageType:1", QT_TRANSLATE_NOOP("Words", "1 drawable")},
    {"imageType:2", QT_TRANSLATE_NOOP("Words", "2 not drawable")},
    {"imageType:3", QT_TRANSLATE_NOOP("Words", "3 not visible")},
    {"proven", QT_TRANSLATE_NOOP("Words", "Malignancy proven")},
    {"glaucoma", QT_TRANSLATE_NOOP("Words", "Glaucoma")},
    {"amd", QT_TRANSLATE_NOOP("Words", "AMD")},
    {"dr", QT_TRANSLATE_NOOP("Words", "DR")},
    {"rvo", QT_TRANSLATE_NOOP("Words", "RVO")},
    {"good", QT_TRANSLATE_NOOP("Words", "Good")},
    {"usable", QT_TRANSLATE_NOOP("Words", "Usable")},
    {"reject", QT_TRANSLATE_NOOP("Words", "Reject")},
    {"photo", QT_TRANSLATE_NOOP("Words", "Poor photograph")},
    {"cataract", QT_TRANSLATE_NOOP("Words", "Cataract")},
    {"pupil", QT_TRANSLATE_NOOP("Words", "Poor mydriasis")},
    {"oval", QT_TRANSLATE_NOOP("Words", "Oval")},
    {"round", QT_TRANSLATE_NOOP("Words", "Round")},
    {"irregular", QT_TRANSLATE_NOOP("Words", "Irregular")},
    {"lobular", QT_TRANSLATE_NOOP("Words", "Lobular")},
    {"circumscribed", QT_TRANSLATE_NOOP("Words", "Circumscribed")},
    {"obscured", QT_TRANSLATE_NOOP("Words", "Obscured")},
    {"microlobulated", QT_TRANSLATE_NOOP("Words", "Microlobulated")},
    {"indistinct", QT_TRANSLATE_NOOP("Words", "Indistinct")},
    {"spiculated", QT_TRANSLATE_NOOP("Words", "Spiculated")},
    {"high", QT_TRANSLATE_NOOP("Words", "High")},
    {"equal", QT_TRANSLATE_NOOP("Words", "Equal")},
    {"low", QT_TRANSLATE_NOOP("Words", "Low")},
    {"fat-containing", QT_TRANSLATE_NOOP("Words", "Contains fat")},
    {"asymmetry:asymmetry", QT_TRANSLATE_NOOP("Words", "One view only")},
    {"global", QT_TRANSLATE_NOOP("Words", "Global")},
    {"focal", QT_TRANSLATE_NOOP("Words", "Focal")},
    {"developing", QT_TRANSLATE_NOOP("Words", "Developing")},
    {"amorphous", QT_TRANSLATE_NOOP("Words", "Amorphous")},
    {"coarse-heterogeneous", QT_TRANSLATE_NOOP("Words", "Coarse heterogeneous")},
    {"fine-pleomorphic", QT_TRANSLATE_NOOP("Words", "Fine pleomorphic")},
    {"fine-linear", QT_TRANSLATE_NOOP("Words", "Fine linear or branching")},
    {"typically-benign", QT_TRANSLATE_NOOP("Words", "Typically benign")},
    {"skin", QT_TRANSLATE_NOOP("Words", "Skin")},
    {"vascular", QT_TRANSLATE_NOOP("Words", "Vascular")},
    {"coarse", QT_TRANSLATE_NOOP("Words", "Coarse")},
    {"rod-like", QT_TRANSLATE_NOOP("Words", "Large rod-like")},
    {"morphology:round", QT_TRANSLATE_NOOP("Words", "Round")},
    {"rim", QT_TRANSLATE_NOOP("Words", "Rim")},
    {"dystrophic", QT_TRANSLATE_NOOP("Words", "Dystrophic")},
    {"milk-of-calcium", QT_TRANSLATE_NOOP("Words", "Milk of calcium")},
    {"suture", QT_TRANSLATE_NOOP("Words", "Suture")},
    {"lucent-centred", QT_TRANSLATE_NOOP("Words", "Lucent-centred")},
    {"diffuse", QT_TRANSLATE_NOOP("Words", "Diffuse")},
    {"regional", QT_TRANSLATE_NOOP("Words", "Regional")},
    {"grouped", QT_TRANSLATE_NOOP("Words", "Grouped")},
    {"linear", QT_TRANSLATE_NOOP("Words", "Linear")},
    {"segmental", QT_TRANSLATE_NOOP("Words", "Segmental")},
    {"individual", QT_TRANSLATE_NOOP("Words", "Single")},
    {"skin-retraction", QT_TRANSLATE_NOOP("Words", "Skin retraction")},
    {"skin-thickening", QT_TRANSLATE_NOOP("Words", "Skin thickening")},
    {"nipple-retraction", QT_TRANSLATE_NOOP("Words", "Nipple retraction")},
    {"trabecular-thickening", QT_TRANSLATE_NOOP("Words", "Trabecular thickening")},
    {"axillary-adenopathy", QT_TRANSLATE_NOOP("Words", "Axillary adenopathy")},
    {"architectural-distortion", QT_TRANSLATE_NOOP("Words", "Architectural distortion")},
    {"calcifications", QT_TRANSLATE_NOOP("Words", "Calcifications")},
    {"upper-outer", QT_TRANSLATE_NOOP("Words", "Upper outer")},
    {"upper-inner", QT_TRANSLATE_NOOP("Words", "Upper inner")},
    {"lower-outer", QT_TRANSLATE_NOOP("Words", "Lower outer")},
    {"lower-inner", QT_TRANSLATE_NOOP("Words", "Lower inner")},
    {"quadrant:central", QT_TRANSLATE_NOOP("Words", "Central")},
    {"subareolar", QT_TRANSLATE_NOOP("Words", "Subareolar")},
    {"axillary-tail", QT_TRANSLATE_NOOP("Words", "Axillary tail")},
    {"anterior", QT_TRANSLATE_NOOP("Words", "Anterior")},
    {"middle", QT_TRANSLATE_NOOP("Words", "Middle")},
    {"posterior", QT_TRANSLATE_NOOP("Words", "Posterior")},
    {"macula", QT_TRANSLATE_NOOP("Words", "Macula")},
    {"disc", QT_TRANSLATE_NOOP("Words", "Disc")},
    {"disc-macula", QT_TRANSLATE_NOOP("Words", "Disc and macula")},
    {"lesion", QT_TRANSLATE_NOOP("Words", "Lesion")},
    {"periphery", QT_TRANSLATE_NOOP("Words", "Periphery")},
    {"wide", QT_TRANSLATE_NOOP("Words", "Wide field")},
    {"icdr:0", QT_TRANSLATE_NOOP("Words", "0 none")},
    {"icdr:1", QT_TRANSLATE_NOOP("Words", "1 mild")},
    {"icdr:2", QT_TRANSLATE_NOOP("Words", "2 moderate")},
    {"icdr:3", QT_TRANSLATE_NOOP("Words", "3 severe")},
    {"icdr:4", QT_TRANSLATE_NOOP("Words", "4 proliferative")},
    {"absent", QT_TRANSLATE_NOOP("Words", "Absent")},
    {"present", QT_TRANSLATE_NOOP("Words", "Present")},
    {"mild", QT_TRANSLATE_NOOP("Words", "Mild")},
    {"moderate", QT_TRANSLATE_NOOP("Words", "Moderate")},
    {"severe", QT_TRANSLATE_NOOP("Words", "Severe")},
    {"rim-notch", QT_TRANSLATE_NOOP("Words", "Rim thinning or notch")},
    {"early", QT_TRANSLATE_NOOP("Words", "Early")},
    {"intermediate", QT_TRANSLATE_NOOP("Words", "Intermediate")},
    {"late-dry", QT_TRANSLATE_NOOP("Words", "Late, dry")},
    {"late-wet", QT_TRANSLATE_NOOP("Words", "Late, wet")},
    {"pigment-change", QT_TRANSLATE_NOOP("Words", "Pigment change")},
    {"branch", QT_TRANSLATE_NOOP("Words", "Branch")},
    {"central", QT_TRANSLATE_NOOP("Words", "Central vein")},
    {"hemi", QT_TRANSLATE_NOOP("Words", "Hemiretinal")},
    {"major-branch", QT_TRANSLATE_NOOP("Words", "Major branch")},
    {"macular-branch", QT_TRANSLATE_NOOP("Words", "Macular branch")},
    {"superotemporal", QT_TRANSLATE_NOOP("Words", "Superotemporal")},
    {"inferotemporal", QT_TRANSLATE_NOOP("Words", "Inferotemporal")},
    {"superonasal", QT_TRANSLATE_NOOP("Words", "Superonasal")},
    {"inferonasal", QT_TRANSLATE_NOOP("Words", "Inferonasal")},
    {"superior", QT_TRANSLATE_NOOP("Words", "Superior")},
    {"inferior", QT_TRANSLATE_NOOP("Words", "Inferior")},
    {"tortuous-vein", QT_TRANSLATE_NOOP("Words", "Dilated tortuous vein")},
    {"disc-swelling", QT_TRANSLATE_NOOP("Words", "Disc swelling")},
    {"collaterals", QT_TRANSLATE_NOOP("Words", "Collaterals")},
    {"no", QT_TRANSLATE_NOOP("Words", "No")},
    {"yes", QT_TRANSLATE_NOOP("Words", "Yes")}};

template <std::size_t N>
const Entry* find(const Entry (&table)[N], const std::string& stored) {
    const auto* it = std::find_if(std::begin(table), std::end(table),
                                  [&](const Entry& entry) { return stored == entry.stored; });
    return it == std::end(table) ? nullptr : it;
}

QString spoken(const Entry* entry, const std::string& otherwise) {
    return entry ? QCoreApplication::translate("Words", entry->english)
                 : QString::fromStdString(otherwise);
}

/// One word: as it is said under that key, else anywhere, else as a sign that may be drawn.
QString oneWord(const std::string& key, const std::string& word) {
    const auto* entry = find(kAnswers, key + ":" + word);
    if (!entry)
        entry = find(kAnswers, word);
    return entry ? spoken(entry, word) : spoken(find(kLesions, word), word);
}

} // namespace

QString lesionWords(const std::string& label) { return spoken(find(kLesions, label), label); }
QString answerKeyWords(const std::string& key) { return spoken(find(kKeys, key), key); }
QString attributeKeyWords(const std::string& key) {
    const auto* own = find(kKeys, "finding:" + key);
    return own ? spoken(own, key) : answerKeyWords(key);
}

QString answerWords(const std::string& key, const std::string& value) {
    if (key == "comment")
        return QString::fromStdString(value);
    if (key == "label")
        return lesionWords(value);
    QStringList words;
    for (const auto& word : annotation::wordsOf(value))
        words << oneWord(key, word);
    return words.join(QStringLiteral(", "));
}

QString attributeWords(const std::string& key, const std::string& value) {
    return answerWords(key, value);
}

QString descriptionWords(core::ImageKind kind, const annotation::Finding& finding) {
    QStringList terms;
    if (const auto at = finding.attributes.find("assessment"); at != finding.attributes.end())
        terms << QStringLiteral("BI-RADS ") + QString::fromStdString(at->second);
    for (const auto& question : annotation::findingQuestions(kind)) {
        const std::string key(question.key);
        const auto at = finding.attributes.find(key);
        if (at == finding.attributes.end() || !question.refines.empty() || question.terms.empty() ||
            key == "confidence" || key == "assessment")
            continue;
        if (key == "density-of-mass" && at->second != "fat-containing")
            terms << QCoreApplication::translate("Words", "%1 density")
                         .arg(answerWords(key, at->second));
        else if (key == "clock")
            terms << QCoreApplication::translate("Words", "%1 o'clock")
                         .arg(QString::fromStdString(at->second));
        else
            terms << answerWords(key, at->second);
    }
    return terms.join(QStringLiteral(", "));
}

} // namespace cw::gui
