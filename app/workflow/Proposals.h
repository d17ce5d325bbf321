// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/AnnotationImport.h"

#include <set>

namespace cw::workflow {

/// What a model proposes, until a person confirms it. Nothing here is a reading: a proposal enters
/// one only by confirmProposal(), as that reader's own finding. <project>/proposals/<case>.json,
/// canonical JSON, "concord-proposals-1".
struct Proposal {
    std::string id; ///< "P1", "P2" ...: unique inside the case
    std::string model;
    std::string fileSha256;      ///< of the file it came from
    std::string importedAt;      ///< ISO 8601 UTC
    annotation::Finding finding; ///< its id is the proposal's
};
/// Whether readers see proposals before both have submitted. Hidden unless the project says so: a
/// reading that has seen a model is not blind.
enum class ProposalsWhileBlind { Hidden, Shown };

/// The attribute of a confirmed finding: "proposal:<model>".
inline constexpr const char* kOriginKey = "origin";
/// Which proposal it was: "P3".
inline constexpr const char* kProposalKey = "proposal";

/// Adds the file's findings to the cases' proposals; answers are not proposed. The same file of the
/// same model again changes nothing (Conflict as the case's outcome). InvalidArgument: no model's
/// name, or one of other letters than A-Z a-z 0-9 - _ . (at most 64).
Result<AnnotationImportReport> importProposals(Project& project, dataset::AnnotationSet set,
                                               const ImageNames& names,
                                               const dataset::LabelMap& labels,
                                               const std::string& model,
                                               const std::string& fileSha256);

/// The reader does not take the proposal: it is no longer seen by this reader, nor is the same
/// outline of the same model and label when a later file proposes it again (decision 0151). On
/// record beside the proposals, with reader and time. Forbidden and NotFound as confirmProposal();
/// again: nothing happens.
Result<void> declineProposal(const Project& project, const core::CaseId& id,
                             const core::ReaderId& reader, const std::string& proposalId);
/// What this reader has declined: the numbers of proposals as they are now. Corrupt, NotFound.
Result<std::set<std::string>> declinedBy(const Project& project, const core::CaseId& id,
                                         const core::ReaderId& reader);

/// All proposals of a case; none is no error. Corrupt, NotFound (no such case).
Result<std::vector<Proposal>> listProposals(const Project& project, const core::CaseId& id);
/// Those that this reader may see now, without those declined: none while the case is read blind
/// and they are hidden.
Result<std::vector<Proposal>> proposalsVisibleTo(const Project& project, const core::CaseId& id,
                                                 const core::ReaderId& reader);

Result<ProposalsWhileBlind> proposalsWhileBlind(const Project& project);
Result<void> setProposalsWhileBlind(Project& project, ProposalsWhileBlind policy);

/// The reader makes the proposal a finding of the reading: one edit, journaled and undoable.
/// Forbidden: the reader may not see it. NotFound. Conflict: it is in the reading already.
Result<core::LesionId> confirmProposal(const Project& project, annotation::ReadingSession& session,
                                       const std::string& proposalId);

} // namespace cw::workflow
