// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/study/StudyRun.h"

#include "core/Files.h"
#include "validation/models/TorchHooks.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <mutex>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace cw::workflow {
namespace {

std::filesystem::path logFileOf(const std::filesystem::path& plan, int task) {
    char name[32];
    std::snprintf(name, sizeof name, "task-%04d.log", task);
    return plan / "tasks" / name;
}

/// The child's last words, without the programme's name before them.
std::string lastLineOf(const std::filesystem::path& log) {
    const auto text = core::readText(log, 1U << 20);
    if (!text)
        return {};
    std::string line;
    std::size_t begin = 0;
    while (begin < text->size()) {
        const auto end = std::min(text->find('\n', begin), text->size());
        if (end > begin)
            line = text->substr(begin, end - begin);
        begin = end + 1;
    }
    constexpr std::string_view kName = "concord: ";
    return line.starts_with(kName) ? line.substr(kName.size()) : line;
}

/// Between fork and exec only calls that are safe there.
pid_t started(const std::vector<std::string>& words, const std::filesystem::path& log) {
    std::vector<char*> arguments;
    for (const std::string& word : words)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child != 0)
        return child;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent)
        ::_exit(127);
    const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (output >= 0) {
        ::dup2(output, STDOUT_FILENO);
        ::dup2(output, STDERR_FILENO);
    }
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

Result<int> waitedFor(pid_t child, const core::CancelToken* cancel) {
    bool told = false;
    for (;;) {
        int status = 0;
        const pid_t ended = ::waitpid(child, &status, WNOHANG);
        if (ended == child)
            return status;
        if (ended < 0 && errno != EINTR)
            return fail(ErrorCode::Internal, "the task's process was lost");
        if (!told && cancel != nullptr && cancel->cancelled()) {
            ::kill(child, SIGTERM);
            told = true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

/// Tasks of one stage that are still to do.
std::vector<int> openTasks(const validation::StudyPlan& plan, int stage) {
    std::vector<int> open;
    for (const auto& task : plan.tasks())
        if (task.stage() == stage && !plan.finished(task.id))
            open.push_back(task.id);
    return open;
}

std::string whatOf(int stage) {
    static constexpr std::array kWords{"parts of pictures", "split", "folds", "checks",
                                       "heat maps"};
    return kWords[static_cast<std::size_t>(stage)];
}

} // namespace

TaskRunner inThisProcess(const validation::StudyPlan& plan, validation::TaskTools tools) {
    tools.progress = {}; // counts tasks, not pictures within one
    return [&plan, tools](int task) { return validation::runTask(plan, task, tools); };
}

TaskRunner inOwnProcess(const std::filesystem::path& program, const validation::StudyPlan& plan,
                        std::vector<std::string> arguments, const core::CancelToken* cancel) {
    return [=, &plan, folder = std::filesystem::absolute(plan.folder())](int task) -> Result<void> {
        std::vector<std::string> words{taskProgram(program, plan, task).string(),
                                       "validate",
                                       "run",
                                       "--plan",
                                       folder.string(),
                                       "--task",
                                       std::to_string(task)};
        words.insert(words.end(), arguments.begin(), arguments.end());
        const auto log = logFileOf(folder, task);
        const pid_t child = started(words, log);
        if (child < 0)
            return fail(ErrorCode::Internal, "no process could be started for a task");
        CW_TRY(const int status, waitedFor(child, cancel));
        if (cancel != nullptr && cancel->cancelled())
            return fail(ErrorCode::Cancelled, "the validation was cancelled");
        if (WIFSIGNALED(status))
            return fail(ErrorCode::Internal, "task " + std::to_string(task) +
                                                 " was killed by signal " +
                                                 std::to_string(WTERMSIG(status)));
        if (WEXITSTATUS(status) != 0) {
            const std::string said = lastLineOf(log);
            return fail(WEXITSTATUS(status) == 2 ? ErrorCode::InvalidArgument : ErrorCode::Internal,
                        said.empty() ? "task " + std::to_string(task) + " failed" : said);
        }
        return {};
    };
}

TaskRunner preparingHere(const validation::StudyPlan& plan, validation::TaskTools tools,
                         TaskRunner others) {
    return [&plan, here = inThisProcess(plan, std::move(tools)), others](int task) {
        const auto& one = plan.tasks()[static_cast<std::size_t>(task)];
        return one.kind == validation::TaskKind::Prepare ? here(task) : others(task);
    };
}

Result<void> runStudy(const validation::StudyPlan& plan, const TaskRunner& runner,
                      const RunOptions& options) {
    for (int stage = 0; stage < validation::kStages; ++stage) {
        const auto open = openTasks(plan, stage);
        const auto total = static_cast<std::size_t>(
            std::count_if(plan.tasks().begin(), plan.tasks().end(),
                          [&](const auto& task) { return task.stage() == stage; }));
        std::atomic<std::size_t> next{0}, done{total - open.size()};
        std::mutex mutex;
        std::optional<Error> first;
        const auto cancelled = [&] {
            return options.cancel != nullptr && options.cancel->cancelled();
        };
        const auto work = [&] {
            for (std::size_t i = next++; i < open.size() && !cancelled(); i = next++) {
                const auto outcome = runner(open[i]);
                const std::lock_guard lock(mutex);
                if (!outcome) {
                    if (!first)
                        first = outcome.error();
                    continue;
                }
                ++done;
                if (options.finished)
                    options.finished(open[i]);
                if (options.progress)
                    options.progress(done, total, whatOf(stage));
            }
        };
        {
            std::vector<std::jthread> others;
            const auto threads = std::min<std::size_t>(
                open.size(), static_cast<std::size_t>(std::max(options.workers, 1)));
            for (std::size_t i = 1; i < threads; ++i)
                others.emplace_back(work);
            work();
        }
        if (cancelled())
            return fail(ErrorCode::Cancelled, "the validation was cancelled; what is finished is "
                                              "kept, the same command goes on");
        if (first)
            return tl::unexpected<Error>(*first);
    }
    return {};
}

std::filesystem::path taskProgram(const std::filesystem::path& concord,
                                  const validation::StudyPlan& plan, int task) {
    const auto& one = plan.tasks()[static_cast<std::size_t>(task)];
    const auto learn = concord.parent_path() / "concord-learn";
    const bool ofAModel =
        one.kind == validation::TaskKind::Fold || one.kind == validation::TaskKind::Maps;
    if (!ofAModel ||
        !validation::needsTorch(plan.request().models[static_cast<std::size_t>(one.model)]) ||
        !std::filesystem::exists(learn))
        return concord;
    return learn;
}

Result<std::filesystem::path> concordProgram() {
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    const auto program = self.parent_path() / "concord";
    if (error || !std::filesystem::exists(program))
        return fail(ErrorCode::NotFound, "the program concord is not beside this one");
    return program;
}

} // namespace cw::workflow
