// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/study/SlurmRun.h"

#include "app/workflow/study/StudyRun.h"

#include "core/Files.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace cw::workflow {
namespace {

struct Said {
    int status = 0;
    std::string output;
};

/// A program found by PATH, without a shell: no argument is interpreted.
Result<Said> said(const std::vector<std::string>& words) {
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0)
        return fail(ErrorCode::Internal, "no pipe could be made");
    std::vector<char*> arguments;
    for (const std::string& word : words)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(pipe[1], STDOUT_FILENO);
        ::dup2(pipe[1], STDERR_FILENO);
        ::close(pipe[0]);
        ::close(pipe[1]);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::close(pipe[1]);
    Said result;
    std::array<char, 4096> buffer{};
    for (;;) {
        const auto count = ::read(pipe[0], buffer.data(), buffer.size());
        if (count <= 0)
            break;
        result.output.append(buffer.data(), static_cast<std::size_t>(count));
    }
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    return result;
}

std::string shellQuoted(const std::string& word) {
    std::string quoted = "'";
    for (const char c : word)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

Result<std::filesystem::path> writeScript(const validation::StudyPlan& plan,
                                          const SlurmOptions& options) {
    const auto folder = std::filesystem::absolute(plan.folder());
    std::string text = "#!/bin/sh\n# One task of a validation; Slurm gives its number.\nprogram=" +
                       shellQuoted(options.program.string()) + "\n";
    std::string learned;
    std::filesystem::path learn;
    for (const auto& task : plan.tasks())
        if (const auto program = taskProgram(options.program, plan, task.id);
            program != options.program) {
            learned += (learned.empty() ? "" : "|") + std::to_string(task.id);
            learn = program;
        }
    if (!learned.empty())
        text += "case \"$SLURM_ARRAY_TASK_ID\" in " + learned +
                ") program=" + shellQuoted(learn.string()) + " ;; esac\n";
    text += "exec \"$program\" validate run --plan " + shellQuoted(folder.string()) +
            " --task \"$SLURM_ARRAY_TASK_ID\"";
    for (const std::string& word : options.concord)
        text += " " + shellQuoted(word);
    std::error_code error;
    std::filesystem::create_directories(folder / "slurm", error);
    const auto script = folder / "slurm" / "task.sh";
    CW_CHECK(core::writeWhole(script, text + "\n"));
    return script;
}

/// Slurm refuses arrays beyond MaxArraySize (1001 by default).
constexpr std::size_t kLargestArray = 1000;

Result<std::string> submit(const validation::StudyPlan& plan, const std::vector<int>& tasks,
                           const std::string& after, const std::filesystem::path& script,
                           const SlurmOptions& options) {
    std::vector<std::string> words{
        "sbatch",
        "--parsable",
        "--job-name=concord",
        "--ntasks=1",
        "--cpus-per-task=1",
        "--array=" + arrayRange(tasks),
        "--output=" + (std::filesystem::absolute(plan.folder()) / "slurm" / "%A_%a.log").string()};
    if (!after.empty()) {
        words.push_back("--dependency=afterok:" + after);
        words.emplace_back("--kill-on-invalid-dep=yes");
    }
    words.insert(words.end(), options.sbatch.begin(), options.sbatch.end());
    words.push_back(script.string());
    CW_TRY(const Said answer, said(words));
    if (answer.status == 127)
        return fail(ErrorCode::NotFound, "sbatch is not installed here: is this a Slurm cluster?");
    const auto end = answer.output.find_first_not_of("0123456789");
    if (answer.status != 0 || end == 0)
        return fail(ErrorCode::Internal, "Slurm did not take the job: " +
                                             answer.output.substr(0, answer.output.find('\n')));
    return answer.output.substr(0, end);
}

std::size_t finishedOf(const validation::StudyPlan& plan) {
    return static_cast<std::size_t>(
        std::count_if(plan.tasks().begin(), plan.tasks().end(),
                      [&](const auto& task) { return plan.finished(task.id); }));
}

std::string joined(const std::vector<std::string>& words, char between) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : std::string(1, between)) + word;
    return text;
}

Result<void> waitFor(const validation::StudyPlan& plan, const std::vector<std::string>& jobs,
                     const SlurmOptions& options) {
    for (;;) {
        if (options.cancel != nullptr && options.cancel->cancelled()) {
            std::vector<std::string> words{"scancel"};
            words.insert(words.end(), jobs.begin(), jobs.end());
            CW_TRY(const Said unused, said(words));
            (void)unused;
            return fail(ErrorCode::Cancelled, "the validation and its jobs were cancelled");
        }
        if (options.progress)
            options.progress(finishedOf(plan), plan.tasks().size(), "tasks on the cluster");
        CW_TRY(const Said queue,
               said({"squeue", "--noheader", "--format=%i", "--jobs=" + joined(jobs, ',')}));
        // Slurm forgets jobs after a while and then says that the id is invalid.
        if (queue.status != 0 || queue.output.find_first_not_of(" \n\t") == std::string::npos)
            return {};
        std::this_thread::sleep_for(std::chrono::seconds(options.secondsBetweenLooks));
    }
}

} // namespace

std::string arrayRange(const std::vector<int>& tasks) {
    std::string text;
    for (std::size_t i = 0; i < tasks.size();) {
        std::size_t j = i;
        while (j + 1 < tasks.size() && tasks[j + 1] == tasks[j] + 1)
            ++j;
        text += (text.empty() ? "" : ",") + std::to_string(tasks[i]);
        if (j > i)
            text += "-" + std::to_string(tasks[j]);
        i = j + 1;
    }
    return text;
}

Result<void> runWithSlurm(const validation::StudyPlan& plan, const SlurmOptions& options) {
    CW_TRY(const auto script, writeScript(plan, options));
    std::vector<std::string> jobs;
    std::string after;
    for (int stage = 0; stage < validation::kStages; ++stage) {
        std::vector<int> open;
        for (const auto& task : plan.tasks())
            if (task.stage() == stage && !plan.finished(task.id))
                open.push_back(task.id);
        std::vector<std::string> ofStage;
        for (std::size_t at = 0; at < open.size(); at += kLargestArray) {
            const std::vector<int> chunk(open.begin() + static_cast<std::ptrdiff_t>(at),
                                         open.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                            at + kLargestArray, open.size())));
            CW_TRY(ofStage.emplace_back(), submit(plan, chunk, after, script, options));
        }
        jobs.insert(jobs.end(), ofStage.begin(), ofStage.end());
        if (!ofStage.empty())
            after = joined(ofStage, ':');
    }
    if (!jobs.empty())
        CW_CHECK(waitFor(plan, jobs, options));
    std::vector<int> without;
    for (const auto& task : plan.tasks())
        if (!plan.finished(task.id))
            without.push_back(task.id);
    if (!without.empty())
        return fail(ErrorCode::Internal,
                    "these tasks ended without a result: " + arrayRange(without) +
                        "; their output is in the folder slurm, the same command runs them again");
    return {};
}

} // namespace cw::workflow
