// SPDX-License-Identifier: Apache-2.0
// read export, read import, read submit: from worklists to submitted readings.
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/ReadingFile.h"
#include "core/Files.h"
#include "storage/CaseProcess.h"

#include <memory>

namespace cw::cli {
namespace {

namespace fs = std::filesystem;

struct ReadArguments {
    std::string project, reader, caseId, output;
    std::vector<std::string> files;
    bool submit = false, amend = false;
    std::string reason;
};

std::optional<core::CaseId> caseOf(const ReadArguments& a) {
    return a.caseId.empty() ? std::nullopt : std::optional(core::CaseId(a.caseId));
}

Result<Answer> exportReadings(const ReadArguments& a) {
    CW_TRY(auto project, openProject(a.project));
    CW_TRY(const auto files,
           workflow::exportReadings(project, core::ReaderId(a.reader), caseOf(a)));
    Answer answer;
    answer.json = {{"reader", a.reader}, {"items", Json::array()}};
    if (!a.output.empty()) {
        std::error_code error;
        fs::create_directories(a.output, error);
        if (error)
            return fail(ErrorCode::IoFailure, "the output folder cannot be made");
    }
    for (const auto& file : files) {
        if (a.output.empty())
            answer.json["items"].push_back(Json::parse(file.json));
        else
            answer.json["items"].push_back(
                {{"case", file.caseId.text()}, {"submitted", file.submitted}});
        if (!a.output.empty())
            CW_CHECK(
                core::writeWhole(fs::path(a.output) / (file.caseId.text() + ".json"), file.json));
        answer.text += a.output.empty() ? file.json : std::string();
    }
    if (!a.output.empty())
        answer.text = "wrote " + counted(files.size(), "worklist item");
    else if (files.empty())
        answer.text = "the worklist is empty";
    return answer;
}

Result<Answer> importReadings(const ReadArguments& a) {
    for (std::size_t i = 0; i < a.files.size(); ++i)
        CW_CHECK(checkReadable(a.files[i], "reading file " + std::to_string(i + 1)));
    CW_TRY(auto project, openProject(a.project));
    const auto after = a.amend    ? workflow::AfterImport::Amend
                       : a.submit ? workflow::AfterImport::Submit
                                  : workflow::AfterImport::KeepOpen;
    Answer answer;
    answer.json = {{"imported", 0}, {"readings", Json::array()}, {"failed", Json::array()}};
    std::size_t imported = 0;
    for (std::size_t i = 0; i < a.files.size(); ++i) {
        auto text = core::readText(a.files[i]);
        auto outcome = text ? workflow::importReading(project, *text, after, a.reason)
                            : Result<workflow::AppliedReading>(tl::unexpected(text.error()));
        if (outcome) {
            ++imported;
            answer.json["readings"].push_back({{"case", outcome->caseId.text()},
                                               {"reader", outcome->reader.text()},
                                               {"findings", outcome->findings},
                                               {"answers", outcome->answers},
                                               {"submitted", outcome->submitted}});
            continue;
        }
        // What stops one file is told; what would stop them all ends the verb.
        if (statusOf(outcome.error().code) == Status::CouldNotRun &&
            outcome.error().code != ErrorCode::Forbidden)
            return within(outcome.error(), "reading file " + std::to_string(i + 1));
        answer.json["failed"].push_back({{"number", i + 1},
                                         {"code", cw::name(outcome.error().code)},
                                         {"message", outcome.error().sentence()}});
        answer.text +=
            "reading file " + std::to_string(i + 1) + ": " + outcome.error().sentence() + "\n";
    }
    answer.json["imported"] = imported;
    answer.text += std::to_string(imported) + " of " + counted(a.files.size(), "reading") +
                   (a.amend    ? " amended"
                    : a.submit ? " imported and submitted"
                               : " imported");
    answer.found = imported < a.files.size();
    return answer;
}

Result<Answer> submitReadings(const ReadArguments& a) {
    CW_TRY(auto project, openProject(a.project));
    const core::ReaderId reader(a.reader);
    std::vector<core::CaseId> begun;
    if (const auto only = caseOf(a)) {
        begun.push_back(*only);
    } else {
        CW_TRY(const auto cases, project.store().cases());
        std::error_code ignored;
        const storage::CaseProcess process(project.store());
        for (const auto& row : cases)
            for (std::size_t i = 0; i < row.readers.size() && i < row.submitted.size(); ++i) {
                if (row.readers[i] != reader || row.submitted[i])
                    continue;
                CW_TRY(const int round, process.round(row.id, reader));
                if (fs::exists(project.store().journalFile(row.id, reader, round), ignored))
                    begun.push_back(row.id);
            }
    }
    Answer answer;
    answer.json["submitted"] = Json::array();
    for (const auto& id : begun) {
        CW_TRY(auto session, project.openSession(id, reader));
        CW_CHECK(project.submit(session));
        answer.json["submitted"].push_back(id.text());
    }
    answer.text = "submitted " + counted(begun.size(), "reading");
    return answer;
}

} // namespace

void addRead(Program& program) {
    auto a = std::make_shared<ReadArguments>();
    auto* read = program.verb("read", "readings as JSON files, for scripts and other tools",
                              "concord read export breast-2026 --reader kim --output worklist");
    read->require_subcommand(1);

    auto* out = program.verb(read, "export", "a reader's worklist as files to fill in",
                             "concord read export breast-2026 --reader kim --output worklist");
    out->add_option("PROJECT", a->project, "the project's folder")->required();
    out->add_option("--reader", a->reader, "whose worklist")->required();
    out->add_option("--case", a->caseId, "one case only");
    out->add_option("--output", a->output, "folder for CASE.json files; default: standard output");
    program.whenChosen(out, [a] { return exportReadings(*a); });

    auto* in = program.verb(read, "import", "puts filled-in files into the readers' sessions",
                            "concord read import breast-2026 worklist/*.json --submit");
    in->add_option("PROJECT", a->project, "the project's folder")->required();
    in->add_option("FILE", a->files, "readings (concord-reading-1)")->required();
    auto* submitted = in->add_flag("--submit", a->submit, "submit each at once");
    auto* amended = in->add_flag("--amend", a->amend,
                                 "what they say now, of cases under cross-check; needs --reason");
    amended->excludes(submitted);
    in->add_option("--reason", a->reason, "why they are amended; kept for good")->needs(amended);
    program.whenChosen(in, [a] { return importReadings(*a); });

    auto* done =
        program.verb(read, "submit", "submits a reader's begun readings; they are final then",
                     "concord read submit breast-2026 --reader kim");
    done->add_option("PROJECT", a->project, "the project's folder")->required();
    done->add_option("--reader", a->reader, "whose readings")->required();
    done->add_option("--case", a->caseId, "one case only");
    program.whenChosen(done, [a] { return submitReadings(*a); });
}

} // namespace cw::cli
