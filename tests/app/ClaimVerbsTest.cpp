// SPDX-License-Identifier: Apache-2.0
// concord claims, on claims that a program left behind when it died.
#include "app/support/Concord.h"
#include "app/support/SmallProject.h"

namespace cw::testing {
namespace {

class ClaimVerbs : public ::testing::Test {
protected:
    ClaimVerbs() {
        SmallProject small(2); // held open here: the program works on a copy
        const storage::Claim claim{
            small.caseId(1), "adjudication", "jung", "room 1", {}, {}, "a token of that session"};
        EXPECT_TRUE(small->store().claim(claim));
        fs::copy(small.folder(), project, fs::copy_options::recursive);
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

TEST_F(ClaimVerbs, SayWhoHasACaseAndGiveItFreeOnRecord) {
    const auto held = run({"claims", "list", project})["claims"];
    ASSERT_EQ(held.size(), 1U);
    EXPECT_EQ(held[0]["case"], "C-0002");
    EXPECT_EQ(held[0]["holder"], "jung");
    EXPECT_FALSE(held[0].contains("token")) << "who knows it could pass for the holder";
    const auto release = [&](const std::string& purpose, int status) {
        return run({"claims", "release", project, "--case", "C-0002", "--purpose", purpose, "--by",
                    "lead"},
                   status);
    };
    release("inspection", 2);
    EXPECT_EQ(release("adjudication", 0)["was_held_by"], "jung");
    EXPECT_TRUE(run({"claims", "list", project})["claims"].empty());
    release("adjudication", 2);
    const auto trail = concord({"audit", "list", project}).out;
    EXPECT_NE(trail.find("take over C-0002"), std::string::npos) << trail;
    EXPECT_NE(trail.find("lead"), std::string::npos) << trail;
}

} // namespace
} // namespace cw::testing
