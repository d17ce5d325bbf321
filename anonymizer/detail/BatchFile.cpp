// SPDX-License-Identifier: Apache-2.0
// What a worker of the batch does with one source; the threads are in BatchWorkers.cpp.
#include "anonymizer/detail/BatchWorkers.h"
#include "anonymizer/detail/Identifiers.h"
#include "anonymizer/detail/OutputName.h"
#include "core/Files.h"
#include "core/Sha256.h"
#include <algorithm>
#include <sys/stat.h>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;

void refuse(Finished& finished, Outcome outcome, std::string reason) {
    finished.item.outcome = outcome;
    finished.item.reason = std::move(reason);
}

/// An error of the target ends the run: every other file would meet it too. All else is the
/// source's own fault.
bool isOfTheTarget(const Error& error) {
    return error.code == ErrorCode::IoFailure || error.code == ErrorCode::Conflict;
}

std::string listed(const std::vector<std::string>& kinds) {
    std::vector<std::string> sorted = kinds;
    std::ranges::sort(sorted);
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    std::string text;
    for (const std::string& kind : sorted)
        text += (text.empty() ? "" : ", ") + kind;
    return text;
}

std::unique_ptr<MappingRow> mappingOf(const FileRecord& record, const std::string& token) {
    auto row = std::make_unique<MappingRow>();
    if (record.original)
        row->original = *record.original;
    row->pseudonym = record.patient.text();
    row->studyUid = record.studyUid;
    row->seriesUid = record.seriesUid;
    row->instanceUid = record.instanceUid;
    row->dateOffsetDays = record.dateOffsetDays;
    row->source = token;
    return row;
}

} // namespace

Result<Finished> BatchWorkers::process(const Task& task) const {
    Finished finished;
    finished.item.source = task.source.token;
    const fs::path temporary = m_temporaries / std::to_string(task.index);
    try {
        CW_CHECK(processFile(task, finished));
    } catch (const std::bad_alloc&) {
        refuse(finished, Outcome::Quarantined, "the file needs more memory than there is");
    } catch (const std::exception&) {
        refuse(finished, Outcome::Quarantined, "the file cannot be read");
    }
    if (finished.item.outcome == Outcome::Quarantined || finished.item.outcome == Outcome::Held) {
        std::error_code ignored;
        fs::remove(temporary, ignored);
        finished.temporary.clear();
    }
    if (m_options.quarantine)
        CW_CHECK(keepForSteward(task, finished));
    return finished;
}

Result<void> BatchWorkers::processFile(const Task& task, Finished& finished) const {
    if (task.source.kind == Source::Kind::UnreadableFolder) {
        refuse(finished, Outcome::Quarantined, "a folder that cannot be read");
        return {};
    }
    const fs::path source = m_options.input / task.source.relative;
    struct stat status {};
    const bool found = ::lstat(source.c_str(), &status) == 0;
    if (task.source.kind != Source::Kind::File || (found && !S_ISREG(status.st_mode))) {
        refuse(finished, Outcome::Quarantined, "a link or device, not a file");
        return {};
    }
    if (!found) {
        refuse(finished, Outcome::Quarantined, "the file went away while the run was going");
        return {};
    }
    finished.sourceBytes = static_cast<std::uint64_t>(status.st_size);
    // Content that changes leaves another size or another time; reading terabytes again to hash
    // them would make every resumed run as slow as the first.
    finished.state = m_context.pseudonyms.token(
        "source state",
        task.source.relative + '\0' + std::to_string(status.st_size) + ' ' +
            std::to_string(status.st_mtim.tv_sec) + '.' + std::to_string(status.st_mtim.tv_nsec),
        24);
    if (m_options.resume && isAlreadyThere(finished))
        return {};
    return write(task, m_temporaries / std::to_string(task.index), finished);
}

bool BatchWorkers::isAlreadyThere(Finished& finished) const {
    const auto entry = m_journal.find(finished.item.source);
    if (!entry)
        return false;
    finished.previous = entry->output;
    finished.unchanged = entry->state == finished.state;
    // What was written without a check that is on today has to pass it first.
    if (!finished.unchanged || (m_options.gate && !entry->gated) ||
        (m_options.pixels && !entry->pixels))
        return false;
    const fs::path output = m_options.output / entry->output;
    std::error_code error;
    if (!fs::is_regular_file(fs::symlink_status(output, error)) ||
        fs::file_size(output, error) != entry->bytes || error)
        return false;
    // Younger than the journal: somebody touched it after it was done. Then only its hash will do.
    if (fs::last_write_time(output, error) > m_journal.lastGrown() || error) {
        const auto hash = core::sha256OfFile(output);
        if (entry->sha256.empty() || !hash || *hash != entry->sha256)
            return false;
    }
    BatchItem& item = finished.item;
    item.outcome = Outcome::AlreadyThere;
    item.output = entry->output;
    item.bytes = entry->bytes;
    item.patient = entry->patient;
    item.study = entry->study;
    item.record.outputSha256 = entry->sha256;
    return true;
}

Result<void> BatchWorkers::write(const Task& task, const fs::path& temporary,
                                 Finished& finished) const {
    const fs::path source = m_options.input / task.source.relative;
    const fs::path relative = task.source.relative;
    const auto refused = [&](const Error& error) -> Result<void> {
        if (isOfTheTarget(error))
            return within(error, "writing a de-identified file");
        refuse(finished, Outcome::Quarantined, error.sentence());
        return {};
    };
    auto record = deidentifyFile(source, temporary, m_context, relative.filename());
    if (!record)
        return refused(record.error());
    auto name = proposedName(m_context, *record);
    if (!name)
        return refused(name.error());
    if (m_options.pixels) {
        auto answer =
            m_options.pixels({source, relative, task.source.token, temporary, *name, *record});
        if (!answer) {
            refuse(finished, Outcome::Quarantined, "the pixel check: " + answer.error().sentence());
            return {};
        }
        if (answer->held) {
            refuse(finished, Outcome::Held, std::move(answer->why));
            return {};
        }
        if (answer->hidden || answer->cleaned) {
            std::error_code ignored;
            fs::remove(temporary, ignored);
            const FileOptions how{.patientId = {}, .pixelsCleaned = answer->cleaned};
            record = answer->hidden
                         ? deidentifyFile(*answer->hidden, temporary, m_context,
                                          relative.filename(), how)
                         : deidentifyFile(source, temporary, m_context, relative.filename(), how);
            if (!record)
                return refused(record.error());
        }
        finished.pixels = true;
    }
    BatchItem& item = finished.item;
    item.record = record->record;
    item.bytes = record->bytes;
    item.patient = record->patient.text();
    item.study = record->studyUid;
    finished.temporary = temporary;
    finished.proposed = *name;
    finished.dropped = std::move(record->droppedWords);
    if (!finished.dropped.empty() && record->identifiers)
        for (const Identifier& each : *record->identifiers)
            if (each.form == IdentifierForm::Name)
                finished.names.push_back(each.text);
    if (m_options.mapping)
        finished.mapping = mappingOf(*record, task.source.token);
    return m_options.gate
               ? passGate({source, relative, task.source.token, temporary, *name, *record},
                          finished)
               : Result<void>();
}

Result<void> BatchWorkers::passGate(const FileInHand& file, Finished& finished) const {
    const auto finding = m_options.gate(file);
    if (!finding) {
        refuse(finished, Outcome::Quarantined,
               "the leak gate could not search it: " + finding.error().sentence());
        return {};
    }
    if (!finding->kinds.empty()) {
        refuse(finished, Outcome::Quarantined, "the leak gate found " + listed(finding->kinds));
        finished.leaked = true;
        return {};
    }
    finished.gated = true;
    finished.item.record.outputSha256 = finding->sha256;
    if (finding->sha256.empty()) {
        CW_TRY(finished.item.record.outputSha256, core::sha256OfFile(file.output));
    }
    return {};
}

/// A copy of what was quarantined, under its token; gone again once the file has passed.
Result<void> BatchWorkers::keepForSteward(const Task& task, const Finished& finished) const {
    const fs::path copy = *m_options.quarantine / task.source.token;
    std::error_code error;
    if (finished.item.outcome != Outcome::Quarantined) {
        fs::remove(copy, error);
        return {};
    }
    const fs::path source = m_options.input / task.source.relative;
    if (!fs::is_regular_file(fs::symlink_status(source, error)))
        return {};
    const fs::path part = copy.string() + ".part";
    fs::copy_file(source, part, fs::copy_options::overwrite_existing, error);
    if (error == std::errc::permission_denied)
        return {}; // cannot be read: nothing to keep
    if (error)
        return fail(ErrorCode::IoFailure, "copying into the quarantine folder: " + error.message());
    return core::moveFile(part, copy);
}

} // namespace cw::anonymizer
