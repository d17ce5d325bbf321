// SPDX-License-Identifier: Apache-2.0
// phantom, keygen, deidentify, leakscan: what happens before there is a project.
#include "anonymizer/Deidentify.h"
#include "anonymizer/LeakScan.h"
#include "anonymizer/Profile.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "core/Files.h"
#include "phantom/Phantom.h"

#include <memory>

namespace cw::cli {
namespace {

namespace fs = std::filesystem;

struct PhantomArguments {
    std::string folder, kind;
    int patients = 10, workers = 2;
    std::uint64_t seed = 1;
    bool half = false, burnedIn = false;
};

Result<Answer> phantom(const PhantomArguments& a, const Program& program) {
    CW_CHECK(oneOf("--kind", a.kind, {"mammography", "fundus"}));
    if (a.patients < 1 || a.patients > 100000)
        return fail(ErrorCode::InvalidArgument, "--patients is 1 to 100000");
    phantom::PhantomPlan plan;
    plan.kind = *core::imageKindFrom(a.kind);
    plan.patients = a.patients;
    plan.seed = a.seed;
    plan.scale = a.half ? phantom::Scale::Half : phantom::Scale::Full;
    plan.burnedInText = a.burnedIn;
    plan.workers = a.workers;
    CW_TRY(const auto truth, phantom::writePhantom(a.folder, plan, program.progress("phantom"),
                                                   &program.cancelToken()));
    std::size_t images = 0, lesions = 0;
    for (const auto& patient : truth.patients)
        for (const auto& image : patient.images) {
            ++images;
            lesions += image.lesions.size();
        }
    Answer answer;
    answer.json = {{"patients", truth.patients.size()},
                   {"images", images},
                   {"lesions", lesions},
                   {"planted_identifiers", truth.plantedIdentifiers.size()},
                   {"synthetic", true}};
    answer.text = "wrote " + counted(truth.patients.size(), "synthetic patient") + " with " +
                  counted(images, "image") + " and " + counted(lesions, "lesion") +
                  "; truth.json and clinical.csv lie beside them";
    return answer;
}

Result<Answer> keygen(const std::string& file) {
    const auto key = anonymizer::PseudonymKey::random();
    CW_CHECK(key.writeNew(file));
    Answer answer;
    answer.json["key_id"] = key.keyId();
    answer.text = "wrote key " + key.keyId() +
                  ": keep it apart from the data, whoever has both can re-identify";
    return answer;
}

struct DeidentifyArguments {
    std::string input, output, key, profile = "curation", vault, report;
    int workers = 2;
    bool resume = false;
};

Result<Answer> deidentify(const DeidentifyArguments& a, const Program& program) {
    CW_CHECK(checkFolder(a.input, "the input"));
    if (!a.vault.empty())
        return fail(ErrorCode::Unsupported, "this version has no vault yet: pseudonyms can be "
                                            "recomputed from the key, originals cannot");
    CW_CHECK(oneOf("--profile", a.profile, anonymizer::Profile::builtInNames()));
    CW_TRY(auto profile, anonymizer::Profile::builtIn(a.profile));
    CW_CHECK(checkReadable(a.key, "the key file"));
    CW_TRY(auto key, anonymizer::PseudonymKey::read(a.key));
    anonymizer::BatchOptions options;
    options.input = a.input;
    options.output = a.output;
    if (!a.report.empty())
        options.report = a.report;
    options.workers = a.workers;
    options.resume = a.resume;
    const anonymizer::DeidentifyContext context{std::move(profile),
                                                anonymizer::Pseudonyms(std::move(key))};
    CW_TRY(const auto report,
           anonymizer::deidentifyFolder(options, context, program.progress("deidentify"),
                                        &program.cancelToken()));
    using anonymizer::Outcome;
    const auto quarantined = report.count(Outcome::Quarantined);
    Answer answer;
    answer.json = {{"profile", report.profile},
                   {"key_id", report.keyId},
                   {"written", report.count(Outcome::Written)},
                   {"already_there", report.count(Outcome::AlreadyThere)},
                   {"quarantined", quarantined},
                   {"quarantine", Json::array()}};
    answer.text = std::to_string(report.count(Outcome::Written)) + " written, " +
                  std::to_string(report.count(Outcome::AlreadyThere)) + " already there, " +
                  std::to_string(quarantined) + " quarantined\n";
    for (const auto& item : report.items) {
        if (item.outcome != Outcome::Quarantined)
            continue;
        answer.json["quarantine"].push_back({{"source", item.source}, {"reason", item.reason}});
        answer.text += "  quarantined " + item.source + ": " + item.reason + "\n";
    }
    answer.found = quarantined > 0;
    return answer;
}

struct LeakArguments {
    std::string original, output, report;
};

Result<Answer> leakscan(const LeakArguments& a, const Program& program) {
    CW_CHECK(checkFolder(a.original, "the original"));
    CW_CHECK(checkFolder(a.output, "the output"));
    CW_TRY(const auto report,
           anonymizer::leakScan(a.original, a.output, program.progress("leakscan")));
    if (!a.report.empty())
        CW_CHECK(core::writeWhole(a.report, report.toJson()));
    Answer answer;
    answer.json = Json::parse(report.toJson(), nullptr, false);
    if (!answer.json.is_object())
        return fail(ErrorCode::Internal, "the leak report is not a JSON object");
    answer.text = counted(report.identifiers, "identifier") + " searched in " +
                  counted(report.filesScanned, "file") + ": " +
                  counted(report.leaks.size(), "leak") + "\n" +
                  counted(report.picturesRead, "picture") + " read for burned-in text, " +
                  std::to_string(report.picturesWithText) + " carry writing\n";
    for (const auto& note : report.notes)
        answer.text += "  " + note + "\n";
    for (const auto& leak : report.leaks) {
        // A file that leaks by its name is not named again here.
        const auto file = leak.where == "file name" ? "a file" : leak.file.generic_string();
        answer.text += "  " + leak.kind + " in " + file + ", " + leak.where + "\n";
    }
    // A picture that could not be read was not searched: that must not look like a clean pass.
    answer.found = !report.leaks.empty() || report.picturesUnread > 0;
    return answer;
}

} // namespace

void addPhantom(Program& program) {
    auto a = std::make_shared<PhantomArguments>();
    auto* verb =
        program.verb("phantom", "writes synthetic patients with planted identities and lesions",
                     "concord phantom patients --kind mammography --patients 10 --seed 1");
    verb->add_option("DIR", a->folder, "a new or empty folder")->required();
    verb->add_option("--kind", a->kind, "mammography or fundus")->required();
    verb->add_option("--patients", a->patients, "default 10");
    verb->add_option("--seed", a->seed, "the same seed writes the same bytes; default 1");
    verb->add_option("--workers", a->workers, "default 2");
    verb->add_flag("--half", a->half, "half the size in each direction");
    verb->add_flag("--burned-in", a->burnedIn, "some images carry the name in their pixels");
    program.whenChosen(verb, [a, &program] { return phantom(*a, program); });
}

void addKeygen(Program& program) {
    auto file = std::make_shared<std::string>();
    auto* verb =
        program.verb("keygen", "makes a key for pseudonyms", "concord keygen hospital.key");
    verb->add_option("FILE", *file, "a new file, readable by you alone")->required();
    program.whenChosen(verb, [file] { return keygen(*file); });
}

void addDeidentify(Program& program) {
    auto a = std::make_shared<DeidentifyArguments>();
    auto* verb =
        program.verb("deidentify", "stand-alone de-identification of a folder",
                     "concord deidentify --input export --output clean --key hospital.key");
    verb->add_option("--input", a->input, "folder of DICOM files and pictures")->required();
    verb->add_option("--output", a->output, "folder for the de-identified files")->required();
    verb->add_option("--key", a->key, "a key file of keygen")->required();
    verb->add_option("--profile", a->profile, "basic or curation; default curation");
    verb->add_option("--vault", a->vault, "not in this version");
    verb->add_option("--report", a->report, "folder for report.json");
    verb->add_option("--workers", a->workers, "default 2");
    verb->add_flag("--resume", a->resume, "go on where an earlier run stopped");
    program.whenChosen(verb, [a, &program] { return deidentify(*a, program); });
}

void addLeakscan(Program& program) {
    auto a = std::make_shared<LeakArguments>();
    auto* verb =
        program.verb("leakscan", "searches the output for anything that identified the original",
                     "concord leakscan --original export --output clean --report leaks.json");
    verb->add_option("--original", a->original, "folder of identified files")->required();
    verb->add_option("--output", a->output, "folder of de-identified files")->required();
    verb->add_option("--report", a->report, "JSON file to write");
    program.whenChosen(verb, [a, &program] { return leakscan(*a, program); });
}

} // namespace cw::cli
