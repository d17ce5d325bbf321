// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/LeakScan.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "core/Files.h"

#include <memory>
#include <optional>

namespace cw::cli {
namespace {

namespace fs = std::filesystem;

struct LeakArguments {
    std::string original, output, report, verify;
    int workers = 2;
    bool noPictures = false;
};

Answer answerOf(const anonymizer::LeakReport& report) {
    Answer answer;
    answer.json = Json::parse(report.toJson(), nullptr, false);
    answer.text = counted(report.identifiers, "identifier") + " searched in " +
                  counted(report.filesScanned, "file") + ": " + counted(report.found, "leak") +
                  "\n" + counted(report.picturesRead, "picture") + " read for burned-in text, " +
                  std::to_string(report.picturesWithText) + " carry writing\n";
    for (const auto& note : report.notes)
        answer.text += "  " + note + "\n";
    // As the report names them: a file that leaks by its name is not named.
    for (const auto& leak : answer.json["leaks"])
        answer.text += "  " + leak.value("kind", "") + " in " + leak.value("file", "") + ", " +
                       leak.value("where", "") + "\n";
    // A picture that could not be read was not searched: that must not look like a clean pass.
    answer.found = !report.clean();
    return answer;
}

Result<Answer> verify(const LeakArguments& a) {
    if (!a.original.empty() || !a.report.empty())
        return fail(ErrorCode::InvalidArgument, "--verify goes with --output alone");
    CW_CHECK(checkReadable(a.verify, "the report"));
    std::optional<fs::path> output;
    if (!a.output.empty()) {
        CW_CHECK(checkFolder(a.output, "the output"));
        output = a.output;
    }
    CW_TRY(const auto check, anonymizer::checkReport(a.verify, output));
    Answer answer;
    answer.json = {{"intact", check.intact},
                   {"report_sha256", check.reportSha256},
                   {"leak_count", check.leaks}};
    answer.text = check.intact ? "the report is as it was written\n"
                               : "the report was changed: its content has another hash\n";
    if (check.sameOutput) {
        answer.json["same_output"] = *check.sameOutput;
        answer.text += *check.sameOutput ? "the output is what was searched\n"
                                         : "the output is not what was searched\n";
    }
    answer.found = !check.intact || !check.sameOutput.value_or(true);
    return answer;
}

Result<Answer> leakscan(const LeakArguments& a, const Program& program) {
    if (!a.verify.empty())
        return verify(a);
    if (a.original.empty() || a.output.empty())
        return fail(ErrorCode::InvalidArgument,
                    "leakscan needs --original and --output, or --verify and a report");
    CW_CHECK(checkFolder(a.original, "the original"));
    CW_CHECK(checkFolder(a.output, "the output"));
    if (a.workers < 1 || a.workers > 64)
        return fail(ErrorCode::InvalidArgument, "--workers is 1 to 64");
    anonymizer::LeakScanOptions options;
    options.workers = a.workers;
    options.pictures = !a.noPictures;
    options.progress = program.workProgress("leakscan");
    options.cancel = &program.cancelToken();
    CW_TRY(const auto report, anonymizer::leakScan(a.original, a.output, options));
    if (!a.report.empty())
        CW_CHECK(core::writeWhole(a.report, report.toJson()));
    Answer answer = answerOf(report);
    if (!answer.json.is_object())
        return fail(ErrorCode::Internal, "the leak report is not a JSON object");
    return answer;
}

} // namespace

void addLeakscan(Program& program) {
    auto a = std::make_shared<LeakArguments>();
    auto* verb =
        program.verb("leakscan", "searches the output for anything that identified the original",
                     "concord leakscan --original export --output clean --report leaks.json");
    verb->add_option("--original", a->original, "folder of identified files");
    verb->add_option("--output", a->output, "folder of de-identified files");
    verb->add_option("--report", a->report, "JSON file to write");
    verb->add_option("--workers", a->workers, "default 2");
    verb->add_flag("--no-pictures", a->noPictures, "leave out the writing in pixels");
    verb->add_option("--verify", a->verify,
                     "a report of leakscan: is it as written; with --output, are these its files");
    program.whenChosen(verb, [a, &program] { return leakscan(*a, program); });
}

} // namespace cw::cli
