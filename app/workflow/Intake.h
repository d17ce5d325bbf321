// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/StoreAccess.h"
#include "core/Clock.h"
#include "core/Geometry.h"
#include "core/Image.h"
#include "core/Progress.h"
#include "core/Result.h"
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cw::workflow {

/// What the steward writes down (Korean Personal Information Protection Act, article 28-4:
/// purpose, recipient, period). Words of the steward; none may name a patient.
struct IntakeFacts {
    std::string operatorName; ///< who decides and releases
    std::string purpose;      ///< one of intakePurposes()
    std::string purposeText;
    std::string irb;         ///< number of the approval
    std::string recipient;   ///< who gets the images
    std::string periodUntil; ///< YYYY-MM-DD
    std::string reviewer;    ///< who approves what leaves as a folder, where a ledger is kept
    bool operator==(const IntakeFacts&) const = default;
};
/// "statistics", "research", "archiving", "consent"
const std::vector<std::string>& intakePurposes();

/// A profile in words, before it is used.
struct ProfileWords {
    std::string name, edition, description;
    std::vector<std::string> warnings; ///< identifying things kept on purpose
    bool cleansPixels = false;
};
std::vector<std::string> intakeProfiles(); ///< the built-ins' names
Result<ProfileWords> describeProfile(const std::string& nameOrFile);

/// What the steward chooses before an intake begins.
struct IntakePlan {
    std::filesystem::path source;
    std::string profile = "curation"; ///< a built-in's name, or the path of a profile file
    std::filesystem::path keyFile;    ///< outside of source and project; made if missing
    /// CSV by patient_id with classes and clinical values (docs/clinical-csv.md).
    std::optional<std::filesystem::path> patients;
    std::optional<std::filesystem::path> lookup; ///< CSV of IDs given beforehand
    /// Where the mapping is kept, encrypted, and the hash-chained record of what was done.
    std::optional<std::filesystem::path> vault, ledger;
    IntakeFacts facts;
    int workers = 0; ///< 0: one for each processor
};

/// One attribute of the preview; the words are English, a window translates them.
struct IntakeChange {
    std::string where, attribute; ///< "(0008,0090)", "ReferringPhysicianName"
    std::string what;             ///< "kept", "removed", "emptied", "replaced", "inserted"
    std::string beforeKind;       ///< "date", "person name, 17 bytes": never the value
    std::string before;           ///< the value; only where it was asked for
    std::string after, rule, why;
};
struct IntakePreview {
    std::string profile;
    std::vector<IntakeChange> changes;
    std::vector<std::string> warnings;
};

/// One file of the source after a run.
struct IntakeItem {
    enum class State { Done, Quarantined, Held, Leaked };
    std::string source; ///< keyed token of its path
    State state = State::Done;
    std::string reason;           ///< in words, no value
    std::filesystem::path output; ///< relative to the staged tree; Done only
    std::uint64_t bytes = 0;
};

/// Where an intake stands. A copy: it does not change under its reader.
struct IntakeStatus {
    bool ran = false;      ///< a run has reached the end
    std::size_t input = 0; ///< files of the source in the last run
    std::vector<IntakeItem> items;
    std::array<std::size_t, 4> counts{}; ///< of each State
    bool reconciles = false;
    std::size_t released = 0; ///< images that left, by export or import
    std::size_t count(IntakeItem::State state) const {
        return counts[static_cast<std::size_t>(state)];
    }
};

/// What a person says of one piece of writing.
enum class WritingVerdict { Undecided, Hide, Keep };
/// One piece of writing in one picture.
struct Writing {
    std::string source;  ///< keyed token
    std::size_t box = 0; ///< number within the picture
    core::RectPx place;
    int frame = 0;      ///< -1: the same place in all frames
    std::string match;  ///< what it says ("PatientName") or looks like ("writing"); never the text
    std::string device; ///< one line for people; empty: not known, so nothing holds "everywhere"
    bool identifies = false; ///< it says an identifier of the file itself
    WritingVerdict verdict = WritingVerdict::Undecided;
    bool everywhere = false; ///< the verdict holds for the device
};
/// The writing and what stands around it, as a viewer shows it.
struct WritingPicture {
    core::Image crop; ///< 8-bit grey or Rgb
    core::RectPx box; ///< in the crop
};
struct WritingDecision {
    WritingVerdict verdict = WritingVerdict::Hide; ///< Hide or Keep
    bool everywhere = false; ///< for this place on every picture of the device, now and later
    std::string reason;      ///< not empty for Keep; names no patient
};

/// Why nothing leaves yet. Words are the caller's.
struct Blocker {
    enum class Kind {
        NotRun,    ///< no run has reached the end
        Undecided, ///< count pieces of writing wait for a person
        NotRerun,  ///< count held files are decided but not yet written
        Leaks,     ///< count files were stopped by the gate and nobody has left them out
        NothingDone,
        NoOperator,      ///< nobody said who releases
        NoPurpose,       ///< nobody said what for
        DoesNotReconcile ///< files got lost between input and lists
    };
    Kind kind = Kind::NotRun;
    std::size_t count = 0;
};
/// One English sentence.
std::string sentence(const Blocker& blocker);

struct ReleaseOutcome {
    std::size_t images = 0;       ///< that left now
    std::size_t alreadyThere = 0; ///< were there from an earlier release
    std::vector<IntakeItem> refused;
    std::vector<std::string> warnings; ///< of the clinical table
};

/// From a hospital's folder to images that may leave, for one source, one profile and one key:
/// preview, run, quarantine, decisions about writing in pictures, release. The work folder holds
/// the staged outputs, the report and the queue of decisions, and no patient data; an intake that
/// was left or killed goes on from there. run(), decide() and the releases one at a time; the const
/// calls from any thread at any time.
class Intake {
public:
    /// workRoot: <project>/intake; each source, profile and key get a folder of their own in it.
    /// Errors: NotFound (no source), InvalidArgument (source, project and key inside each other),
    /// Malformed (profile, CSV, key).
    static Result<Intake> open(IntakePlan plan, const std::filesystem::path& workRoot,
                               core::Clock clock = core::systemClock());
    Intake(Intake&&) noexcept;
    Intake& operator=(Intake&&) noexcept;
    ~Intake();

    const IntakePlan& plan() const;
    std::string profileLine() const; ///< "curation, PS3.15 2026c"
    std::string keyId() const;
    std::filesystem::path stagedFolder() const;

    /// The source's files, sorted, relative: they may name patients.
    const std::vector<std::filesystem::path>& files() const;
    /// The path of an item, for the steward's eyes. Empty: not of this source.
    std::filesystem::path pathOf(const std::string& token) const;
    Result<IntakePreview> preview(const std::filesystem::path& file, bool showValues) const;

    /// From the beginning, or from where the last run stopped; also writes what has been decided
    /// since. Errors: Cancelled, IoFailure, Conflict (another program works on it).
    /// With a vault: passphrase is the steward's; Forbidden if it is not.
    Result<void> run(const core::WorkFn& progress = {}, const core::CancelToken* cancel = nullptr,
                     const std::string& passphrase = {});
    IntakeStatus status() const;

    /// All pieces of writing of held files, and those decided before, in the order of the items.
    std::vector<Writing> writings() const;
    /// The source's picture, undisguised, for the steward's eyes.
    Result<WritingPicture> picture(const Writing& writing) const;
    /// What stands there, read anew from the source.
    Result<std::string> textOf(const Writing& writing) const;
    /// The decision of IntakeFacts::operatorName. InvalidArgument: nobody's name, no reason to
    /// keep, a device that is not known, an identifier kept everywhere.
    Result<void> decide(const Writing& writing, const WritingDecision& decision);
    /// What the gate stopped stays out of the release, on the operator's word.
    Result<void> leaveLeaksOut();

    void setFacts(IntakeFacts facts);
    /// Empty: it may leave.
    std::vector<Blocker> blockers() const;
    /// Copies the staged outputs with their report into a new or empty folder. Forbidden while
    /// anything blocks, and with a ledger without a reviewer who did not run it; Conflict (folder
    /// in use).
    Result<ReleaseOutcome> releaseToFolder(const std::filesystem::path& folder,
                                           const core::WorkFn& progress = {},
                                           const core::CancelToken* cancel = nullptr);
    /// Takes them into a project as cases, with the clinical values of the CSV. Forbidden while
    /// anything blocks. Only images of the project's kind go in; the others are refused by name.
    Result<ReleaseOutcome> releaseToProject(const StoreAccess& store,
                                            const core::WorkFn& progress = {},
                                            const core::CancelToken* cancel = nullptr);

    /// The last run's report as the batch wrote it (JSON, no patient data). NotFound before a run.
    Result<std::string> reportJson() const;

private:
    struct Impl;
    explicit Intake(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace cw::workflow
