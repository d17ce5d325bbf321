// SPDX-License-Identifier: Apache-2.0
#include "annotation/ReadingSession.h"

#include "annotation/detail/EditJson.h"
#include "annotation/detail/Journal.h"
#include "annotation/detail/JournalWriter.h"
#include "annotation/detail/JsonFields.h"
#include "annotation/detail/Sheet.h"

namespace cw::annotation {
namespace {

using detail::Json;
using detail::JsonFields;

constexpr const char* kSchema = "concord-journal-1";
constexpr const char* kUndoLine = R"({"edit":"undo"})";
constexpr const char* kRedoLine = R"({"edit":"redo"})";

std::string headerLine(const core::CaseId& caseId, const core::ReaderId& reader) {
    return written(Json(Json::Object{{"journal", Json(kSchema)},
                                     {"case", Json(caseId.text())},
                                     {"reader", Json(reader.text())}}));
}

std::string submitLine(const Reading& reading) {
    return written(Json(Json::Object{{"edit", Json("submit")},
                                     {"at", Json(reading.submittedAt)},
                                     {"reading", Json(reading.id.text())}}));
}

Result<void> damaged() {
    return fail(ErrorCode::Corrupt, "the journal holds a step that does not fit");
}

/// Everything that a journal's lines lead to.
struct Replayed {
    core::CaseId caseId;
    core::ReaderId reader;
    detail::Sheet sheet;
    detail::EditHistory history;
    std::optional<Reading> submitted;

    Result<void> readHeader(const Json& line) {
        JsonFields fields(line);
        const auto schema = fields.text("journal");
        caseId = core::CaseId(fields.text("case"));
        reader = core::ReaderId(fields.text("reader"));
        if (!fields.finished())
            return fail(ErrorCode::Corrupt, "this is not the journal of a reading");
        if (schema != kSchema)
            return fail(ErrorCode::Unsupported, "the journal was written by a newer version");
        return {};
    }

    Result<void> close(JsonFields& fields) {
        Reading reading{{}, caseId, reader, fields.text("at"), sheet.answers(), sheet.findings()};
        const auto id = fields.text("reading");
        reading = sealed(std::move(reading));
        if (!fields.finished() || reading.id.text() != id)
            return fail(ErrorCode::Corrupt, "the submitted reading no longer matches its hash");
        submitted = std::move(reading);
        return {};
    }

    Result<void> step(const Json& line, const ImageSizes* sizes) {
        if (submitted)
            return damaged();
        JsonFields fields(line);
        const auto kind = fields.text("edit");
        if (kind == "submit")
            return close(fields);
        if (kind == "steps") { // written together
            const auto& steps = fields.array("steps");
            if (!fields.finished())
                return damaged();
            for (const auto& each : steps)
                CW_CHECK(step(each, sizes));
            return {};
        }
        if (kind == "undo" || kind == "redo") {
            const bool back = kind == "undo";
            const auto& from = back ? history.done : history.undone;
            if (!fields.finished() || from.empty())
                return damaged();
            // Back to, or on to, a state whose outlines were checked when it first came about.
            if (!sheet.perform(back ? inverse(from.back()) : from.back(), nullptr))
                return damaged();
            back ? history.stepBack() : history.stepForward();
            return {};
        }
        const auto edit = detail::editFrom(line);
        if (!edit || !sheet.perform(*edit, sizes))
            return damaged();
        history.applied(*edit);
        return {};
    }
};

Result<Replayed> replay(const std::vector<Json>& lines, const ImageSizes* sizes) {
    Replayed replayed;
    CW_CHECK(replayed.readHeader(lines.front()));
    for (std::size_t i = 1; i < lines.size(); ++i)
        CW_CHECK(replayed.step(lines[i], sizes));
    return replayed;
}

/// A new journal has nothing in it, or no more than a torn first line.
Result<detail::JournalLines> linesOrNone(const std::filesystem::path& file, const LineSeal& seal) {
    auto lines = detail::readJournal(file, seal);
    if (!lines && lines.error().code == ErrorCode::NotFound)
        return detail::JournalLines{};
    return lines;
}

auto alreadySubmitted() {
    return fail(ErrorCode::Forbidden,
                "the reading has been submitted and can no longer be changed");
}

} // namespace

struct ReadingSession::State {
    State(detail::Journal journal, Journaling how, ImageSizes images, Replayed start)
        : writer(std::move(journal), std::move(how)), sizes(std::move(images)),
          now(std::move(start)) {}
    detail::JournalWriter writer;
    ImageSizes sizes;
    Replayed now;

    /// Does it, then journals it; undoes it again if the journal cannot take it.
    Result<void> step(const Edit& change, std::string line) {
        if (now.submitted)
            return alreadySubmitted();
        CW_CHECK(now.sheet.perform(change, &sizes));
        if (auto kept = writer.add(std::move(line)); !kept) {
            CW_ASSERT(now.sheet.perform(inverse(change), nullptr));
            return kept;
        }
        return {};
    }
};

Result<ReadingSession> ReadingSession::open(core::CaseId caseId, core::ReaderId reader,
                                            const std::filesystem::path& journal, ImageSizes sizes,
                                            Journaling journaling) {
    const auto header = headerLine(caseId, reader);
    if (caseId.empty() || reader.empty() || !sizes || !detail::isUtf8(header))
        return fail(ErrorCode::InvalidArgument, "a reading needs a case, a reader and its images");
    CW_TRY(auto journaled, linesOrNone(journal, journaling.seal));
    if (journaled.lines.empty()) {
        CW_TRY(auto fresh, detail::Journal::create(journal, header, journaling.seal));
        Replayed start;
        start.caseId = std::move(caseId);
        start.reader = std::move(reader);
        return ReadingSession(std::make_unique<State>(std::move(fresh), std::move(journaling),
                                                      std::move(sizes), std::move(start)));
    }
    CW_TRY(auto replayed, replay(journaled.lines, &sizes));
    if (replayed.caseId != caseId || replayed.reader != reader)
        return fail(ErrorCode::InvalidArgument, "the journal is of another reader or case");
    if (replayed.submitted)
        return alreadySubmitted();
    CW_TRY(auto resumed, detail::Journal::resume(journal, journaled.length, journaled.lines.size(),
                                                 journaling.seal));
    return ReadingSession(std::make_unique<State>(std::move(resumed), std::move(journaling),
                                                  std::move(sizes), std::move(replayed)));
}

ReadingSession::ReadingSession(std::unique_ptr<State> state) : m_state(std::move(state)) {}
ReadingSession::ReadingSession(ReadingSession&&) noexcept = default;
ReadingSession& ReadingSession::operator=(ReadingSession&&) noexcept = default;
ReadingSession::~ReadingSession() = default;

Result<void> ReadingSession::apply(const Edit& edit) {
    auto line = toJsonLine(edit);
    if (!detail::isUtf8(line))
        return fail(ErrorCode::InvalidArgument, "a text of the edit is not UTF-8");
    CW_CHECK(m_state->step(edit, std::move(line)));
    m_state->now.history.applied(edit);
    return {};
}

bool ReadingSession::canUndo() const { return !submitted() && !m_state->now.history.done.empty(); }
bool ReadingSession::canRedo() const {
    return !submitted() && !m_state->now.history.undone.empty();
}

Result<Edit> ReadingSession::undo() {
    auto& history = m_state->now.history;
    if (submitted())
        return alreadySubmitted();
    if (history.done.empty())
        return fail(ErrorCode::InvalidArgument, "there is nothing to undo");
    CW_CHECK(m_state->step(inverse(history.done.back()), kUndoLine));
    history.stepBack();
    return history.undone.back();
}

Result<Edit> ReadingSession::redo() {
    auto& history = m_state->now.history;
    if (submitted())
        return alreadySubmitted();
    if (history.undone.empty())
        return fail(ErrorCode::InvalidArgument, "there is nothing to redo");
    CW_CHECK(m_state->step(history.undone.back(), kRedoLine));
    history.stepForward();
    return history.done.back();
}

const std::vector<Finding>& ReadingSession::findings() const {
    return m_state->now.sheet.findings();
}
const Finding* ReadingSession::find(const core::LesionId& id) const {
    return m_state->now.sheet.find(id);
}
const CaseAnswers& ReadingSession::answers() const { return m_state->now.sheet.answers(); }
const core::CaseId& ReadingSession::caseId() const { return m_state->now.caseId; }
const core::ReaderId& ReadingSession::reader() const { return m_state->now.reader; }
bool ReadingSession::submitted() const { return m_state->now.submitted.has_value(); }
core::LesionId ReadingSession::nextLesionId() const { return m_state->now.sheet.nextLesionId(); }

JournalState ReadingSession::journalState() const { return m_state->writer.state(); }
Result<void> ReadingSession::flush() { return m_state->writer.flush(); }

Result<Reading> ReadingSession::submit(const core::Clock& clock) {
    auto& now = m_state->now;
    if (now.submitted)
        return alreadySubmitted();
    auto reading = sealed({{},
                           now.caseId,
                           now.reader,
                           core::iso8601Utc(clock()),
                           now.sheet.answers(),
                           now.sheet.findings()});
    CW_CHECK(m_state->writer.addNow(submitLine(reading)));
    now.submitted = reading;
    return reading;
}

Result<std::optional<Reading>> submittedReading(const std::filesystem::path& journal,
                                                const LineSeal& seal) {
    CW_TRY(const auto journaled, detail::readJournal(journal, seal));
    if (journaled.lines.empty())
        return std::optional<Reading>();
    CW_TRY(auto replayed, replay(journaled.lines, nullptr));
    return std::move(replayed.submitted);
}

} // namespace cw::annotation
