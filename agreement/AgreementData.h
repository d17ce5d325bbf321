// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cw::agreement {

/// Before the two readers saw each other's reading, and after.
enum class Stage { BeforeCrossCheck, AfterCrossCheck };

/// A question whose answers are held against each other, and the categories it may have.
struct Scale {
    std::string key, title;
    std::vector<std::string> categories; ///< in order where ordered
    bool ordered = false;                ///< then weighted statistics make sense
    /// Other words for a category ("4A" is "4"); a word that is neither counts as not answered.
    std::map<std::string, std::string> readAs;
    /// Of a question with several answers: the word whose presence this scale asks for; its
    /// categories are then "no", "yes".
    std::string presenceOf;
};

enum class LesionState { Agree, Partial, LabelDiffers, OverlapDiffers, MissedByB, MissedByA };

/// A lesion that one or both readers drew on one image.
struct LesionRow {
    std::string image;          ///< any token that tells images apart
    std::string labelA, labelB; ///< empty where that reader drew none
    LesionState state = LesionState::Agree;
    std::optional<double> iou, dice;           ///< of lesions that both drew; none of points
    std::optional<double> hdPx, hd95Px, asdPx; ///< outline distances; none with an absent partner
    std::optional<double> mmPerPx;             ///< where the image says its size
    std::optional<double> longAxisAPx, longAxisBPx;
};

/// The same quantity measured by both readers.
struct MeasuredPair {
    std::string quantity, unit; ///< "vertical cup-to-disc ratio", ""
    double a = 0, b = 0;
};

/// One case as two readers read it, at one stage. Holds pseudonyms only: it comes from behind the
/// anonymizer.
struct ReadPair {
    std::string patient; ///< pseudonym; intervals draw patients, so all cases of one must share it
    std::string caseId;
    std::string caseClass; ///< settled diagnosis, or empty
    Stage stage = Stage::BeforeCrossCheck;
    std::string readerA, readerB;
    std::map<std::string, std::string> answersA, answersB;
    std::vector<LesionRow> lesions;
    std::vector<MeasuredPair> measures;
    std::string outcome; ///< of the comparison: "agree", "partial", "disagree"; empty: not compared
};

/// Everything that a report of agreement is made of; knows no storage.
struct AgreementData {
    std::string title; ///< of the project; may be empty
    std::vector<Scale> scales;
    std::vector<ReadPair> pairs;      ///< two readers, in any order
    std::vector<ReadPair> repeats;    ///< the same reader twice (hidden repeats): A first, B second
    std::vector<std::string> rules;   ///< thresholds of the comparison, as sentences
    std::vector<std::string> remarks; ///< what was left out and why, as sentences
    bool simulatedReaders = false;
};

} // namespace cw::agreement
