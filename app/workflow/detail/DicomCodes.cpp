// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/detail/DicomCodes.h"

#include "annotation/Vocabulary.h"
#include "app/workflow/DicomForms.h"
#include "dicom/SourceImage.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cw::workflow {
namespace {

using dicom::Code;

struct QuestionCode {
    std::string_view key;
    Code code;
};
/// Concept names of PS3.16 (TID 4206 and kin) where there is one.
const std::array kQuestions{
    QuestionCode{"shape", {"300842002", "SCT", "Shape (attribute)"}},
    QuestionCode{"margin", {"111037", "DCM", "Margins"}},
    QuestionCode{"morphology", {"111009", "DCM", "Calcification Type"}},
    QuestionCode{"distribution", {"111008", "DCM", "Calcification Distribution"}},
    QuestionCode{"assessment", {"111005", "DCM", "Assessment Category"}},
    QuestionCode{"density", {"111006", "DCM", "Breast composition"}},
};

Code own(std::string_view word, std::string_view meaning = {}) {
    return {std::string(word), std::string(dicom::kOwnScheme),
            std::string(meaning.empty() ? word : meaning)};
}

Code fromVocabulary(const annotation::Code& code, std::string_view word) {
    if (code.empty())
        return own(word);
    return {std::string(code.value), std::string(code.scheme), std::string(code.meaning)};
}

bool isRight(const core::ImageAttributes& image) {
    return image.laterality == core::Laterality::Right;
}
bool isSided(const core::ImageAttributes& image) {
    return isRight(image) || image.laterality == core::Laterality::Left;
}

/// Convex hull (Andrew, 1979): the two vertices farthest apart are on it.
std::vector<core::PointPx> hullOf(std::vector<core::PointPx> points) {
    std::ranges::sort(points, [](auto a, auto b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
    std::vector<core::PointPx> hull;
    const auto add = [&hull](core::PointPx p, std::size_t least) {
        const auto turnsLeft = [](core::PointPx a, core::PointPx b, core::PointPx c) {
            return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0;
        };
        while (hull.size() >= least && !turnsLeft(hull[hull.size() - 2], hull.back(), p))
            hull.pop_back();
        hull.push_back(p);
    };
    for (const auto p : points)
        add(p, 2);
    const auto lower = hull.size() + 1;
    for (auto p = points.rbegin(); p != points.rend(); ++p)
        add(*p, lower);
    return hull;
}

double longAxisMm(const core::Polygon& outline, const core::SpacingMm& spacing) {
    const auto hull = hullOf(outline.vertices);
    double longest = 0;
    for (std::size_t i = 0; i < hull.size(); ++i)
        for (std::size_t j = i + 1; j < hull.size(); ++j)
            longest = std::max(longest, std::hypot((hull[i].x - hull[j].x) * spacing.column,
                                                   (hull[i].y - hull[j].y) * spacing.row));
    return longest;
}

std::vector<std::pair<Code, Code>> coded(core::ImageKind kind, bool ofCase,
                                         const std::map<std::string, std::string>& answers) {
    std::vector<std::pair<Code, Code>> result;
    const auto questions =
        ofCase ? annotation::caseQuestions(kind) : annotation::findingQuestions(kind);
    std::vector<std::string_view> done;
    for (const auto& question : questions) {
        const auto answer = answers.find(std::string(question.key));
        // Free text stays behind (decision 0044); label and quadrant have places of their own.
        if (answer == answers.end() || question.terms.empty() || question.key == "label" ||
            question.key == "quadrant" || std::ranges::find(done, question.key) != done.end())
            continue;
        done.push_back(question.key);
        for (const auto& word : annotation::wordsOf(answer->second)) {
            const bool known = std::ranges::any_of(questions, [&](const auto& other) {
                return other.key == question.key &&
                       std::ranges::any_of(other.terms,
                                           [&](const auto& term) { return term.word == word; });
            });
            if (known)
                result.emplace_back(
                    questionCode(std::string(question.key)),
                    fromVocabulary(ofCase ? annotation::caseCode(kind, question.key, word)
                                          : annotation::findingCode(kind, question.key, word),
                                   word));
        }
    }
    return result;
}

/// The word that a code was made of, or nothing.
std::optional<std::string> wordFor(core::ImageKind kind, std::string_view key, const Code& code) {
    for (const auto& question : annotation::findingQuestions(kind)) {
        if (question.key != key)
            continue;
        for (const auto& term : question.terms) {
            const auto known = fromVocabulary(term.code, term.word);
            if (known.value == code.value && known.scheme == code.scheme)
                return std::string(term.word);
        }
    }
    return std::nullopt;
}

} // namespace

Code categoryCode() { return {"49755003", "SCT", "Morphologically Abnormal Structure"}; }

Code labelCode(core::ImageKind kind, const std::string& label) {
    return fromVocabulary(annotation::findingCode(kind, "label", label), label);
}

Code questionCode(const std::string& key) {
    for (const auto& question : kQuestions)
        if (question.key == key)
            return question.code;
    return own(key);
}

Code procedureCode(core::ImageKind kind) {
    if (kind == core::ImageKind::Mammography)
        return {"24606-6", "LN", "MG Breast Screening"};
    return own("fundus", "Fundus photography");
}

Code siteCode(const core::ImageAttributes& image) {
    if (image.kind != core::ImageKind::Mammography)
        return {"5665001", "SCT", "Retina"};
    if (!isSided(image))
        return {"76752008", "SCT", "Breast"};
    return isRight(image) ? Code{"73056007", "SCT", "Right breast"}
                          : Code{"80248007", "SCT", "Left breast"};
}

Code sideCode(const core::ImageAttributes& image) {
    if (!isSided(image))
        return {};
    return isRight(image) ? Code{"24028007", "SCT", "Right"} : Code{"7771000", "SCT", "Left"};
}

Code regionCode(const core::ImageAttributes& image) {
    return image.kind == core::ImageKind::Mammography ? Code{"76752008", "SCT", "Breast"}
                                                      : Code{"5665001", "SCT", "Retina"};
}

Code quadrantCode(core::ImageKind kind, const annotation::Finding& finding) {
    const auto quadrant = finding.attributes.find("quadrant");
    if (quadrant == finding.attributes.end())
        return {};
    const auto code = annotation::findingCode(kind, "quadrant", quadrant->second);
    return code.empty() ? Code() : fromVocabulary(code, quadrant->second);
}

std::vector<std::pair<Code, Code>> evaluationsOf(core::ImageKind kind,
                                                 const annotation::Finding& finding) {
    return coded(kind, false, finding.attributes);
}

std::vector<std::pair<Code, Code>> assessmentsOf(core::ImageKind kind,
                                                 const annotation::CaseAnswers& answers) {
    return coded(kind, true, answers);
}

std::vector<dicom::Measurement> measurementsOf(const core::Polygon& outline,
                                               const std::optional<core::SpacingMm>& spacing) {
    if (!spacing || !(spacing->row > 0) || !(spacing->column > 0))
        return {};
    constexpr std::string_view kWords[] = {"pixel-spacing", "imager-spacing", "scanner-spacing",
                                           "picture-file",  "fiducial",       "geometry",
                                           "magnification", "distances"}; // by SpacingSource
    const auto source =
        own(kWords[static_cast<std::size_t>(spacing->source)], core::name(spacing->source));
    return {{{"42798000", "SCT", "Area"},
             {"mm2", "UCUM", "square millimeter"},
             core::areaPx2(outline) * spacing->row * spacing->column,
             source},
            {{"103339001", "SCT", "Long axis"},
             {"mm", "UCUM", "millimeter"},
             longAxisMm(outline, *spacing),
             source}};
}

std::optional<std::string> labelOf(const dicom::ReferencedOutline& outline, core::ImageKind kind) {
    return wordFor(kind, "label", outline.label);
}

annotation::Answers attributesOf(const dicom::ReferencedOutline& outline, core::ImageKind kind) {
    annotation::Answers answers;
    for (const auto& [name, value] : outline.evaluations)
        for (const auto& question : annotation::findingQuestions(kind)) {
            const auto key = std::string(question.key);
            const auto code = questionCode(key);
            if (code.value != name.value || code.scheme != name.scheme)
                continue;
            const auto word = wordFor(kind, key, value);
            if (!word)
                continue;
            auto& answer = answers[key];
            const auto words = annotation::wordsOf(answer);
            if (std::ranges::find(words, *word) == words.end())
                answer += (answer.empty() ? "" : ",") + *word;
        }
    return answers;
}

} // namespace cw::workflow
