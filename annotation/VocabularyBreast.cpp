// SPDX-License-Identifier: Apache-2.0
// Mammography: terms and codes as in the DICOM context groups (workstation.md 4). Coded short terms
// only; the atlas' wording is its owner's.
#include "annotation/detail/VocabularyTables.h"

namespace cw::annotation::detail {
namespace {

constexpr Code sct(std::string_view value, std::string_view meaning) {
    return {"SCT", value, meaning};
}

/// Menu order; the order of lesionLabels(), which numbers exported categories, is another.
constexpr Term kLabels[] = {
    {"mass", sct("129788004", "Mammographic breast mass")},
    {"calcification", sct("129769006", "Mammographic calcification cluster")},
    {"asymmetry", sct("129790003", "Asymmetric breast tissue")},
    {"distortion", sct("129792006", "Architectural distortion of breast")},
    {"intramammary-node", sct("443808008", "Intramammary lymph node")},
    {"skin-lesion", sct("95324001", "Skin lesion")},
    {"dilated-duct", sct("129794007", "Tubular density")},
    {"other"}};

constexpr Term kShapes[] = {{"oval", sct("84360004", "Oval shape")},
                            {"round", sct("42700002", "Round shape")},
                            {"irregular", sct("49608001", "Irregular shape")},
                            {"lobular", sct("40266001", "Lobular shape"), true}};

constexpr Term kMargins[] = {{"circumscribed", sct("129738007", "Circumscribed margin")},
                             {"obscured", sct("129740002", "Obscured margin")},
                             {"microlobulated", sct("129739004", "Microlobulated margin")},
                             {"indistinct", sct("129741003", "Indistinct margin")},
                             {"spiculated", sct("129742005", "Spiculated margin")}};

constexpr Term kMassDensities[] = {{"high", sct("129744006", "High density")},
                                   {"equal", sct("129745007", "Equal density")},
                                   {"low", sct("129746008", "Low density")},
                                   {"fat-containing", sct("129747004", "Fat-containing")}};

/// What may worry first; the benign kinds are one key further on.
constexpr Term kMorphologies[] = {
    {"amorphous", sct("129760005", "Amorphous calcification")},
    {"coarse-heterogeneous", sct("129763007", "Coarse heterogeneous calcification")},
    {"fine-pleomorphic", {"DCM", "111344", "Fine pleomorphic calcification"}},
    {"fine-linear", sct("129762002", "Fine linear or branching calcification")},
    {"typically-benign"}};
constexpr Term kBenignMorphologies[] = {
    {"skin", sct("129757003", "Skin calcification")},
    {"vascular", sct("129759000", "Vascular calcification")},
    {"coarse", sct("129749001", "Coarse calcification")},
    {"rod-like", sct("129752009", "Large rod-like calcification")},
    {"round", sct("129756007", "Round calcification")},
    {"rim", sct("129751002", "Eggshell calcification")},
    {"dystrophic", sct("129750001", "Dystrophic calcification")},
    {"milk-of-calcium", sct("129753004", "Milk of calcium calcification")},
    {"suture", sct("129758008", "Suture calcification")},
    {"lucent-centred", sct("129754005", "Lucent-centred calcification"), true}};

/// "individual": one calcification, which has no distribution.
constexpr Term kDistributions[] = {{"diffuse", sct("129764001", "Diffuse distribution")},
                                   {"regional", sct("129767008", "Regional distribution")},
                                   {"grouped", sct("129766004", "Grouped distribution")},
                                   {"linear", sct("129765000", "Linear distribution")},
                                   {"segmental", sct("129768003", "Segmental distribution")},
                                   {"individual", sct("129770007", "Individual calcification")}};

/// DICOM has codes for asymmetric tissue and for focal asymmetry only.
constexpr Term kAsymmetries[] = {{"asymmetry", sct("129790003", "Asymmetric breast tissue")},
                                 {"global"},
                                 {"focal", sct("129789007", "Focal asymmetric breast tissue")},
                                 {"developing"}};

/// Nipple retraction and calcifications are SNOMED CT concepts outside workstation.md's list (HL7
/// breast imaging value sets); all the others are in it.
constexpr Term kAssociated[] = {
    {"skin-retraction", sct("129796009", "Skin retraction")},
    {"skin-thickening", sct("129797000", "Skin thickening")},
    {"nipple-retraction", sct("271955004", "Retraction of nipple")},
    {"trabecular-thickening", sct("129795008", "Trabecular thickening")},
    {"axillary-adenopathy", sct("127189005", "Axillary adenopathy")},
    {"architectural-distortion", sct("129792006", "Architectural distortion of breast")},
    {"calcifications", sct("697944008", "Mammographic calcification of breast")}};

constexpr Term kQuadrants[] = {{"upper-outer", sct("76365002", "Upper outer quadrant of breast")},
                               {"upper-inner", sct("77831004", "Upper inner quadrant of breast")},
                               {"lower-outer", sct("33564002", "Lower outer quadrant of breast")},
                               {"lower-inner", sct("19100000", "Lower inner quadrant of breast")},
                               {"central", sct("129786000", "Central portion of breast")},
                               {"subareolar", sct("129784002", "Subareolar region of breast")},
                               {"axillary-tail", sct("129785001", "Axillary tail of breast")}};
constexpr Term kClock[] = {{"1"}, {"2"}, {"3"}, {"4"},  {"5"},  {"6"},
                           {"7"}, {"8"}, {"9"}, {"10"}, {"11"}, {"12"}};
constexpr Term kDepths[] = {{"anterior"}, {"middle"}, {"posterior"}};

constexpr Term kDensities[] = {{"a", sct("129716005", "Almost entirely fat")},
                               {"b", sct("129717001", "Scattered fibroglandular densities")},
                               {"c", sct("129718006", "Heterogeneously dense")},
                               {"d", sct("129719003", "Extremely dense")}};

constexpr Term kAssessments[] = {
    {"0", sct("397138000", "Category 0")},     {"1", sct("397140005", "Category 1")},
    {"2", sct("397141009", "Category 2")},     {"3", sct("397143007", "Category 3")},
    {"4", sct("397144001", "Category 4")},     {"5", sct("397145000", "Category 5")},
    {"6", {"BI", "MA.II.A.5.6", "Category 6"}}};
constexpr Term kFours[] = {{"4A", {"BI", "MA.II.A.5.4A", "Category 4A"}},
                           {"4B", {"BI", "MA.II.A.5.4B", "Category 4B"}},
                           {"4C", {"BI", "MA.II.A.5.4C", "Category 4C"}}};

constexpr Term kProven[] = {{"proven"}};
constexpr Term kDiagnoses[] = {{"normal"}, {"benign"}, {"malignant"}};
/// programme.md 2.4; only Type 1 goes on to inspection.
constexpr Term kImageTypes[] = {{"1"}, {"2"}, {"3"}};

constexpr auto kRight = core::Laterality::Right, kLeft = core::Laterality::Left;
using enum Asked;
using enum Compared;

constexpr Question kFinding[] = {
    {"label", kLabels, Needed},
    {.key = "shape", .terms = kShapes, .whenKey = "label", .whenWords = "mass"},
    {.key = "margin", .terms = kMargins, .whenKey = "label", .whenWords = "mass"},
    {.key = "density-of-mass", .terms = kMassDensities, .whenKey = "label", .whenWords = "mass"},
    {.key = "asymmetry", .terms = kAsymmetries, .whenKey = "label", .whenWords = "asymmetry"},
    {.key = "morphology", .terms = kMorphologies, .whenKey = "label", .whenWords = "calcification"},
    {.key = "morphology",
     .terms = kBenignMorphologies,
     .refines = "typically-benign",
     .whenKey = "morphology",
     .whenWords = "typically-benign"},
    {.key = "distribution",
     .terms = kDistributions,
     .whenKey = "label",
     .whenWords = "calcification"},
    {"assessment", kAssessments},
    {.key = "assessment",
     .terms = kFours,
     .refines = "4",
     .whenKey = "assessment",
     .whenWords = "4"},
    {"associated", kAssociated, Detail, IfBoth, true},
    {"quadrant", kQuadrants, Detail},
    {"clock", kClock, Detail},
    {"depth", kDepths, Detail},
    {"confidence", kOneToFive, Detail, Never},
    {"comment", {}, Detail, Never}};

constexpr Question kCase[] = {
    {"density", kDensities, Needed, Always},
    {.key = "assessmentRight", .terms = kAssessments, .breast = kRight},
    {.key = "assessmentRight",
     .terms = kFours,
     .refines = "4",
     .whenKey = "assessmentRight",
     .whenWords = "4",
     .breast = kRight},
    {.key = "assessmentLeft", .terms = kAssessments, .breast = kLeft},
    {.key = "assessmentLeft",
     .terms = kFours,
     .refines = "4",
     .whenKey = "assessmentLeft",
     .whenWords = "4",
     .breast = kLeft},
    {"assessment", kAssessments, Needed, Always},
    {.key = "assessment",
     .terms = kFours,
     .compared = Always,
     .refines = "4",
     .whenKey = "assessment",
     .whenWords = "4"},
    {.key = "biopsy",
     .terms = kProven,
     .asked = Needed,
     .compared = Never,
     .whenKey = "assessment",
     .whenWords = "6"},
    {"diagnosis", kDiagnoses, Needed, Always},
    {.key = "imageType",
     .terms = kImageTypes,
     .compared = Always,
     .whenKey = "diagnosis",
     .whenWords = "!normal"},
    {.key = "densityRight", .terms = kDensities, .asked = Detail, .breast = kRight},
    {.key = "densityLeft", .terms = kDensities, .asked = Detail, .breast = kLeft},
    {"confidence", kOneToFive, Detail, Never},
    {"comment", {}, Detail, Never}};

} // namespace

std::span<const Question> breastCaseQuestions() { return kCase; }
std::span<const Question> breastFindingQuestions() { return kFinding; }

} // namespace cw::annotation::detail
