// SPDX-License-Identifier: Apache-2.0
#include "fuzz/Replay.h"

#include "dicom/Pixels.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cw::test {
namespace {

std::string lookAt(Result<dicom::Instance> instance) {
    if (!instance)
        return instance.error().sentence();
    const auto attributes = dicom::attributesOf(*instance);
    const auto presentation = dicom::presentationOf(*instance, 0);
    std::size_t seen = 0;
    instance->visit([&seen](const dicom::ElementView& e) { seen += e.value.size() + 1; });
    const auto name = instance->utf8({0x0010, 0x0010});
    auto image = dicom::decodeFrame(*instance, 0);
    if (!image)
        return image.error().sentence();
    if (const auto picture = core::shown(*image, presentation, {}); !picture)
        return picture.error().sentence();
    // The writer must take whatever the reader let in.
    const auto written = dicom::encodeInstance(*instance);
    if (written && !dicom::readInstance(*written))
        return "DEFECT: what was written cannot be read";
    return {};
}

} // namespace

std::string openAsViewer(const std::filesystem::path& file) {
    return lookAt(dicom::readInstance(file));
}

std::string openAsViewer(std::span<const std::byte> bytes) {
    return lookAt(dicom::readInstance(bytes));
}

Outcome inChild(const std::function<std::string()>& open, int limitSeconds) {
    int ends[2] = {-1, -1};
    Outcome outcome;
    if (pipe(ends) != 0)
        return outcome;
    const auto start = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        alarm(static_cast<unsigned>(limitSeconds)); // SIGALRM ends the child
        const auto message = open();
        const auto part = message.substr(0, 4000);
        if (write(ends[1], part.data(), part.size()) < 0)
            _exit(3);
        _exit(message.empty() ? 0 : 1);
    }
    close(ends[1]);
    char buffer[4096];
    for (ssize_t got = 0; (got = read(ends[0], buffer, sizeof buffer)) > 0;)
        outcome.message.append(buffer, static_cast<std::size_t>(got));
    close(ends[0]);
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    outcome.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    outcome.kilobytes = static_cast<std::size_t>(usage.ru_maxrss);
    if (WIFSIGNALED(status)) {
        outcome.signal = WTERMSIG(status);
        outcome.kind = outcome.signal == SIGALRM ? Outcome::Kind::Timeout : Outcome::Kind::Crash;
    } else if (WEXITSTATUS(status) == 0) {
        outcome.kind = Outcome::Kind::Image;
    } else if (WEXITSTATUS(status) == 1 && !outcome.message.empty() &&
               !outcome.message.starts_with("DEFECT")) {
        outcome.kind = Outcome::Kind::Error;
    }
    return outcome;
}

void Tally::add(const std::string& input, const Outcome& outcome) {
    worstSeconds = std::max(worstSeconds, outcome.seconds);
    worstKilobytes = std::max(worstKilobytes, outcome.kilobytes);
    switch (outcome.kind) {
    case Outcome::Kind::Image:
        ++images;
        return;
    case Outcome::Kind::Error:
        ++errors;
        return;
    case Outcome::Kind::Timeout:
        bad.push_back(input + ": time-out");
        return;
    case Outcome::Kind::Crash:
        bad.push_back(input + ": crash, signal " + std::to_string(outcome.signal) + " " +
                      outcome.message);
        return;
    }
}

std::string Tally::line() const {
    char text[160];
    std::snprintf(text, sizeof text,
                  "%zu images, %zu errors, %zu crashes or time-outs; worst %.2f s, %zu MB", images,
                  errors, bad.size(), worstSeconds, worstKilobytes / 1024);
    return text;
}

} // namespace cw::test
