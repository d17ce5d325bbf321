// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Comparison.h"
#include "core/Random.h"
#include "storage/CaseStore.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cw::storage {

enum class AliasKind { Repeat, First };

/// Somebody is to read a case. kind: as a case of their own that shows the images of caseId, a
/// hidden repeat or the reading before the two.
struct AssignedReading {
    core::CaseId caseId;
    core::ReaderId reader;
    int slot = 0; ///< 0: A, 1: B
    std::optional<AliasKind> kind;
    std::size_t position = 0; ///< in this reader's order
    bool rightSideFirst = true;
};

/// One line of a reader's worklist, as that reader may see it.
struct WorklistItem {
    core::CaseId caseId;
    enum class State {
        Waiting, ///< for the first reading
        Open,    ///< not begun
        Begun,
        Submitted,
        CrossCheck, ///< both are in and differ: look at the other reading, and say what you think
        Stated,
        Done ///< settled or excluded
    } state = State::Open;
    bool rightSideFirst = true;
    std::int64_t activeMs = 0;
    std::string submittedAt; ///< of the reading that counts, ISO 8601 UTC; empty: not submitted
};
std::string_view name(WorklistItem::State state);

/// What a reader said after having seen the other reading.
struct Statement {
    core::ReaderId reader;
    bool amended = false;
    std::string reason, saidAt;
};
struct CrossCheck {
    bool closed = false;
    std::vector<Statement> statements;
};

enum class InspectionStep { Peer, Manager, Audit };
std::string_view name(InspectionStep step); ///< "peer", "manager", "audit"
std::optional<InspectionStep> inspectionStepFrom(std::string_view text);

struct Inspection {
    core::CaseId caseId;
    InspectionStep step = InspectionStep::Peer;
    core::ReaderId inspector;
    bool passed = false;
    std::string reason; ///< needed where it failed
    std::optional<int> sample;
    std::string inspectedAt; ///< filled in by the store
};
/// A random sample of the cases that passed the manager, for the final audit.
struct InspectionSample {
    int number = 0;
    std::string drawnAt;
    core::Seed seed = 0;
    std::size_t population = 0, passed = 0, failed = 0;
    std::vector<core::CaseId> cases; ///< in ascending order
};

/// The course of double reading on top of a CaseStore (docs/double-reading.md, decision 0140): who
/// reads what in which order, cross-check, taking back, inspection. Every change is one transaction
/// with its line of the audit trail. Refused by role as CaseStore's functions are.
class CaseProcess {
public:
    explicit CaseProcess(CaseStore& store) : m_store(&store) {}

    /// All or nothing. Forbidden if one of the cases has been begun; slots 0 and 1 come together.
    Result<void> assign(const std::vector<AssignedReading>& readings, const std::string& ruleText);
    /// In the reader's own order.
    Result<std::vector<WorklistItem>> worklist(const core::ReaderId& reader) const;
    Result<void> addActiveTime(const core::CaseId& id, const core::ReaderId& reader,
                               std::int64_t milliseconds);
    /// The alias cases: hidden repeats and first readings, with their original.
    struct Alias {
        core::CaseId id, original;
        AliasKind kind = AliasKind::Repeat;
        core::ReaderId reader;
        /// Once both readings of the original are in and it has been released.
        std::optional<annotation::Reading> reading;
    };
    /// For the coordinator.
    Result<std::vector<Alias>> aliases() const;

    // -- cross-check: both have seen both -------------------------------------------------------
    /// Forbidden unless the readings were compared and differ.
    Result<void> openCrossCheck(const core::CaseId& id, const std::string& by);
    Result<std::optional<CrossCheck>> crossCheck(const core::CaseId& id) const;
    /// The reading stands as it is. Forbidden: no open cross-check, or said already.
    Result<void> stand(const core::CaseId& id, const core::ReaderId& reader,
                       const std::string& reason);
    /// The amended reading beside the original, with its reason (InvalidArgument without one).
    Result<void> amend(const annotation::Reading& reading, const std::string& reason);
    /// Forbidden until both have said something.
    Result<void> closeCrossCheck(const core::CaseId& id);
    /// What each of the two says now: the amended reading where there is one. Forbidden as
    /// CaseStore::bothReadings().
    Result<std::pair<annotation::Reading, annotation::Reading>>
    readingsThatCount(const core::CaseId& id) const;
    /// The comparison of the blind readings, also where a later one has taken its place.
    Result<std::optional<annotation::Comparison>> firstComparison(const core::CaseId& id) const;

    // -- taking back ------------------------------------------------------------------------------
    /// One reader's submission no longer counts; they may read again. Forbidden once it is decided.
    Result<void> unsign(const core::CaseId& id, const core::ReaderId& reader, const std::string& by,
                        const std::string& reason);
    /// The case goes back to be labelled by both; what was read, compared and decided stays on
    /// record and no longer counts.
    Result<void> reopen(const core::CaseId& id, const std::string& by, const std::string& reason);
    /// Under which round this reader's next reading goes: 1, or more after unsigning.
    Result<int> round(const core::CaseId& id, const core::ReaderId& reader) const;
    /// When they last submitted it, in any round; empty: never.
    Result<std::string> lastSubmittedAt(const core::CaseId& id, const core::ReaderId& reader) const;

    // -- inspection
    // ---------------------------------------------------------------------------------
    /// Settled cases only; not by one of the readers; the steps in order, the audit only within a
    /// sample. One that fails is reopened.
    Result<void> inspect(const Inspection& inspection);
    Result<std::vector<Inspection>> inspections(const core::CaseId& id) const;
    /// InvalidArgument if fewer cases than that have passed the manager.
    Result<InspectionSample> drawSample(std::size_t size, core::Seed seed, const std::string& by);
    Result<std::vector<InspectionSample>> samples() const;
    /// Settled cases of this cycle by the last step passed; absent: none.
    Result<std::vector<std::pair<core::CaseId, std::optional<InspectionStep>>>> inspected() const;

    // -- settings of the project
    // ----------------------------------------------------------------------
    /// Nothing where it was never set.
    Result<std::optional<std::string>> setting(const std::string& name) const;
    Result<void> setSetting(const std::string& name, const std::string& value,
                            const std::string& by);

private:
    CaseStore* m_store;
};

} // namespace cw::storage
