// SPDX-License-Identifier: Apache-2.0
// Fundus photographs: the signs and grades of the programme's four diseases (programme.md 2.2,
// workstation.md 5). Codes only where the reference names a DICOM code: the field (CID 4207).
#include "annotation/detail/VocabularyTables.h"

namespace cw::annotation::detail {
namespace {

/// Menu order: what is drawn most comes first; the order of lesionLabels() is another.
constexpr Term kLabels[] = {{"microaneurysm"},
                            {"haemorrhage"},
                            {"exudate"},
                            {"cotton-wool-spot"},
                            {"flame-haemorrhage"},
                            {"preretinal-haemorrhage"},
                            {"neovascularisation"},
                            {"irma"},
                            {"venous-beading"},
                            {"occluded-vessel"},
                            {"drusen"},
                            {"macular-haemorrhage"},
                            {"geographic-atrophy"},
                            {"scar"},
                            {"disc-haemorrhage"},
                            {"rnfl-defect"},
                            {"ppa"},
                            {"optic-disc"},
                            {"optic-cup"},
                            {"other"},
                            {"fovea"},
                            {"enlarged-cup", {}, true}};

constexpr Term kGradabilities[] = {{"good"}, {"usable"}, {"reject"}};
constexpr Term kReasons[] = {{"photo"}, {"cataract"}, {"pupil"}, {"other"}};
constexpr Term kFields[] = {{"macula", {"DCM", "111900", "Macula centered"}},
                            {"disc", {"DCM", "111901", "Optic disc centered"}},
                            {"disc-macula", {"DCM", "111903", "Disc-macula centered"}},
                            {"lesion", {"DCM", "111902", "Lesion centered"}},
                            {"periphery"},
                            {"wide"}};
constexpr Term kDiagnoses[] = {{"normal"}, {"glaucoma"}, {"amd"}, {"dr"}, {"rvo"}};

constexpr Term kIcdr[] = {{"0"}, {"1"}, {"2"}, {"3"}, {"4"}};
constexpr Term kDme[] = {{"absent"}, {"present"}};
constexpr Term kDmeGrades[] = {{"mild"}, {"moderate"}, {"severe"}};
constexpr Term kDrSigns[] = {{"microaneurysm"},    {"haemorrhage"},        {"exudate"},
                             {"cotton-wool-spot"}, {"neovascularisation"}, {"irma"},
                             {"venous-beading"}};
constexpr Term kGlaucomaSigns[] = {
    {"enlarged-cup"}, {"disc-haemorrhage"}, {"rnfl-defect"}, {"rim-notch"}, {"ppa"}};
constexpr Term kAmdStages[] = {{"early"}, {"intermediate"}, {"late-dry"}, {"late-wet"}};
constexpr Term kAmdSigns[] = {
    {"drusen"}, {"macular-haemorrhage"}, {"pigment-change"}, {"geographic-atrophy"}, {"scar"}};
constexpr Term kRvoTypes[] = {{"branch"}, {"central"}, {"hemi"}};
constexpr Term kVeins[] = {{"major-branch"}, {"macular-branch"}};
constexpr Term kRvoQuadrants[] = {
    {"superotemporal"}, {"inferotemporal"}, {"superonasal"}, {"inferonasal"}};
constexpr Term kHalves[] = {{"superior"}, {"inferior"}};
constexpr Term kRvoSigns[] = {{"flame-haemorrhage"}, {"occluded-vessel"}, {"tortuous-vein"},
                              {"cotton-wool-spot"},  {"disc-swelling"},   {"collaterals"},
                              {"neovascularisation"}};
constexpr Term kNoYes[] = {{"no"}, {"yes"}};

using enum Asked;
using enum Compared;

constexpr Question kFinding[] = {{"label", kLabels, Needed},
                                 {"confidence", kOneToFive, Detail, Never},
                                 {"comment", {}, Detail, Never}};

/// A row that one diagnosis calls for.
constexpr Question of(std::string_view diagnosis, Question question) {
    question.whenKey = "diagnosis";
    question.whenWords = diagnosis;
    return question;
}

constexpr Question kCase[] = {
    {"gradability", kGradabilities, Needed, Always},
    {.key = "gradabilityReason",
     .terms = kReasons,
     .asked = Needed,
     .compared = Never,
     .whenKey = "gradability",
     .whenWords = "reject"},
    // What cannot be graded ends the read: nothing below is asked.
    {.key = "diagnosis",
     .terms = kDiagnoses,
     .asked = Needed,
     .compared = Always,
     .whenKey = "gradability",
     .whenWords = "!reject"},
    of("dr", {"icdr", kIcdr, Needed}),
    of("dr", {"dme", kDme}),
    {.key = "dme",
     .terms = kDmeGrades,
     .refines = "present",
     .whenKey = "dme",
     .whenWords = "present"},
    of("dr", {"drSigns", kDrSigns, Optional, IfBoth, true}),
    of("glaucoma", {"glaucomaSigns", kGlaucomaSigns, Optional, IfBoth, true}),
    of("amd", {"amdStage", kAmdStages, Needed}),
    of("amd", {"amdSigns", kAmdSigns, Optional, IfBoth, true}),
    of("rvo", {"rvoType", kRvoTypes, Needed}),
    {.key = "rvoVein", .terms = kVeins, .whenKey = "rvoType", .whenWords = "branch"},
    {.key = "rvoQuadrant", .terms = kRvoQuadrants, .whenKey = "rvoType", .whenWords = "branch"},
    {.key = "rvoHalf", .terms = kHalves, .whenKey = "rvoType", .whenWords = "hemi"},
    of("rvo", {"rvoSigns", kRvoSigns, Optional, IfBoth, true}),
    of("dr rvo", {"laser", kNoYes}),
    {.key = "field",
     .terms = kFields,
     .asked = Detail,
     .compared = Never,
     .whenKey = "gradability",
     .whenWords = "!reject"},
    {.key = "confidence",
     .terms = kOneToFive,
     .asked = Detail,
     .compared = Never,
     .whenKey = "gradability",
     .whenWords = "!reject"},
    {"comment", {}, Detail, Never}};

} // namespace

std::span<const Question> fundusCaseQuestions() { return kCase; }
std::span<const Question> fundusFindingQuestions() { return kFinding; }

} // namespace cw::annotation::detail
