// SPDX-License-Identifier: Apache-2.0
#include "app/support/Concord.h"

#include <gtest/gtest.h>

namespace cw::testing {
namespace {

const std::vector<std::vector<std::string>> kVerbs{{"demo"},
                                                   {"phantom"},
                                                   {"inspect"},
                                                   {"render"},
                                                   {"decode"},
                                                   {"keygen"},
                                                   {"vault", "create"},
                                                   {"vault", "info"},
                                                   {"vault", "passphrase"},
                                                   {"deidentify"},
                                                   {"pixels", "list"},
                                                   {"pixels", "show"},
                                                   {"pixels", "decide"},
                                                   {"pixels", "sign"},
                                                   {"leakscan"},
                                                   {"dicomdir"},
                                                   {"reidentify"},
                                                   {"ledger", "verify"},
                                                   {"ledger", "show"},
                                                   {"ledger", "add"},
                                                   {"ledger", "certificate"},
                                                   {"init"},
                                                   {"import"},
                                                   {"eligibility"},
                                                   {"assign"},
                                                   {"read", "export"},
                                                   {"read", "import"},
                                                   {"read", "submit"},
                                                   {"annotations", "inspect"},
                                                   {"annotations", "import"},
                                                   {"compare"},
                                                   {"adjudicate"},
                                                   {"freeze"},
                                                   {"verify"},
                                                   {"export"},
                                                   {"versions"},
                                                   {"diff"},
                                                   {"datasheet"},
                                                   {"contact-sheet"},
                                                   {"recipients", "add"},
                                                   {"recipients", "list"},
                                                   {"recipients", "require"},
                                                   {"validate"},
                                                   {"metrics"},
                                                   {"account", "add"},
                                                   {"account", "list"},
                                                   {"account", "disable"},
                                                   {"account", "role"},
                                                   {"account", "password"},
                                                   {"audit", "list"},
                                                   {"audit", "verify"},
                                                   {"audit", "export"},
                                                   {"doctor"}};

std::vector<std::string> operator+(std::vector<std::string> words,
                                   const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

std::size_t lines(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(CommandLine, ListsItsVerbsInTheOrderOfThePipeline) {
    const auto help = concord({"--help"});
    EXPECT_EQ(help.status, 0);
    std::size_t last = 0;
    for (const auto& verb : kVerbs) {
        const auto at = help.out.find("\n  " + verb[0] + " ");
        ASSERT_NE(at, std::string::npos) << verb[0];
        EXPECT_GE(at, last) << verb[0];
        last = at;
    }
}

TEST(CommandLine, EveryVerbHasHelpWithAnExample) {
    for (const auto& verb : kVerbs) {
        const auto help = concord(verb + std::vector<std::string>{"--help"});
        EXPECT_EQ(help.status, 0) << verb[0];
        EXPECT_NE(help.out.find("Example:\n  concord " + verb[0]), std::string::npos) << verb[0];
        EXPECT_NE(help.out.find("--json"), std::string::npos) << verb[0];
    }
}

TEST(CommandLine, PrintsItsVersion) {
    const auto version = concord({"--version"});
    EXPECT_EQ(version.status, 0);
    EXPECT_TRUE(version.out.starts_with("concord ")) << version.out;
}

TEST(CommandLine, UnknownOptionsAreWrongUsageInOneSentence) {
    for (const auto& verb : kVerbs) {
        const auto outcome = concord(verb + std::vector<std::string>{"--frobnicate"});
        EXPECT_EQ(outcome.status, 2) << verb[0];
        EXPECT_TRUE(outcome.out.empty()) << verb[0];
        EXPECT_TRUE(outcome.err.starts_with("concord: ")) << outcome.err;
        EXPECT_EQ(lines(outcome.err), 1U) << outcome.err;
    }
    EXPECT_NE(concord({"doctor", "--frobnicate"}).err.find("--frobnicate"), std::string::npos);
}

TEST(CommandLine, WrongUsageWithJsonIsOneObjectToo) {
    for (const auto& verb : kVerbs) {
        const auto outcome = concord(verb + std::vector<std::string>{"--json", "--frobnicate"});
        const auto json = outcome.json();
        ASSERT_TRUE(json.is_object()) << verb[0] << ": " << outcome.out;
        EXPECT_EQ(json["status"], 2);
        EXPECT_EQ(json["error"]["code"], "InvalidArgument");
    }
}

TEST(CommandLine, NoVerbAndUnknownVerbsAreWrongUsage) {
    EXPECT_EQ(concord({}).status, 2);
    EXPECT_EQ(concord({"frobnicate"}).status, 2);
    EXPECT_EQ(concord({"read"}).status, 2);
}

TEST(CommandLine, MissingFilesAreUnreadableArguments) {
    const ScratchFolder folder;
    const std::vector<std::vector<std::string>> runs{
        {"render", folder / "no.dcm", "--output", folder / "o.png"},
        {"decode", folder / "no.dcm", "--output", folder / "o.raw"},
        {"deidentify", "--input", folder / "no", "--output", folder / "o", "--key", folder / "k"},
        {"leakscan", "--original", folder / "no", "--output", folder / "o"},
        {"dicomdir", "--input", folder / "no", "--output", folder / "o"},
        {"import", folder / "no", folder / "source"},
        {"eligibility", folder / "no"},
        {"assign", folder / "no", "--readers", "A,B"},
        {"read", "export", folder / "no", "--reader", "A"},
        {"read", "import", folder / "no", folder / "r.json"},
        {"read", "submit", folder / "no", "--reader", "A"},
        {"compare", folder / "no"},
        {"adjudicate", folder / "no", "--list"},
        {"freeze", folder / "no", "--version", "v1"},
        {"verify", folder / "no", "--version", "v1"},
        {"export", folder / "no", "--version", "v1", "--format", "coco", "--output", folder / "o"},
        {"validate", folder / "no", "--version", "v1", "--output", folder / "o"},
        {"validate", "--manifest", folder / "no.csv", "--output", folder / "o"},
        {"metrics", "--scores", folder / "no.csv"}};
    for (auto run : runs) {
        run.push_back("--json");
        const auto outcome = concord(run);
        EXPECT_EQ(outcome.status, 2) << run[0] << ": " << outcome.err;
        EXPECT_TRUE(outcome.err.starts_with("concord: ")) << outcome.err;
        EXPECT_EQ(lines(outcome.err), 1U) << outcome.err;
        EXPECT_TRUE(outcome.json().is_object()) << run[0];
    }
    EXPECT_EQ(concord({"inspect", folder / "no.dcm"}).status, 2);
    EXPECT_EQ(concord({"inspect", folder / "no.dcm", folder / "no2.dcm"}).status, 1);
}

/// Case 8 of deidentification.md: without a key file nothing is read and none is made.
TEST(CommandLine, DeidentifiesNothingWithoutAKeyFile) {
    const ScratchFolder folder;
    fs::create_directories(folder / "in");
    write(folder / "in/a.dcm", "an image");
    const std::vector<std::string> run{"deidentify", "--input", folder / "in", "--output",
                                       folder / "out"};
    EXPECT_EQ(concord(run).status, 2);
    EXPECT_EQ(concord(run + std::vector<std::string>{"--key", folder / "none"}).status, 2);
    write(folder / "short", "concord-key-1 12ab");
    EXPECT_NE(concord(run + std::vector<std::string>{"--key", folder / "short"}).status, 0);
    EXPECT_FALSE(fs::exists(folder / "none"));
    EXPECT_FALSE(fs::exists(folder / "out"));
    EXPECT_FALSE(fs::exists(folder / "out.report"));
}

TEST(CommandLine, NeverRepeatsAPathBecauseItMayHoldAName) {
    const ScratchFolder folder;
    const std::string name = "HONG_GILDONG_19700101";
    write(folder / (name + ".dcm"), "not an image at all");
    for (const auto& run : std::vector<std::vector<std::string>>{
             {"inspect", folder / (name + ".dcm"), folder / (name + "-missing.dcm")},
             {"render", folder / (name + ".dcm"), "--output", folder / "o.png"},
             {"render", folder / (name + "-missing.dcm"), "--output", folder / "o.png"},
             {"decode", folder / (name + ".dcm"), "--output", folder / "o.raw"},
             {"init", folder / "p", "--kind", name},
             {"render", folder / "a.dcm", folder / (name + "-toomany"), "--output", folder / "o"},
             {"phantom", folder / "x", "--kind", "fundus", "--patients", name},
             {"metrics", "--scores", folder / (name + ".dcm")},
             {"compare", folder / name}}) {
        const auto outcome = concord(run);
        EXPECT_NE(outcome.status, 0);
        EXPECT_EQ((outcome.out + outcome.err).find(name), std::string::npos)
            << outcome.out << outcome.err;
    }
}

TEST(CommandLine, SaysWhichExportFormatsThisVersionWrites) {
    for (const auto* format : {"dicom-seg", "frob"}) {
        const auto outcome =
            concord({"export", "p", "--version", "v", "--format", format, "--output", "o"});
        EXPECT_EQ(outcome.status, 2);
        EXPECT_NE(outcome.err.find("coco, voc, yolo, cvat"), std::string::npos) << outcome.err;
    }
}

TEST(CommandLine, KeygenWritesAPrivateKeyOnceAndNeverOverIt) {
    const ScratchFolder folder;
    EXPECT_EQ(concord({"keygen", folder / "k"}).status, 0);
    const auto first = contentOf(folder / "k");
    EXPECT_TRUE(first.starts_with("concord-key-1 "));
    EXPECT_EQ(fs::status(folder / "k").permissions() & fs::perms::all,
              fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(concord({"keygen", folder / "k"}).status, 3);
    EXPECT_EQ(contentOf(folder / "k"), first);
}

TEST(CommandLine, DoctorSaysWhatIsGoodAndAFixForWhatIsNot) {
    const ScratchFolder folder;
    const auto outcome = concord({"doctor", "--folder", folder.path().string(), "--json"});
    const auto json = outcome.json();
    ASSERT_TRUE(json.is_object()) << outcome.out;
    bool anyBad = false;
    for (const auto& finding : json["findings"]) {
        const bool good = finding["good"];
        anyBad = anyBad || !good;
        EXPECT_EQ(finding["fix"].get<std::string>().empty(), good) << finding.dump();
        if (finding["what"].get<std::string>().starts_with("codec")) {
            EXPECT_TRUE(good) << finding.dump();
        }
    }
    EXPECT_EQ(outcome.status, anyBad ? 1 : 0);
    EXPECT_TRUE(fs::is_empty(folder.path())) << "the probe file stayed";
}

TEST(CommandLine, ForeignBytesOnStandardOutputStayValidJson) {
    const ScratchFolder folder;
    const auto outcome =
        concord({"inspect", folder / "\xB1\xE8\xFF.dcm", folder / "no.dcm", "--json"});
    EXPECT_EQ(outcome.status, 1);
    EXPECT_TRUE(outcome.json().is_object()) << outcome.out;
}

} // namespace
} // namespace cw::testing
