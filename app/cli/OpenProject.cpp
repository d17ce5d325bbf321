// SPDX-License-Identifier: Apache-2.0
#include "app/cli/OpenProject.h"

#include "app/cli/Prompt.h"
#include <cstdlib>

namespace cw::cli {
namespace {

struct LoginOptions {
    std::string user, passwordFile;
};
LoginOptions& theOptions() {
    static LoginOptions options; // one command line a process
    return options;
}

Result<std::optional<storage::Login>> login() {
    auto [user, file] = theOptions();
    if (user.empty())
        return std::optional<storage::Login>();
    const char* named = std::getenv("CONCORD_PASSWORD_FILE");
    if (file.empty() && named != nullptr)
        file = named;
    CW_TRY(const auto password,
           passphrase({file, nullptr, user, PassphraseSource::Ask::Once, "Password"}));
    return std::optional<storage::Login>(std::in_place, user, password.text());
}

} // namespace

void addLoginOptions(CLI::App& verb) {
    auto& options = theOptions();
    verb.add_option("--user", options.user, "who you are, in a project with accounts");
    verb.add_option("--password-file", options.passwordFile,
                    "your password, for scripts; or CONCORD_PASSWORD_FILE; else it is asked for");
}

std::vector<std::string> loginArguments() {
    const auto& [user, file] = theOptions();
    std::vector<std::string> words;
    if (!user.empty())
        words.insert(words.end(), {"--user", user});
    if (!file.empty())
        words.insert(words.end(), {"--password-file", std::filesystem::absolute(file).string()});
    return words;
}

Result<workflow::Project> openProject(const std::filesystem::path& folder, storage::Access access) {
    CW_TRY(const auto who, login());
    return workflow::Project::open(folder, access, core::systemClock(), who);
}

Result<storage::Login> newLogin(const std::string& name, const std::string& passwordFile) {
    CW_TRY(const auto password,
           passphrase({passwordFile, nullptr, name, PassphraseSource::Ask::Twice, "New password"}));
    return storage::Login(name, password.text());
}

} // namespace cw::cli
