// SPDX-License-Identifier: Apache-2.0
// Burned-in text through the command line: held, listed, decided, hidden, not found again.
#include "app/support/Concord.h"

#include <gtest/gtest.h>

namespace cw::testing {
namespace {

class PixelsVerb : public ::testing::Test {
protected:
    void SetUp() override {
        const auto source = realData() / "deid" / "burned_in" / "0_ORIGINAL_compressed.dcm";
        if (realData().empty() || !fs::exists(source))
            GTEST_SKIP() << "no real test data (CONCORD_TEST_DATA or ../shared/data)";
        fs::create_directories(fs::path(m_scratch / "in"));
        fs::copy_file(source, m_scratch / "in/DAVIDSON_DOUGLAS.dcm");
        ASSERT_EQ(concord({"keygen", m_scratch / "key"}).status, 0);
    }
    Outcome deidentify(std::vector<std::string> more = {}) const {
        std::vector<std::string> all{"deidentify",      "--input", m_scratch / "in",  "--output",
                                     m_scratch / "out", "--key",   m_scratch / "key", "--json"};
        all.insert(all.end(), more.begin(), more.end());
        return concord(all);
    }
    Outcome pixels(std::vector<std::string> words) const {
        words.insert(words.begin(), "pixels");
        words.emplace_back("--json");
        return concord(words);
    }
    std::string report() const { return m_scratch / "out.report"; }
    fs::path output() const {
        for (const auto& entry : fs::recursive_directory_iterator(m_scratch / "out"))
            if (entry.path().extension() == ".dcm")
                return entry.path();
        return {};
    }
    ScratchFolder m_scratch;
};

TEST_F(PixelsVerb, HoldsTextUntilItIsDecidedThenHidesIt) {
    const auto first = deidentify();
    EXPECT_EQ(first.status, 1);
    EXPECT_EQ(first.json().value("held", 0), 1) << first.out << first.err;
    EXPECT_EQ(first.json().value("written", 9), 0);
    EXPECT_TRUE(output().empty());

    const auto listed = pixels({"list", report()});
    EXPECT_EQ(listed.status, 1);
    ASSERT_EQ(listed.json()["images"].size(), 1U) << listed.out;
    const auto image = listed.json()["images"][0];
    std::vector<std::string> matches;
    for (const auto& box : image["boxes"])
        matches.push_back(box["match"]);
    EXPECT_EQ(matches, (std::vector<std::string>{"PatientName", "PatientBirthDate"}));
    const std::string id = image["id"];
    for (const auto& text : {first.out, first.err, listed.out, listed.err,
                             contentOf(report() + "/pixel-findings.jsonl")})
        for (const char* planted : {"DAVIDSON", "DOUGLAS", "1976", "292821506"})
            EXPECT_EQ(text.find(planted), std::string::npos) << planted;

    // The text only for who asks for it and holds source and key.
    EXPECT_EQ(pixels({"show", report(), id, "--text"}).status, 2);
    const auto shown =
        pixels({"show", report(), id.substr(0, 8), "--text", "--crop", m_scratch / "crop.png",
                "--input", m_scratch / "in", "--key", m_scratch / "key"});
    EXPECT_EQ(shown.status, 0) << shown.err;
    EXPECT_NE(shown.out.find("DAVIDSON"), std::string::npos);
    EXPECT_TRUE(fs::exists(m_scratch / "crop-0.png"));
    EXPECT_TRUE(fs::exists(m_scratch / "crop-1.png"));

    EXPECT_EQ(pixels({"decide", report(), id, "--keep", "--by", "Kim"}).status, 2); // no reason
    const auto decided = pixels({"decide", report(), id, "--hide", "--by", "Kim"});
    EXPECT_EQ(decided.status, 0) << decided.err;
    EXPECT_EQ(pixels({"list", report()}).status, 0);

    const auto second = deidentify({"--resume"});
    EXPECT_EQ(second.status, 0) << second.out << second.err;
    EXPECT_EQ(second.json().value("written", 0), 1);
    EXPECT_EQ(second.json().value("held", 9), 0);
    ASSERT_FALSE(output().empty());
    const auto bytes = contentOf(output());
    EXPECT_NE(bytes.find("113101"), std::string::npos); // Clean Pixel Data Option
    const auto scan = concord(
        {"leakscan", "--original", m_scratch / "in", "--output", m_scratch / "out", "--json"});
    EXPECT_EQ(scan.json()["leaks"].size(), 0U) << scan.out;
    // Looked at as a source of its own, nothing is left to decide on but what nobody asked about.
    fs::create_directories(fs::path(m_scratch / "again"));
    fs::copy_file(output(), m_scratch / "again/a.dcm");
    const auto again = concord({"deidentify", "--input", m_scratch / "again", "--output",
                                m_scratch / "out2", "--key", m_scratch / "key", "--json"});
    EXPECT_EQ(again.json().value("held", 9), 0) << again.out;
}

TEST_F(PixelsVerb, RemembersADeviceInALaterRun) {
    ASSERT_EQ(deidentify({"--pixel-templates", m_scratch / "templates.jsonl"}).status, 1);
    const auto listed =
        pixels({"list", report(), "--templates", m_scratch / "templates.jsonl"}).json();
    const std::string id = listed["images"][0]["id"];
    ASSERT_EQ(pixels({"decide", report(), id, "--hide", "--scope", "device", "--by", "Kim",
                      "--templates", m_scratch / "templates.jsonl"})
                  .status,
              0);
    fs::rename(fs::path(m_scratch / "in/DAVIDSON_DOUGLAS.dcm"),
               fs::path(m_scratch / "in/other.dcm"));
    const auto later = concord({"deidentify", "--input", m_scratch / "in", "--output",
                                m_scratch / "later", "--key", m_scratch / "key",
                                "--pixel-templates", m_scratch / "templates.jsonl", "--json"});
    EXPECT_EQ(later.status, 0) << later.out;
    EXPECT_EQ(later.json().value("written", 0), 1);
}

TEST_F(PixelsVerb, AreLeftAloneWhereTheyAreSwitchedOff) {
    const auto run = deidentify({"--pixels", "off"});
    EXPECT_EQ(run.json().value("held", 9), 0);
    EXPECT_EQ(run.json()["pixel_check"], false);
    EXPECT_EQ(contentOf(output()).find("113101"), std::string::npos);
}

} // namespace
} // namespace cw::testing
