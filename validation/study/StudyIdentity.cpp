// SPDX-License-Identifier: Apache-2.0
#include "validation/study/StudyIdentity.h"

#include "validation/identity/IdentityClusters.h"

#include <algorithm>
#include <thread>

namespace cw::validation {
namespace {

/// The pairs that cross patients, as a list a person works off: certain ones first.
CheckTable pairTable(const IdentityClusters& clusters, std::span<const Sample> samples) {
    CheckTable table{"Pictures of one eye or breast under different patient IDs",
                     {"picture", "other picture", "what they are", "how the second lies", "labels"},
                     {"matched places", "correlation"},
                     {}};
    for (const bool certain : {true, false})
        for (const IdentityPair& pair : clusters.pairs) {
            const Sample &a = samples[pair.first], &b = samples[pair.second];
            if (pair.certain() == certain && a.patient != b.patient)
                table.rows.push_back(
                    {{a.image, b.image, name(pair.verdict), orientationText(pair.measure),
                      a.label == b.label ? "the same" : "contradict each other"},
                     {static_cast<double>(pair.measure.inliers), pair.measure.correlation}});
        }
    return table;
}

void addCases(CheckResult& check, const IdentityClusters& clusters,
              std::span<const Sample> samples) {
    for (const IdentityPair& pair : clusters.pairs) {
        const Sample &a = samples[pair.first], &b = samples[pair.second];
        if (a.patient == b.patient)
            continue;
        const std::string what =
            pair.certain() ? name(pair.verdict) + std::string(" as ") : "may show the same as ";
        const std::string labels = a.label == b.label ? "" : ", which has another label";
        const double suspicion = pair.certain() ? (a.label == b.label ? 0.8 : 1.0) : 0.5;
        check.cases.push_back({a.image, suspicion, what + b.image + labels});
        check.cases.push_back({b.image, suspicion, what + a.image + labels});
    }
    std::stable_sort(check.cases.begin(), check.cases.end(),
                     [](const auto& x, const auto& y) { return x.suspicion > y.suspicion; });
}

CheckResult identityCheck(const IdentityClusters& clusters, std::span<const Sample> samples) {
    CheckResult check;
    check.check = "identity";
    const auto across = clusters.acrossPatients(samples);
    const auto contradicting = clusters.contradicting(samples);
    check.numbers = {{"certain pairs across patients", static_cast<double>(across.size())},
                     {"contradicting labels", static_cast<double>(contradicting.size())},
                     {"compared closely", static_cast<double>(clusters.compared)}};
    for (const std::string& sentence : sentences(clusters, samples))
        check.sentence += (check.sentence.empty() ? "" : "; ") + sentence;
    check.sentence += ".";
    if (!across.empty()) {
        check.severity = Severity::Warning;
        check.verdict = "one patient under several IDs";
        check.sentence += " They were kept in one fold; the data set should be cleaned.";
    }
    if (auto table = pairTable(clusters, samples); !table.rows.empty()) {
        check.severity = std::max(check.severity, Severity::Note);
        check.tables.push_back(std::move(table));
    }
    addCases(check, clusters, samples);
    return check;
}

} // namespace

Result<StudyIdentity> identityOf(const PreparedSet& set, std::span<const Sample> samples,
                                 core::ImageKind kind, const std::filesystem::path& scratch,
                                 const core::CancelToken* cancel) {
    IdentityRequest request;
    request.kind = kind;
    request.scratch = scratch;
    // The only task of its stage; the result does not depend on the number of threads.
    request.workers = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const IdentitySource source = [&](std::size_t sample) -> Result<IdentityPicture> {
        const auto row = set.rowOf(samples[sample].image);
        if (!row)
            return fail(ErrorCode::NotFound, "the picture was never prepared");
        CW_TRY(auto grey, set.reduced(*row));
        return IdentityPicture{std::move(grey), set.at(*row).pixelSha256};
    };
    CW_TRY(const IdentityClusters clusters, findIdentities(samples, source, request, {}, cancel));
    return StudyIdentity{clusters.ties(), identityCheck(clusters, samples)};
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
