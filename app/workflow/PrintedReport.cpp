// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/PrintedReport.h"

#include <cerrno>
#include <csignal>
#include <spawn.h>
#include <string>
#include <sys/wait.h>

extern char** environ;

namespace cw::workflow {
namespace {

namespace fs = std::filesystem;

/// concord-print beside this program, and nowhere else: a PATH may hold anything.
Result<fs::path> printProgram() {
    std::error_code error;
    const auto self = fs::read_symlink("/proc/self/exe", error);
    const auto program = self.parent_path() / "concord-print";
    if (error || !fs::exists(program, error))
        return fail(ErrorCode::NotFound, "concord-print is not installed beside concord");
    return program;
}

} // namespace

Result<void> printReport(const fs::path& folder) {
    CW_TRY(const auto program, printProgram());
    const auto html = folder / "report.html", pdf = folder / "report.pdf";
    std::string words[] = {program.string(), html.string(), pdf.string()};
    char* arguments[] = {words[0].data(), words[1].data(), words[2].data(), nullptr};
    pid_t child = 0;
    if (::posix_spawn(&child, words[0].c_str(), nullptr, nullptr, arguments, environ) != 0)
        return fail(ErrorCode::Internal, "concord-print could not be started");
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return fail(ErrorCode::Internal, "concord-print could not be waited for");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return fail(ErrorCode::IoFailure, "concord-print did not write the PDF");
    return {};
}

} // namespace cw::workflow
