// SPDX-License-Identifier: Apache-2.0
#include "dataset/Eligibility.h"

#include "dataset/ClinicalFacts.h"

namespace cw::dataset {

std::string_view name(Eligible verdict) {
    switch (verdict) {
    case Eligible::Yes:
        return "yes";
    case Eligible::No:
        return "no";
    case Eligible::Unknown:
        return "unknown";
    }
    return "unknown";
}

EligibilityVerdict eligibility(const CaseFacts& facts) {
    EligibilityVerdict verdict{facts.caseId, Eligible::Unknown, "label", ""};
    if (facts.kind == core::ImageKind::Other) {
        verdict.rule = "kind";
        verdict.because = "it is neither mammography nor fundus";
        return verdict;
    }
    const std::string label = textOf(facts, "label");
    const auto rules =
        facts.kind == core::ImageKind::Mammography ? mammographyRules(label) : fundusRules(label);
    if (rules.empty()) {
        verdict.because = label.empty() ? "the class of the case is not known"
                                        : "the class of the case is none of its kind";
        return verdict;
    }
    verdict.verdict = Eligible::Yes;
    for (const Rule rule : rules) {
        const RuleAnswer answer = rule(facts);
        // A Yes never hides anything, an Unknown hides no No.
        const bool worse = answer.verdict == Eligible::No || verdict.verdict == Eligible::Yes;
        if (!worse)
            continue;
        verdict.verdict = answer.verdict;
        verdict.rule = answer.rule;
        verdict.because = answer.because;
        if (verdict.verdict == Eligible::No)
            break;
    }
    return verdict;
}

std::vector<std::string> rulesInWords(core::ImageKind kind) {
    if (kind == core::ImageKind::Mammography)
        return {"adult: a woman of 19 years or more",
                "four-views: exactly one each of RCC, LCC, RMLO and LMLO",
                "malignant-biopsy: proven by biopsy",
                "malignant-pathology-time: pathology at most 210 days before surgery, 90 if the "
                "patient was diagnosed elsewhere",
                "malignant-mammogram-time: mammogram at most 300 days before surgery, 90 if the "
                "patient was diagnosed elsewhere",
                "benign-assessment: read as BI-RADS 2 or 3",
                "benign-follow-up: still benign after 365 days or more",
                "normal-assessment: read as BI-RADS 1",
                "normal-follow-up: still normal after 365 days or more"};
    if (kind == core::ImageKind::Fundus)
        return {"image: at least one picture",
                "glaucoma-signs: cup/disc ratio of 0.5 or more, disc haemorrhage or RNFL defect",
                "dr-signs: haemorrhage, exudate or microaneurysm",
                "amd-signs: macular haemorrhage or drusen",
                "rvo-signs: flame haemorrhage or vessel thrombosis",
                "normal-signs: none of these signs"};
    return {};
}

} // namespace cw::dataset
