// SPDX-License-Identifier: Apache-2.0
// The verb profile as scripts see it.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <string>
#include <sys/wait.h>

namespace cw::cli {
namespace {

namespace fs = std::filesystem;

struct Told {
    int status = -1;
    std::string text;
};

Told run(const std::string& arguments) {
    Told told;
    FILE* pipe = ::popen((std::string(CW_CONCORD) + " " + arguments + " 2>&1").c_str(), "r");
    if (!pipe)
        return told;
    std::array<char, 4096> block{};
    for (std::size_t got = 0; (got = std::fread(block.data(), 1, block.size(), pipe)) > 0;)
        told.text.append(block.data(), got);
    told.status = WEXITSTATUS(::pclose(pipe));
    return told;
}

class ProfileVerb : public ::testing::Test {
protected:
    ProfileVerb() {
        std::string pattern = (fs::temp_directory_path() / "cw-profile-XXXXXX").string();
        m_folder = ::mkdtemp(pattern.data());
    }
    ~ProfileVerb() override {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }
    std::string file(const std::string& name, const std::string& text) {
        std::ofstream(m_folder / name) << text;
        return (m_folder / name).string();
    }
    fs::path m_folder;
};

TEST_F(ProfileVerb, ShowsEveryAttributeOfTheTable) {
    const auto told = run("profile show programme --json");
    ASSERT_EQ(told.status, 0);
    const auto json = nlohmann::json::parse(told.text);
    EXPECT_EQ(json["attributes"].size(), 652U);
    EXPECT_EQ(json["options"], nlohmann::json::array({"retain-device"}));
    EXPECT_EQ(run("profile show nobody").status, 2);
}

TEST_F(ProfileVerb, ChecksInWords) {
    const auto wrong = run("profile check " + file("wrong.json", R"j({"name":"x","optoins":[],
        "options":["full-dates","modified-dates"],"rules":{"(0010,0010)":"keep"}})j"));
    EXPECT_EQ(wrong.status, 1);
    for (const char* words : {"unknown key", "exclude each other", "direct identifier"})
        EXPECT_NE(wrong.text.find(words), std::string::npos) << words;
    const auto risky =
        run("profile check " + file("own.json", R"({"name":"x","options":["retain-uids"]})"));
    EXPECT_EQ(risky.status, 0);
    EXPECT_NE(risky.text.find("risky"), std::string::npos);
}

TEST_F(ProfileVerb, ComparesTwoProfiles) {
    EXPECT_EQ(run("profile diff basic basic").status, 0);
    const auto told = run("profile diff basic curation");
    EXPECT_EQ(told.status, 1);
    EXPECT_NE(told.text.find("(0010,1010) Patient's Age: removed | kept"), std::string::npos);
}

TEST_F(ProfileVerb, StatesItsConformance) {
    const auto out = (m_folder / "statement.md").string();
    EXPECT_EQ(run("profile conformance curation --output " + out).status, 0);
    EXPECT_GT(fs::file_size(out), 10000U);
}

TEST_F(ProfileVerb, PreviewsWithoutAValueOfThePatient) {
    const auto key = (m_folder / "key").string();
    ASSERT_EQ(run("keygen " + key).status, 0);
    ASSERT_EQ(run("phantom " + (m_folder / "p").string() +
                  " --kind mammography --patients 1 --seed 3 --half")
                  .status,
              0);
    std::vector<std::string> planted;
    std::ifstream identifiers(m_folder / "p" / "identifiers.txt");
    for (std::string line; std::getline(identifiers, line);)
        if (line.size() > 5)
            planted.push_back(line);
    ASSERT_FALSE(planted.empty());
    fs::path image;
    for (const auto& entry : fs::recursive_directory_iterator(m_folder / "p"))
        if (entry.path().extension() == ".dcm")
            image = entry.path();
    const auto told = run("profile preview " + image.string() + " --key " + key);
    EXPECT_EQ(told.status, 0);
    EXPECT_NE(told.text.find("PatientName"), std::string::npos);
    for (const auto& value : planted)
        EXPECT_EQ(told.text.find(value), std::string::npos);
    const auto shown =
        run("profile preview " + image.string() + " --key " + key + " --show-values --json");
    EXPECT_NE(shown.text.find("\"value\""), std::string::npos);
}

} // namespace
} // namespace cw::cli
