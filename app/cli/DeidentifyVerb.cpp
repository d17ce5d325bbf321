// SPDX-License-Identifier: Apache-2.0
// deidentify: a hospital's folder into one that may be released.
#include "anonymizer/DeidentifyFolder.h"
#include "anonymizer/PixelCheck.h"
#include "anonymizer/Profile.h"
#include "anonymizer/ReleaseGate.h"
#include "app/cli/CustodyVerbs.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"

#include <memory>

namespace cw::cli {
namespace {

namespace fs = std::filesystem;
using anonymizer::BatchItem;
using anonymizer::BatchOptions;
using anonymizer::BatchReport;
using anonymizer::Outcome;

struct DeidentifyArguments {
    std::string input, output, key, profile = "curation", report, quarantine;
    std::string pixels = "check", pixelTemplates, lesions;
    CustodyArguments custody;
    int workers = 0;
    bool resume = false, noLeakscan = false;
};

/// Items that somebody has to look at. As many as people read; the report has them all.
class Refused {
public:
    static constexpr std::size_t kListed = 1000, kPrinted = 20;

    void take(const BatchItem& item) {
        if (item.outcome != Outcome::Quarantined && item.outcome != Outcome::Held)
            return;
        if (m_items.size() < kListed)
            m_items.push_back(item);
        ++m_count;
    }
    Json json(Outcome outcome) const {
        Json list = Json::array();
        for (const auto& item : m_items)
            if (item.outcome == outcome)
                list.push_back({{"source", item.source}, {"reason", item.reason}});
        return list;
    }
    std::string text() const {
        std::string lines;
        for (std::size_t i = 0; i < std::min(kPrinted, m_items.size()); ++i)
            lines += "  " + std::string(anonymizer::name(m_items[i].outcome)) + " " +
                     m_items[i].source + ": " + m_items[i].reason + "\n";
        if (m_count > kPrinted)
            lines += "  and " + std::to_string(m_count - kPrinted) +
                     " more; --report DIR lists them all\n";
        return lines;
    }

private:
    std::vector<BatchItem> m_items;
    std::size_t m_count = 0;
};

/// What goes in must come out somewhere, and what is there must have come in.
std::string reconciliation(const BatchReport& report) {
    const auto n = [](std::size_t number) { return std::to_string(number); };
    const auto outputs = report.count(Outcome::Written) + report.count(Outcome::AlreadyThere);
    std::string text = n(report.input) + " in = " + n(report.count(Outcome::Written)) +
                       " written + " + n(report.count(Outcome::AlreadyThere)) +
                       " already there + " + n(report.count(Outcome::Quarantined)) +
                       " quarantined + " + n(report.count(Outcome::Held)) + " held: ";
    if (report.reconciles())
        return text + "the counts reconcile\n";
    return text + "THE COUNTS DO NOT RECONCILE, the output folder has " + n(report.outputsFound) +
           " files where " + n(outputs) + " belong\n";
}

/// The report lies beside the output unless it is told otherwise: every run leaves one.
fs::path reportFolder(const DeidentifyArguments& a) {
    if (!a.report.empty())
        return a.report;
    fs::path output = a.output;
    if (!output.has_filename())
        output = output.parent_path();
    return output.string() + ".report";
}

/// The most frequent.
std::string listed(const std::vector<std::pair<std::string, std::size_t>>& words) {
    constexpr std::size_t printed = 20;
    std::string text;
    for (std::size_t i = 0; i < std::min(printed, words.size()); ++i)
        text += (i > 0 ? ", " : "") + words[i].first;
    return words.size() > printed ? text + " and more (--json)" : text;
}

Answer answerOf(const BatchReport& report, const Refused& refused, const fs::path& folder) {
    Answer answer;
    answer.json = {{"profile", report.profile},
                   {"edition", report.edition},
                   {"profile_sha256", report.profileSha256},
                   {"key_id", report.keyId},
                   {"leak_gate", report.gate},
                   {"pixel_check", report.pixelCheck},
                   {"input", report.input},
                   {"written", report.count(Outcome::Written)},
                   {"already_there", report.count(Outcome::AlreadyThere)},
                   {"quarantined", report.count(Outcome::Quarantined)},
                   {"leaked", report.leaked},
                   {"held", report.count(Outcome::Held)},
                   {"outputs_found", report.outputsFound},
                   {"reconciles", report.reconciles()},
                   {"quarantine", refused.json(Outcome::Quarantined)},
                   {"holding", refused.json(Outcome::Held)}};
    answer.json["report_sha256"] = report.sha256;
    answer.text = reconciliation(report) + refused.text();
    answer.text += std::string("leak gate ") + (report.gate ? "on" : "OFF") + ", pixel check " +
                   (report.pixelCheck ? "on" : "OFF") + "\n";
    answer.text += "report " + report.sha256 + "\n";
    answer.json["words_dropped"] = Json::array();
    for (const auto& [word, times] : report.droppedWords)
        answer.json["words_dropped"].push_back({{"word", word}, {"times", times}});
    if (!report.droppedWords.empty())
        answer.text += "words dropped from descriptors of ten patients and more, which a profile's "
                       "\"words\" may keep: " +
                       listed(report.droppedWords) + "\n";
    if (report.count(Outcome::Held) > 0)
        answer.text += "next: concord pixels list " + folder.string() +
                       ", decide, and run this again with --resume\n";
    answer.found = report.count(Outcome::Quarantined) + report.count(Outcome::Held) > 0 ||
                   !report.reconciles();
    return answer;
}

Result<anonymizer::PixelCheck> pixelCheck(const DeidentifyArguments& a,
                                          const anonymizer::Pseudonyms& pseudonyms,
                                          const fs::path& report, const Program& program) {
    std::error_code error;
    fs::create_directories(report, error);
    if (error)
        return fail(ErrorCode::IoFailure, "the report folder cannot be made: " + error.message());
    const fs::path templates = a.pixelTemplates.empty() ? report / anonymizer::kPixelTemplateFile
                                                        : fs::path(a.pixelTemplates);
    CW_TRY(auto queue, anonymizer::PixelQueue::open(report / anonymizer::kPixelQueueFile, templates,
                                                    program.clock()));
    anonymizer::LesionOutlines lesions;
    if (!a.lesions.empty()) {
        CW_TRY(lesions, anonymizer::LesionOutlines::read(a.lesions));
    }
    return anonymizer::asPixelCheck(
        std::make_shared<anonymizer::PixelStage>(std::move(queue), pseudonyms, std::move(lesions)));
}

/// The run's row of the ledger, in numbers.
void fillRow(anonymizer::RunRow& row, const BatchReport& report) {
    const auto n = [](std::size_t number) { return static_cast<std::int64_t>(number); };
    row.actions = report.actions;
    row.out = {n(report.subjects), n(report.studies),
               n(report.count(Outcome::Written) + report.count(Outcome::AlreadyThere))};
    // Of a file that was not taken nobody knows whose it is.
    row.in = {row.out.subjects, row.out.studies, n(report.input)};
    row.quarantined = n(report.count(Outcome::Quarantined));
    row.held = n(report.count(Outcome::Held));
    row.leaks = n(report.leaked);
    row.leakGate = report.gate;
    row.pixelCheck = report.pixelCheck;
    row.manifestSha256 = report.itemsSha256;
}

Result<Answer> deidentify(const DeidentifyArguments& a, const Program& program) {
    CW_CHECK(checkFolder(a.input, "the input"));
    CW_CHECK(oneOf("--pixels", a.pixels, {"check", "off"}));
    CW_TRY(auto profile, anonymizer::Profile::named(a.profile));
    if (profile->requiresCleanPixels() && a.pixels == "off")
        return fail(ErrorCode::InvalidArgument,
                    "the profile cleans pixel data: --pixels off contradicts it");
    CW_CHECK(checkReadable(a.key, "the key file"));
    CW_TRY(auto key, anonymizer::PseudonymKey::read(a.key));
    const anonymizer::Pseudonyms pseudonyms(std::move(key));
    Refused refused;
    BatchOptions options;
    options.input = a.input;
    options.output = a.output;
    options.report = reportFolder(a);
    if (!a.quarantine.empty())
        options.quarantine = a.quarantine;
    options.workers = a.workers;
    options.resume = a.resume;
    options.toolVersion = Program::version();
    options.work = program.workProgress("deidentify");
    options.each = [&](const BatchItem& item) { refused.take(item); };
    CW_CHECK(anonymizer::checkFolders(options)); // before a row is written or a file made
    CW_TRY(auto custody,
           openCustody(a.custody, *profile, pseudonyms, a.output, a.resume, program.clock()));
    const anonymizer::DeidentifyContext context{profile, pseudonyms, custody.assignments()};
    options.mapping = custody.rows();
    if (!a.noLeakscan)
        options.gate = anonymizer::asReleaseGate(profile);
    if (a.pixels == "check") {
        CW_TRY(options.pixels, pixelCheck(a, pseudonyms, *options.report, program));
    }
    CW_TRY(const auto report,
           anonymizer::deidentifyFolder(options, context, {}, &program.cancelToken()));
    fillRow(custody.row(), report);
    CW_CHECK(custody.finish());
    Answer answer = answerOf(report, refused, reportFolder(a));
    for (const auto& note : custody.notes())
        answer.text += note + "\n";
    return answer;
}

} // namespace

void addDeidentify(Program& program) {
    auto a = std::make_shared<DeidentifyArguments>();
    auto* verb =
        program.verb("deidentify", "stand-alone de-identification of a folder",
                     "concord deidentify --input export --output clean --key hospital.key");
    verb->add_option("--input", a->input, "folder of DICOM files and pictures")->required();
    verb->add_option("--output", a->output, "folder for the de-identified files")->required();
    verb->add_option("--key", a->key, "a key file of keygen")->required();
    verb->add_option("--profile", a->profile,
                     "basic, curation, programme or a profile's file; default curation");
    verb->add_option(
        "--report", a->report,
        "folder for report.json, items.jsonl and the pixel queue; default OUTPUT.report");
    verb->add_option("--quarantine", a->quarantine,
                     "folder outside the output for copies of what was quarantined");
    verb->add_option("--workers", a->workers,
                     "default: one for each processor, with --pixels off half as many again");
    verb->add_flag("--resume", a->resume, "go on where an earlier run stopped");
    verb->add_flag(
        "--no-leakscan", a->noLeakscan,
        "do not search each output for its source's identifiers before it counts as done");
    verb->add_option("--pixels", a->pixels,
                     "check (default): hold files with undecided writing; off");
    verb->add_option("--pixel-templates", a->pixelTemplates,
                     "decisions for devices, kept for later runs; default in the report folder");
    verb->add_option("--lesions", a->lesions,
                     "JSON of outlines that no box may touch unseen (pixels --help)");
    addCustodyOptions(*verb, a->custody);
    program.whenChosen(verb, [a, &program] { return deidentify(*a, program); });
}

} // namespace cw::cli
