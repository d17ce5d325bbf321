// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Clock.h"
#include "core/Progress.h"
#include "core/Result.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace cw::cli {

using Json = nlohmann::ordered_json;

/// What a verb that ran has to say. found: some items failed, or what the verb searches for is
/// there (exit status 1); text is for people, json for scripts, both on standard output.
struct Answer {
    Json json = Json::object();
    std::string text;
    bool found = false;
};

/// Exit statuses of the contract (DESIGN.md 4).
enum class Status { Done = 0, Found = 1, WrongUsage = 2, CouldNotRun = 3 };
Status statusOf(ErrorCode code);

/// The command line as a whole: knows its verbs, runs one, prints its answer.
class Program {
public:
    using Run = std::function<Result<Answer>()>;

    Program();
    /// A verb in pipeline order. example: one line a user can copy.
    CLI::App* verb(const std::string& name, const std::string& description,
                   const std::string& example);
    /// A verb below a verb ("read export").
    CLI::App* verb(CLI::App* parent, const std::string& name, const std::string& description,
                   const std::string& example);
    void whenChosen(CLI::App* verb, Run run);

    /// Progress of long work on standard error, under this title.
    core::ProgressFn progress(const std::string& title) const;
    core::WorkFn workProgress(const std::string& title) const;
    static std::string version();
    const core::CancelToken& cancelToken() const;
    core::Clock clock() const { return core::systemClock(); }

    int main(int argc, char** argv);

private:
    struct Chosen {
        CLI::App* verb;
        std::string name;
        Run run;
    };
    CLI::App* dressed(CLI::App* verb, const std::string& example);
    int finish(const std::string& name, const Result<Answer>& outcome) const;
    int usage(const CLI::ParseError& error) const;

    CLI::App m_app;
    std::vector<Chosen> m_verbs;
    bool m_json = false;
};

/// InvalidArgument unless text is one of the words: "--kind is one of mammography, fundus".
Result<void> oneOf(const std::string& option, const std::string& text,
                   const std::vector<std::string>& words);
/// NotFound or Unreadable, naming the argument's role and never the path: "the manifest cannot be
/// read: not found".
Result<void> checkReadable(const std::filesystem::path& file, const std::string& role);
/// The same for a folder.
Result<void> checkFolder(const std::filesystem::path& folder, const std::string& role);
/// "1 case", "3 cases".
std::string counted(std::size_t number, const std::string& singular,
                    const std::string& plural = {});

} // namespace cw::cli
