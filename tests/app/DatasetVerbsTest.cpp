// SPDX-License-Identifier: Apache-2.0
// freeze, versions, diff, datasheet, contact-sheet, recipients, export and verify on the command
// line, on a project that the library made.
#include "app/support/Concord.h"
#include "app/support/SettledProject.h"

namespace cw::testing {
namespace {

class DatasetVerbs : public ::testing::Test {
protected:
    DatasetVerbs() {
        const SettledProject settled; // held open here: the program works on a copy
        fs::copy(settled.folder(), project, fs::copy_options::recursive);
        write(scratch / "licence.txt", "for research");
        run({"freeze", project, "--version", "v1", "--licence", scratch / "licence.txt"});
    }
    nlohmann::json run(std::vector<std::string> arguments, int status = 0) {
        arguments.push_back("--json");
        const auto outcome = concord(arguments);
        EXPECT_EQ(outcome.status, status) << arguments[0] << ": " << outcome.out << outcome.err;
        return outcome.json();
    }
    ScratchFolder scratch;
    std::string project = scratch / "project";
};

TEST_F(DatasetVerbs, ListVersionsAndTellThemApart) {
    run({"freeze", project, "--version", "v2", "--synthetic"});
    const auto listed = run({"versions", project});
    ASSERT_EQ(listed["versions"].size(), 2U);
    EXPECT_EQ(listed["versions"][0]["counts"]["images"], 2);
    EXPECT_EQ(listed["versions"][1]["synthetic_patients"], true);
    const auto difference = run({"diff", project, "v1", "v2"});
    EXPECT_EQ(difference["same"], false);
    EXPECT_EQ(difference["settingsChanged"].size(), 2U) << difference; // licence, synthetic
    EXPECT_TRUE(difference["classChanged"].empty());
    const auto words = concord({"diff", project, "v1", "v2"});
    EXPECT_NE(words.out.find("  synthetic patients: no -> yes"), std::string::npos) << words.out;
    run({"diff", project, "v1", "v9"}, 2);
}

TEST_F(DatasetVerbs, WriteADataSheetWithPeoplesAnswers) {
    write(scratch / "answers.json", R"({"motivation.purpose": "a test"})");
    const auto sheet = run({"datasheet", project, "--version", "v1", "--output", scratch / "sheet",
                            "--answers", scratch / "answers.json"});
    for (const auto& blank : sheet["blank"])
        EXPECT_NE(blank, "motivation.purpose");
    EXPECT_GT(sheet["blank"].size(), 5U);
    EXPECT_NE(contentOf(scratch / "sheet/datasheet.html").find("a test"), std::string::npos);
}

TEST_F(DatasetVerbs, MakeContactSheets) {
    const auto made =
        run({"contact-sheet", project, "--version", "v1", "--output", scratch / "sheets"});
    EXPECT_EQ(made["lesions"], 1);
    EXPECT_TRUE(fs::exists(scratch / "sheets/page-001.png"));
    run({"contact-sheet", project, "--version", "v1", "--output", scratch / "sheets"}, 3);
}

TEST_F(DatasetVerbs, LetAVersionLeaveToARecipientAndKnowTheFolderAgain) {
    run({"recipients", "require", project, "on"});
    run({"export", project, "--version", "v1", "--format", "csv", "--output", scratch / "a"}, 3);
    write(scratch / "letter.pdf", "%PDF approval");
    run({"recipients", "add", project, "--name", "Lab A", "--irb", "17", "--valid-until",
         "2099-12-31", "--approval", scratch / "letter.pdf"});
    const auto sent =
        run({"export", project, "--version", "v1", "--format", "csv", "--images", "--output",
             scratch / "out", "--recipient", "Lab A", "--purpose", "research", "--use", "a model"});
    const std::string hash = sent["list_sha256"];
    EXPECT_EQ(run({"verify", "--folder", scratch / "out", "--list-sha256", hash})["intact"], true);
    write(scratch / "out/images.csv", "forged");
    const auto faulty = run({"verify", "--folder", scratch / "out"}, 1);
    EXPECT_EQ(faulty["faults"], nlohmann::json::array({"images.csv was changed"}));
    const auto record = run({"recipients", "list", project});
    EXPECT_EQ(record["rows"].size(), 4U);
    EXPECT_EQ(record["recipients"][0]["cleared_today"], true);
    EXPECT_EQ(record["rows"][3]["fields"]["filesSha256"], hash);
}

TEST_F(DatasetVerbs, RefuseNamesThatTheImagesCannotHave) {
    // Neither side nor field is known of these pictures.
    const auto refused = run({"export", project, "--version", "v1", "--format", "coco", "--output",
                              scratch / "out", "--layout", "programme"},
                             2);
    EXPECT_EQ(refused["error"]["code"], "InvalidArgument");
    EXPECT_FALSE(fs::exists(scratch / "out"));
}

TEST_F(DatasetVerbs, VerifyTakesAProjectOrAFolder) {
    EXPECT_EQ(run({"verify", project, "--version", "v1"})["intact"], true);
    run({"verify", project}, 2);
    run({"verify", project, "--version", "v1", "--folder", scratch / "out"}, 2);
    run({"verify", "--folder", scratch / "none"}, 2);
}

} // namespace
} // namespace cw::testing
