// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Edit.h"
#include "annotation/Journaling.h"
#include "core/Clock.h"
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace cw::annotation {

/// A submitted reading: immutable, hashed over its canonical JSON.
struct Reading {
    core::ReadingId id;        ///< SHA-256 of canonicalJson(), 64 hex digits
    core::CaseId caseId;
    core::ReaderId reader;
    std::string submittedAt;   ///< ISO 8601 UTC
    CaseAnswers answers;
    std::vector<Finding> findings; ///< sorted by id
    bool operator==(const Reading&) const = default;
};

/// Canonical (sorted keys, fixed number format) JSON without the id; schema "concord-reading-1".
std::string canonicalJson(const Reading& reading);
/// The same with the id: the form that is stored and exchanged.
std::string toJson(const Reading& reading);
/// Malformed, or Corrupt if an id is present and does not match. The id is filled in if absent.
Result<Reading> readingFromJson(std::string_view json);
/// Fills in the id.
Reading sealed(Reading reading);

/// Size of an image, for checking polygons.
struct ImageSize { int width = 0, height = 0; };
using ImageSizes = std::function<std::optional<ImageSize>(const core::ImageId&)>;

/// The reading that a journal was closed with, or nothing while it is still open: finishes a
/// submission that was interrupted between the journal and the store. NotFound, Corrupt.
Result<std::optional<Reading>> submittedReading(const std::filesystem::path& journal,
                                                const LineSeal& seal = {});

/// One reader at one case. Every accepted edit is on disk (the journal) before apply() returns, or
/// soon after it where the session was opened to journal Behind; a session opened on an existing
/// journal stands where it was, undo stack included.
class ReadingSession {
public:
    /// journal: file of this reader and case; created if missing. A torn last line is dropped.
    /// Errors: Corrupt (a line in the middle), Forbidden (already submitted), IoFailure,
    /// InvalidArgument (no case, reader or sizes, or the journal of another reader or case).
    static Result<ReadingSession> open(core::CaseId caseId, core::ReaderId reader,
                                       const std::filesystem::path& journal, ImageSizes sizes,
                                       Journaling journaling = {});
    ReadingSession(ReadingSession&&) noexcept;
    ReadingSession& operator=(ReadingSession&&) noexcept;
    ~ReadingSession(); ///< writes what is pending, if it can be written: ask journalState() before

    /// InvalidArgument if the edit breaks a rule (storable polygon, known image, stale "before"),
    /// Forbidden after submission, Conflict if another session writes the same journal. BeforeReturn:
    /// IoFailure if it could not be journaled (then it is not applied). Behind: the disk is not
    /// waited for; journalState() says what has become of it.
    Result<void> apply(const Edit& edit);
    bool canUndo() const;
    bool canRedo() const;
    Result<Edit> undo(); ///< the edit that was undone; InvalidArgument if there is none
    Result<Edit> redo();

    const std::vector<Finding>& findings() const; ///< sorted by id
    const Finding* find(const core::LesionId& id) const;
    const CaseAnswers& answers() const;
    const core::CaseId& caseId() const;
    const core::ReaderId& reader() const;
    bool submitted() const;
    core::LesionId nextLesionId() const; ///< "L1", "L2" ...; never reused in this session

    JournalState journalState() const;
    /// Everything is on disk when it returns; waits for the disk. IoFailure, Conflict: nothing is
    /// lost, the steps stay pending.
    Result<void> flush();

    /// Freezes: the reading, with its hash. On disk when it returns, by both ways of journaling;
    /// afterwards apply/undo/redo are Forbidden. IoFailure, Conflict: it is not submitted.
    Result<Reading> submit(const core::Clock& clock);

private:
    struct State;
    explicit ReadingSession(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace cw::annotation
