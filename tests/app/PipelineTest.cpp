// SPDX-License-Identifier: Apache-2.0
#include "app/support/Concord.h"
#include "app/support/PlantedSearch.h"
#include "core/Files.h"

#include <gtest/gtest.h>

namespace cw::testing {
namespace {

using nlohmann::json;

/// Runs verbs one after the other and keeps everything they said.
class Pipeline : public ::testing::Test {
protected:
    /// The answer of a verb that must end with this status; a null value after a failure.
    json run(std::vector<std::string> arguments, int status = 0) {
        arguments.push_back("--json");
        const auto outcome = concord(arguments);
        said += outcome.out + outcome.err;
        EXPECT_EQ(outcome.status, status) << arguments[0] << ": " << outcome.out << outcome.err;
        auto answer = outcome.json();
        EXPECT_TRUE(answer.is_object()) << arguments[0] << ": " << outcome.out;
        EXPECT_EQ(answer.value("status", -1), status);
        return answer;
    }
    /// A validation: its status is 1 exactly where it names a failure or an unreadable picture.
    /// What the checks find in so few synthetic patients is chance, and not what is tested here.
    json judged(std::vector<std::string> arguments) {
        arguments.push_back("--json");
        const auto outcome = concord(arguments);
        said += outcome.out + outcome.err;
        auto answer = outcome.json();
        EXPECT_TRUE(answer.contains("failures")) << outcome.out << outcome.err;
        if (answer.contains("failures")) {
            EXPECT_EQ(outcome.status,
                      answer["failures"].empty() && answer["unreadable"].empty() ? 0 : 1)
                << outcome.out;
        }
        return answer;
    }
    /// The same verb as text, for what people see.
    Outcome text(const std::vector<std::string>& arguments) {
        auto outcome = concord(arguments);
        said += outcome.out + outcome.err;
        return outcome;
    }

    /// Fills in a worklist file as the reader's answer: class by case, one square on the first
    /// image.
    void fillIn(const std::string& file, const std::string& diagnosis, bool outlined,
                const std::string& label) {
        auto reading = json::parse(contentOf(file));
        reading["answers"]["diagnosis"] = diagnosis;
        if (outlined)
            reading["findings"].push_back(
                {{"image", reading["images"][0]["id"]},
                 {"label", label},
                 {"outline", json::array({{400, 400}, {500, 400}, {500, 500}, {400, 500}})}});
        write(file, reading.dump());
    }

    /// Two readers over all cases: they differ on the second and the third.
    void readEverything(const std::string& positive, const std::string& label) {
        for (const auto* reader : {"kim", "lee"}) {
            const auto folder = scratch / (std::string("worklist-") + reader);
            const auto items =
                run({"read", "export", project, "--reader", reader, "--output", folder});
            std::vector<std::string> command{"read", "import", project};
            std::size_t number = 0;
            for (const auto& item : items["items"]) {
                const auto file = folder + "/" + item["case"].get<std::string>() + ".json";
                const bool ill = number % 2 == 0;
                const bool differs = reader == std::string("lee") && (number == 1 || number == 2);
                fillIn(file, ill != differs ? positive : "normal", ill, label);
                command.push_back(file);
                ++number;
            }
            cases = number;
            EXPECT_EQ(run(command)["imported"], number);
            EXPECT_EQ(run({"read", "submit", project, "--reader", reader})["submitted"].size(),
                      number);
        }
    }

    void decide() {
        const auto waiting = run({"adjudicate", project, "--list"});
        ASSERT_EQ(waiting["waiting"], 2U);
        const std::string first = waiting["cases"][0]["case"], second = waiting["cases"][1]["case"];
        run({"freeze", project, "--version", "early"}, 3);
        run({"adjudicate", project, "--case", first, "--verdict", "a", "--adjudicator", "kim"}, 3);
        run({"adjudicate", project, "--case", first, "--verdict", "perhaps", "--adjudicator",
             "park"},
            2);
        run({"adjudicate", project, "--case", first, "--verdict", "a", "--adjudicator", "park"});
        write(scratch / "decisions.csv", "case,verdict,reason,adjudicator,comment\n" + second +
                                             ",exclude,readers-disagree,park,\"two, words\"\n" +
                                             "C-9999,a,,park,\n");
        const auto many = run({"adjudicate", project, "--decisions", scratch / "decisions.csv"}, 1);
        EXPECT_EQ(many["decided"], 1);
        EXPECT_EQ(many["failed"].size(), 1U);
        EXPECT_EQ(run({"adjudicate", project, "--list"})["waiting"], 0U);
    }

    /// From an imported project to a validated version.
    void curate(const std::string& task, const std::string& label) {
        run({"eligibility", project});
        const auto assigned = run({"assign", project, "--readers", "kim,lee"});
        EXPECT_GT(assigned["assigned"], 4);
        run({"assign", project, "--readers", "kim,kim"}, 2);
        readEverything(task, label);
        const auto compared = run({"compare", project});
        EXPECT_EQ(compared["compared"], cases);
        EXPECT_EQ(compared["disagree"], 2);
        decide();
        const auto frozen = run({"freeze", project, "--version", "v1"});
        EXPECT_EQ(frozen["cases"], cases - 1);
        EXPECT_EQ(frozen["not_yet_read"], 0);
        run({"freeze", project, "--version", "v1"}, 3);
        EXPECT_EQ(run({"verify", project, "--version", "v1"})["intact"], true);
        run({"verify", project, "--version", "v2"}, 2);
        for (const std::string format :
             {"coco", "csv", "json", "voc", "yolo", "cvat", "labelme", "png-mask"}) {
            const auto folder = scratch / ("out/" + format);
            run({"export", project, "--version", "v1", "--format", format, "--output", folder});
            const auto log = json::parse(contentOf(folder + "/export.json"));
            EXPECT_EQ(log["manifestSha256"], frozen["manifest_sha256"]);
            const auto seen = run({"annotations", "inspect", folder, "--format", format});
            EXPECT_EQ(seen["faults"].size(), 0U) << format;
            if (format != "png-mask") { // there one shape is all of a label's pixels
                EXPECT_EQ(seen["shapes"], frozen["findings"]) << format;
            }
        }
        run({"annotations", "import", project, scratch / "out/coco", "--as", "reading", "--model",
             "x"},
            2);
        run({"annotations", "inspect", scratch / "nothing"}, 2);
        const auto proposed = run({"annotations", "import", project, scratch / "out/cvat", "--as",
                                   "proposal", "--model", "copycat"});
        EXPECT_EQ(proposed["counts"]["findings"], frozen["findings"]);
        EXPECT_TRUE(json::parse(contentOf(scratch / "out/coco/annotations.json"), nullptr, false)
                        .is_object() ||
                    !fs::exists(scratch / "out/coco/annotations.json"));
        validate(task);
    }

    void validate(const std::string& task) {
        const auto result = judged({"validate", project, "--version", "v1", "--task", task,
                                    "--folds", "2", "--seed", "7", "--output", scratch / "report"});
        EXPECT_EQ(result["folds"].size(), 2U);
        const auto report = json::parse(contentOf(scratch / "report/report.json"));
        EXPECT_DOUBLE_EQ(report["mean_auc"], result["mean_auc"]);
        EXPECT_EQ(report["folds"].size(), 2U);
        EXPECT_TRUE(
            contentOf(scratch / "report/scores.csv").starts_with("image,patient,label,fold,score"));
        EXPECT_NE(contentOf(scratch / "report/report.html").find("<svg"), std::string::npos);
        const auto missed =
            judged({"validate", project, "--version", "v1", "--task", task, "--folds", "2",
                    "--target", "1", "--seed", "7", "--output", scratch / "report2"});
        EXPECT_EQ(missed["target_reached"], result["mean_auc"] == 1.0);
        const auto& failures = missed["failures"];
        EXPECT_EQ(std::find(failures.begin(), failures.end(), "target") != failures.end(),
                  result["mean_auc"] != 1.0);
        run({"validate", project, "--version", "v1", "--task", "flu", "--output", scratch / "r"},
            2);
        run({"validate", project, "--version", "v1", "--task", task, "--folds", "1", "--output",
             scratch / "r"},
            2);
    }

    void expectNothingPlanted(const PlantedSearch& planted) {
        EXPECT_EQ(planted.hits(said), 0U) << "in what the program printed";
        for (const auto* part : {"project", "out", "report", "worklist-kim"})
            EXPECT_EQ(planted.filesWithHits(scratch / part), std::vector<std::string>{}) << part;
    }

    ScratchFolder scratch;
    std::string project = scratch / "project", patients = scratch / "patients", said;
    std::size_t cases = 0;
};

TEST_F(Pipeline, CarriesMammogramsFromTheHospitalToAValidatedVersion) {
    const auto made = run(
        {"phantom", patients, "--kind", "mammography", "--patients", "8", "--seed", "5", "--half"});
    EXPECT_EQ(made["images"], 32);
    const PlantedSearch planted(patients + "/identifiers.txt");
    ASSERT_GT(planted.count(), 50U);
    ASSERT_FALSE(planted.filesWithHits(patients).empty()) << "the oracle finds nothing at all";

    run({"init", project, "--kind", "mammography"});
    run({"init", project, "--kind", "mammography"}, 3);
    const auto imported =
        run({"import", project, patients, "--clinical", patients + "/clinical.csv"});
    EXPECT_EQ(imported["imported"], 32);
    EXPECT_EQ(imported["refused"].size(), 0U);
    EXPECT_EQ(imported["clinical_matched"], 8);
    EXPECT_TRUE(fs::exists(scratch / "project.key"));
    const auto again = run({"import", project, patients});
    EXPECT_EQ(again["imported"], 0);
    EXPECT_EQ(again["already_there"], 32);

    curate("malignant", "mass");
    expectNothingPlanted(planted);
}

TEST_F(Pipeline, CarriesFundusPicturesFromTheHospitalToAValidatedVersion) {
    run({"phantom", patients, "--kind", "fundus", "--patients", "10", "--seed", "6", "--half"});
    const PlantedSearch planted(patients + "/identifiers.txt");
    run({"init", project, "--kind", "fundus"});
    const std::vector<std::string> import{"import",
                                          project,
                                          patients,
                                          "--key",
                                          scratch / "own.key",
                                          "--clinical",
                                          patients + "/clinical.csv"};
    // In one picture vessels cross near the edge of the field: it is held as if they were writing
    // until a steward has looked.
    const auto imported = run(import, 1);
    EXPECT_EQ(imported["held"], 1);
    ASSERT_EQ(imported["refused"].size(), 1U);
    const auto queue = project + "/intake";
    EXPECT_NE(text(import).out.find("concord pixels list PROJECT/intake"), std::string::npos);
    const auto waiting = run({"pixels", "list", queue}, 1);
    ASSERT_EQ(waiting["images"].size(), 1U);
    const std::string id = waiting["images"][0]["id"];
    EXPECT_EQ(id, imported["refused"][0]["source"]);
    run({"pixels", "decide", queue, id, "--keep", "--by", "steward-7"}, 2); // says not why
    EXPECT_EQ(run({"pixels", "decide", queue, id, "--keep", "--by", "steward-7", "--reason",
                   "vessels, no writing"})["pending"],
              0);
    run({"pixels", "list", queue});
    const auto rest = run(import);
    EXPECT_EQ(rest["imported"], 1);
    EXPECT_EQ(rest["already_there"], imported["imported"]);
    EXPECT_EQ(rest["clinical_matched"], 10);
    EXPECT_FALSE(fs::exists(scratch / "project.key"));
    curate("dr", "exudate");
    expectNothingPlanted(planted);
}

TEST_F(Pipeline, DeidentifiesAFolderAndFindsNoLeakButFindsAPlantedOne) {
    run({"phantom", patients, "--kind", "fundus", "--patients", "3", "--seed", "8", "--half"});
    for (const auto* own : {"truth.json", "clinical.csv"}) // not part of a hospital export
        fs::remove(patients + "/" + own);
    const PlantedSearch planted(patients + "/identifiers.txt");
    fs::rename(patients + "/identifiers.txt", scratch / "identifiers.txt");
    run({"keygen", scratch / "k"});
    const auto clean = scratch / "clean";
    const auto report = run({"deidentify", "--input", patients, "--output", clean, "--key",
                             scratch / "k", "--report", scratch / "audit"});
    EXPECT_GE(report["written"], 3);
    EXPECT_EQ(report["quarantined"], 0);
    EXPECT_EQ(planted.filesWithHits(clean), std::vector<std::string>{});
    EXPECT_EQ(planted.filesWithHits(scratch / "audit"), std::vector<std::string>{});
    run({"leakscan", "--original", patients, "--output", clean});

    const auto original = *fs::directory_iterator(patients);
    fs::copy(original.path(), clean + "/again.jpg");
    EXPECT_GT(run({"leakscan", "--original", patients, "--output", clean, "--report",
                   scratch / "leaks.json"},
                  1)["leaks"]
                  .size(),
              0U);
    EXPECT_EQ(planted.hits(said), 0U) << "a leak report says where, never what";
}

TEST_F(Pipeline, SaysInOneSentenceThatAnotherProcessHoldsTheProject) {
    run({"init", project, "--kind", "fundus"});
    auto held = core::FileLock::take(project + "/.lock");
    ASSERT_TRUE(held);
    for (const auto& verb :
         std::vector<std::vector<std::string>>{{"assign", project, "--readers", "A,B"},
                                               {"import", project, scratch.path().string()},
                                               {"compare", project},
                                               {"freeze", project, "--version", "v1"}}) {
        const auto outcome = text(verb);
        EXPECT_EQ(outcome.status, 3) << verb[0];
        EXPECT_TRUE(outcome.err.starts_with("concord: ")) << outcome.err;
        EXPECT_NE(outcome.err.find("open in another"), std::string::npos) << outcome.err;
        EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    }
}

TEST_F(Pipeline, RefusesHalfOfWhatItIsGivenAndSaysWhich) {
    run({"phantom", patients, "--kind", "fundus", "--patients", "2", "--seed", "9", "--half"});
    write(patients + "/notes.txt", "no image");
    write(patients + "/broken.jpg", "\xFF\xD8\xFF\xE0 and then nothing of a picture");
    run({"init", project, "--kind", "fundus"});
    const auto imported = run({"import", project, patients}, 1);
    EXPECT_GE(imported["imported"], 2);
    ASSERT_EQ(imported["refused"].size(), 1U);
    EXPECT_EQ(imported["refused"][0]["source"].get<std::string>().find("broken"),
              std::string::npos);
    EXPECT_GE(imported["not_images"], 1);
}

TEST_F(Pipeline, ValidatesAManifestOfLoosePictures) {
    run({"phantom", patients, "--kind", "fundus", "--patients", "12", "--seed", "10", "--half"});
    std::string manifest = "image,patient,label\n";
    const auto truth = json::parse(contentOf(patients + "/truth.json"));
    std::size_t number = 0;
    for (const auto& entry : fs::directory_iterator(patients))
        if (entry.path().extension() == ".jpg") {
            const auto name = entry.path().filename().string();
            manifest += name + "," + name.substr(0, name.find('_')) + "," +
                        (std::hash<std::string>{}(name.substr(0, name.find('_'))) % 2 ? "1" : "0") +
                        "\n";
            ++number;
        }
    write(patients + "/m.csv", manifest);
    const auto result = judged({"validate", "--manifest", patients + "/m.csv", "--folds", "2",
                                "--output", scratch / "report"});
    EXPECT_EQ(result["images"], number);
    write(patients + "/bad.csv", "image,label\nx.jpg,1\n");
    run({"validate", "--manifest", patients + "/bad.csv", "--output", scratch / "r"}, 2);
    write(patients + "/gone.csv", manifest + "gone.jpg,P9,1\n");
    const auto gone = run({"validate", "--manifest", patients + "/gone.csv", "--folds", "2",
                           "--output", scratch / "r"},
                          1);
    EXPECT_EQ(gone["unreadable"].size(), 1U);
}

} // namespace
} // namespace cw::testing
