// SPDX-License-Identifier: Apache-2.0
#include "validation/study/StudyIdentity.h"

namespace cw::validation {

Result<StudyIdentity> identityOf(const PreparedSet& set, std::span<const Sample> samples,
                                 core::ImageKind, core::Seed, const core::CancelToken*) {
    StudyIdentity identity;
    identity.check.check = "identity";
    std::map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto row = set.rowOf(samples[i].image);
        const auto [found, fresh] = first.emplace(set.at(*row).pixelSha256, i);
        if (!fresh)
            identity.ties.push_back({found->second, i, Tie::SamePicture});
    }
    return identity;
}

CheckResult foldCheck(const FoldAssignment& assignment, std::span<const Sample>) {
    CheckResult check;
    check.check = "folds";
    CheckTable table{"What is in each fold",
                     {"fold"},
                     {"images", "patients", "groups", "images of class 1", "patients of class 1"},
                     {}};
    for (const FoldRow& row : assignment.table.rows)
        table.rows.push_back(
            {{std::to_string(row.fold) + (row.leftOut.empty() ? "" : " (" + row.leftOut + ")")},
             {static_cast<double>(row.images), static_cast<double>(row.patients),
              static_cast<double>(row.groups), static_cast<double>(row.positives),
              static_cast<double>(row.positivePatients)}});
    check.tables.push_back(std::move(table));
    CheckTable proof{
        "Nothing lies in two folds, counted anew", {"tied by"}, {"looked at", "in two folds"}, {}};
    for (const LeakProof& one : assignment.table.proofs)
        proof.rows.push_back(
            {{name(one.why)}, {static_cast<double>(one.keys), static_cast<double>(one.split)}});
    check.tables.push_back(std::move(proof));
    for (const std::string& sentence : assignment.table.broken)
        check.sentence += (check.sentence.empty() ? "" : " ") + sentence + ".";
    if (!assignment.table.broken.empty()) {
        check.severity = Severity::Failure;
        check.verdict = "the folds leak";
    } else {
        check.sentence = "No patient, accession or picture lies in two folds.";
        for (const std::string& remark : assignment.table.remarks) {
            check.severity = Severity::Note;
            check.sentence += " " + remark;
        }
    }
    return check;
}

} // namespace cw::validation
