// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Deidentify.h"
#include "core/Progress.h"
#include <array>
#include <functional>

namespace cw::anonymizer {

class RowSink; // anonymizer/Vault.h

/// Held: the pixels carry text that nobody has decided on yet; nothing was written.
enum class Outcome { Written, AlreadyThere, Quarantined, Held };
inline constexpr std::size_t kOutcomes = 4;
std::string_view name(Outcome outcome); ///< "written", "already there", "quarantined", "held"

/// One source file of a run, without patient data.
struct BatchItem {
    std::string source;           ///< keyed token of the source's relative path, not the path
    std::filesystem::path output; ///< relative; empty when nothing was written
    Outcome outcome = Outcome::Written;
    std::string reason;         ///< of quarantine or holding, in words
    std::uint64_t bytes = 0;    ///< of the output
    std::string patient, study; ///< of the output: pseudonyms; study is empty for loose pictures
    AuditRecord record;         ///< outputSha256 is there where the leak gate is on
};

/// One file of a batch as its checks see it: written, but not yet released. Called from any worker.
struct FileInHand {
    const std::filesystem::path& source;   ///< the identified file
    const std::filesystem::path& relative; ///< its path below the input, which may hold a name
    const std::string& token;              ///< sourceToken() of it
    const std::filesystem::path& output;   ///< what was written, under a temporary name
    const std::filesystem::path& name;     ///< what it will be called, below the output
    const FileRecord& record;              ///< with the source's identifiers
};

/// What the leak gate found in one output (anonymizer/LeakGate.h).
struct GateFinding {
    std::vector<std::string> kinds; ///< "patient name"; never a value. Empty: the file may go out
    std::string sha256;             ///< of the output, where the gate computed it on the way
};
using ReleaseGate = std::function<Result<GateFinding>(const FileInHand&)>;

/// What the pixel check says of one source (anonymizer/PixelReview.h).
struct PixelAnswer {
    bool held = false; ///< text nobody has decided on: the file is not written
    std::string why;   ///< of held, in words
    /// The source with its boxes hidden: this is de-identified instead.
    std::optional<std::vector<std::byte>> hidden{};
    bool cleaned = false; ///< FileOptions::pixelsCleaned
};
using PixelCheck = std::function<Result<PixelAnswer>(const FileInHand&)>;

struct BatchOptions {
    std::filesystem::path input, output;
    std::optional<std::filesystem::path> report; ///< folder for report.json and items.jsonl
    /// Folder of the steward's, outside the output, for copies of quarantined sources.
    std::optional<std::filesystem::path> quarantine;
    int workers = 0; ///< 0: one for each processor, half as many again without pixels
    bool resume = false;
    PixelCheck pixels{}; ///< none: pixels are not looked at, and the report says so
    ReleaseGate gate{};  ///< none: outputs are not searched, and the report says so
    /// Where the mapping of originals goes, group by group, before the group counts as done; may be
    /// null (anonymizer/Vault.h).
    RowSink* mapping = nullptr;
    core::WorkFn work{}; ///< files and bytes done; besides the plain progress
    /// Every item once its outcome is final, one call at a time, in the order of commits.
    std::function<void(const BatchItem&)> each{};
    std::string toolVersion{}; ///< for the report
};

struct BatchReport {
    std::string profile, edition, profileSha256, keyId, toolVersion;
    bool gate = false, pixelCheck = false;
    std::size_t input = 0;                         ///< files found by walking the input
    std::array<std::size_t, kOutcomes> outcomes{}; ///< how many items had each
    std::size_t outputsFound = 0;                  ///< files found by walking the output afterwards
    std::uint64_t bytesIn = 0, bytesOut = 0;       ///< of written files: sources, outputs
    std::size_t subjects = 0, studies = 0;         ///< of the outputs
    std::size_t leaked = 0;                        ///< of the quarantined: stopped by the leak gate
    std::map<std::string, std::size_t> reasons;    ///< of quarantine and holding
    std::map<std::string, std::int64_t> actions;   ///< "remove" -> count, over all written
    /// What Clean Descriptors dropped from descriptors of ten patients and more, and how often: for
    /// the steward, who may add it to a profile's words. In no file: it may be a colleague's name.
    std::vector<std::pair<std::string, std::size_t>> droppedWords;
    std::string itemsSha256; ///< of items.jsonl, where a report was asked for
    std::string sha256;      ///< of report.json as written
    std::size_t count(Outcome outcome) const { return outcomes[static_cast<std::size_t>(outcome)]; }
    /// input = written + already there + quarantined + held, and every file of the output belongs
    /// to one of them.
    bool reconciles() const;
    std::string toJson() const;
};

/// BatchItem::source of a file, given its path relative to the input: how a steward who holds the
/// key finds the file of a report line.
std::string sourceToken(const DeidentifyContext& context, const std::filesystem::path& relative);

/// Whether deidentifyFolder() would begin with these folders; makes the output. The errors are its.
Result<void> checkFolders(const BatchOptions& options);

/// De-identifies every file under a folder into pseudonymous names under another, on all
/// processors, in constant memory (and some 40 bytes for each study, and for each file already
/// there). A file is written under a temporary name; a group of them is synced together, renamed,
/// and only then counted as done in the journal: a power cut costs a redo, never a wrong record.
/// Items are committed in the order of keyed tokens, folder by folder: the tree is the same for any
/// number of workers and after any number of kills and resumes, and its order tells nothing of the
/// sources' names. Where two sources give one name, the later one carries its keyed token.
/// What cannot be read or may not go out is quarantined with a reason and changes nothing else.
/// Errors: NotFound (no input), InvalidArgument (nested folders), Conflict (output holds files and
/// resume is off; or was begun with another key or profile), Cancelled, IoFailure (disk full,
/// target not writable: nothing is half-written, and resume goes on once there is space).
Result<BatchReport> deidentifyFolder(const BatchOptions& options, const DeidentifyContext& context,
                                     const core::ProgressFn& progress = {},
                                     const core::CancelToken* cancel = nullptr);

} // namespace cw::anonymizer
