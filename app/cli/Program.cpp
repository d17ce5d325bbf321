// SPDX-License-Identifier: Apache-2.0
#include "app/cli/Program.h"

#include "app/cli/OpenProject.h"
#include "app/cli/Progress.h"

#include <csignal>
#include <cstdio>
#include <cstring>
#include <new>
#include <unistd.h>

#ifndef CW_VERSION
#define CW_VERSION "unversioned"
#endif

namespace cw::cli {
namespace {

core::CancelToken& theToken() {
    static core::CancelToken token;
    return token;
}

extern "C" void onInterrupt(int signal) {
    // The first asks politely; the second finds the default action and ends the process.
    theToken().cancel();
    std::signal(signal, SIG_DFL);
}

/// CLI11's own messages quote what was typed, and that may be a path with a name in it. Only words
/// that begin with a dash or are ours are repeated.
std::string sentenceOf(const CLI::ParseError& error) {
    const std::string text = error.what(), name = error.get_name();
    if (name == "ExtrasError") {
        const auto dash = text.find(" -");
        if (dash == std::string::npos)
            return "too many arguments";
        const auto end = text.find_first_of(" =", dash + 1);
        return "unknown option " + text.substr(dash + 1, end - dash - 1);
    }
    if (name == "RequiredError") {
        if (text.find("subcommand") != std::string::npos)
            return "no verb, or none of that name";
        return text.substr(0, text.find('\n'));
    }
    const auto option = text.find("--");
    const auto which = option == std::string::npos
                           ? std::string("an argument")
                           : text.substr(option, text.find_first_of(" :=,[(", option) - option);
    if (name == "ConversionError")
        return "the value of " + which + " is not of the right kind";
    if (name == "ArgumentMismatch")
        return which + " needs a value";
    if (name == "ExcludesError" || name == "RequiresError")
        return text;
    return "the value of " + which + " cannot be used";
}

} // namespace

Status statusOf(ErrorCode code) {
    switch (code) {
    case ErrorCode::NotFound:
    case ErrorCode::Unreadable:
    case ErrorCode::Malformed:
    case ErrorCode::Unsupported:
    case ErrorCode::TooLarge:
    case ErrorCode::InvalidArgument:
        return Status::WrongUsage;
    case ErrorCode::Conflict:
    case ErrorCode::Forbidden:
    case ErrorCode::IoFailure:
    case ErrorCode::Corrupt:
    case ErrorCode::Cancelled:
    case ErrorCode::Internal:
        return Status::CouldNotRun;
    }
    return Status::CouldNotRun;
}

Program::Program()
    : m_app("Concord: from a hospital export to a data set that can be trusted.\n"
            "Verbs in the order of the pipeline; each has --help with an example.",
            "concord") {
    m_app.set_version_flag("--version", version());
    m_app.require_subcommand(1);
    m_app.footer(
        "\nExit status: 0 done; 1 done, but some items failed or something was found;\n"
        "2 wrong usage or unreadable argument; 3 could not run.\n"
        "With --json a verb prints one JSON object on standard output; progress and errors\n"
        "go to standard error.");
}

CLI::App* Program::dressed(CLI::App* verb, const std::string& example) {
    verb->footer("\nExample:\n  " + example);
    verb->add_flag("--json", m_json, "print one JSON object on standard output");
    return verb;
}

CLI::App* Program::verb(const std::string& name, const std::string& description,
                        const std::string& example) {
    return dressed(m_app.add_subcommand(name, description), example);
}

CLI::App* Program::verb(CLI::App* parent, const std::string& name, const std::string& description,
                        const std::string& example) {
    return dressed(parent->add_subcommand(name, description), example);
}

void Program::whenChosen(CLI::App* verb, Run run) {
    if (verb->get_option_no_throw("PROJECT") != nullptr)
        addLoginOptions(*verb);
    std::string name = verb->get_name();
    if (verb->get_parent() != &m_app)
        name = verb->get_parent()->get_name() + " " + name;
    m_verbs.push_back({verb, std::move(name), std::move(run)});
}

core::ProgressFn Program::progress(const std::string& title) const { return progressLine(title); }

core::WorkFn Program::workProgress(const std::string& title) const { return workLine(title); }

std::string Program::version() { return std::string("concord ") + CW_VERSION; }

const core::CancelToken& Program::cancelToken() const { return theToken(); }

int Program::finish(const std::string& name, const Result<Answer>& outcome) const {
    const auto status =
        outcome ? (outcome->found ? Status::Found : Status::Done) : statusOf(outcome.error().code);
    if (m_json) {
        Json object{{"verb", name}, {"status", static_cast<int>(status)}};
        if (outcome)
            object.update(outcome->json);
        else
            object["error"] = {{"code", cw::name(outcome.error().code)},
                               {"message", outcome.error().sentence()}};
        const auto text = object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
        std::fwrite(text.data(), 1, text.size(), stdout);
    } else if (outcome) {
        std::fwrite(outcome->text.data(), 1, outcome->text.size(), stdout);
        if (!outcome->text.empty() && outcome->text.back() != '\n')
            std::fputc('\n', stdout);
    }
    if (!outcome)
        std::fprintf(stderr, "concord: %s\n", outcome.error().sentence().c_str());
    if (std::fflush(stdout) != 0) {
        std::fprintf(stderr, "concord: standard output cannot be written\n");
        return static_cast<int>(Status::CouldNotRun);
    }
    return static_cast<int>(status);
}

int Program::usage(const CLI::ParseError& error) const {
    std::string verb;
    for (const auto* chosen : m_app.get_subcommands())
        verb = chosen->get_name();
    const auto sentence = sentenceOf(error);
    if (m_json)
        std::printf("%s\n", Json{{"verb", verb},
                                 {"status", static_cast<int>(Status::WrongUsage)},
                                 {"error", {{"code", "InvalidArgument"}, {"message", sentence}}}}
                                .dump(2)
                                .c_str());
    std::fprintf(stderr, "concord: %s (see concord %s--help)\n", sentence.c_str(),
                 verb.empty() ? "" : (verb + " ").c_str());
    return static_cast<int>(Status::WrongUsage);
}

int Program::main(int argc, char** argv) {
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    // A closed pipe or a file that may not grow is an error with a sentence, not a silent death.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        m_app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) // --help, --version
            return m_app.exit(error);
        for (int i = 1; i < argc; ++i) // a parse that stopped early has not seen the flag
            m_json = m_json || std::strcmp(argv[i], "--json") == 0;
        return usage(error);
    }
    for (const auto& chosen : m_verbs) {
        if (!chosen.verb->parsed())
            continue;
        Result<Answer> outcome = fail(ErrorCode::Internal, "the verb did not run");
        try {
            outcome = chosen.run();
        } catch (const std::bad_alloc&) {
            outcome = fail(ErrorCode::Internal, "not enough memory");
        } catch (const std::exception&) {
            // what() may quote a file's name: it stays unsaid.
            outcome = fail(ErrorCode::Internal, "an unexpected failure, a defect of this program");
        }
        return finish(chosen.name, outcome);
    }
    return static_cast<int>(Status::WrongUsage);
}

Result<void> oneOf(const std::string& option, const std::string& text,
                   const std::vector<std::string>& words) {
    std::string list;
    for (const auto& word : words) {
        if (word == text)
            return {};
        list += (list.empty() ? "" : ", ") + word;
    }
    return fail(ErrorCode::InvalidArgument, option + " is one of " + list);
}

Result<void> checkReadable(const std::filesystem::path& file, const std::string& role) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status))
        return fail(ErrorCode::NotFound, role + " cannot be read: not found");
    if (std::filesystem::is_directory(status))
        return fail(ErrorCode::InvalidArgument, role + " cannot be read: it is a folder");
    if (::access(file.c_str(), R_OK) != 0)
        return fail(ErrorCode::Unreadable, role + " cannot be read: no permission");
    return {};
}

Result<void> checkFolder(const std::filesystem::path& folder, const std::string& role) {
    std::error_code error;
    const auto status = std::filesystem::status(folder, error);
    if (!std::filesystem::exists(status))
        return fail(ErrorCode::NotFound, role + " is not there");
    if (!std::filesystem::is_directory(status))
        return fail(ErrorCode::InvalidArgument, role + " is not a folder");
    if (::access(folder.c_str(), R_OK | X_OK) != 0)
        return fail(ErrorCode::Unreadable, role + " cannot be read: no permission");
    return {};
}

std::string counted(std::size_t number, const std::string& singular, const std::string& plural) {
    return std::to_string(number) + " " +
           (number == 1      ? singular
            : plural.empty() ? singular + "s"
                             : plural);
}

} // namespace cw::cli
