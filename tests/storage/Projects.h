// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/Backends.h"
#include "storage/CaseStore.h"
#include "support/Polygons.h"
#include "support/SealForTests.h"
#include "support/TemporaryFolder.h"
#include <functional>
#include <gtest/gtest.h>
#include <span>
#include <sys/wait.h>
#include <unistd.h>

namespace cw::testing {

/// Temporary folders in memory where there is such a place: these tests sync thousands of times,
/// and none of them can tell a disk from it. TMPDIR wins.
inline const bool kInMemory = [] {
    return ::access("/dev/shm", W_OK) == 0 && ::setenv("TMPDIR", "/dev/shm", 0) == 0;
}();

inline const core::ReaderId kA{"reader-A"}, kB{"독자 B"}, kC{"reader-C"};
inline const core::CaseId kFirst{"C-0001"};

inline core::Clock aClock() {
    return [] { return std::chrono::system_clock::time_point(std::chrono::seconds(1795223670)); };
}

inline core::EncodedImage anImage(const std::string& patient, const std::string& content,
                                  const std::string& source = "") {
    core::EncodedImage image;
    const auto bytes = std::as_bytes(std::span(content));
    image.bytes.assign(bytes.begin(), bytes.end());
    image.mediaType = "image/png";
    image.attributes.kind = core::ImageKind::Mammography;
    image.attributes.width = image.attributes.height = 100;
    image.patient = core::PatientKey(patient);
    image.study = core::StudyKey("study of " + patient);
    image.sourceDigest = source;
    return image;
}

inline Result<storage::AddedImage> add(storage::CaseStore& store, core::EncodedImage image) {
    return store.add(SealForTests::close(std::move(image)));
}

inline storage::CaseStore created(const std::filesystem::path& folder) {
    auto store =
        storage::CaseStore::create(folder, core::ImageKind::Mammography, aClock(), aPlacement());
    EXPECT_TRUE(store) << store.error().sentence();
    return std::move(store.value()); // throws, hence fails the test
}

inline storage::CaseStore opened(const std::filesystem::path& folder,
                                 storage::Access access = storage::Access::ReadWrite) {
    auto store = storage::CaseStore::open(folder, aClock(), access);
    EXPECT_TRUE(store) << store.error().sentence();
    return std::move(store.value()); // throws, hence fails the test
}

/// The code of a failure; fails the test where there is none.
ErrorCode codeOf(const auto& result) {
    EXPECT_FALSE(result.has_value()) << "this should have failed";
    return result ? ErrorCode::Internal : result.error().code;
}

inline annotation::Reading aReading(const core::CaseId& id, const core::ReaderId& reader,
                                    const std::string& assessment,
                                    std::vector<annotation::Finding> findings = {}) {
    return annotation::sealed({{},
                               id,
                               reader,
                               "2026-11-21T01:14:30Z",
                               {{"assessment", assessment}},
                               std::move(findings)});
}

/// One case with one image, assigned to A and B.
inline storage::CaseStore withOneCase(const std::filesystem::path& folder) {
    auto store = created(folder);
    EXPECT_TRUE(add(store, anImage("patient-1", "first image")));
    EXPECT_TRUE(store.assign(kFirst, kA, kB));
    return store;
}

inline storage::CaseStore withBothSubmitted(const std::filesystem::path& folder,
                                            const std::string& a = "4",
                                            const std::string& b = "4") {
    auto store = withOneCase(folder);
    EXPECT_TRUE(store.submit(aReading(kFirst, kA, a)));
    EXPECT_TRUE(store.submit(aReading(kFirst, kB, b)));
    return store;
}

inline annotation::Comparison compareBoth(storage::CaseStore& store) {
    const auto both = store.bothReadings(kFirst);
    EXPECT_TRUE(both);
    auto comparison = annotation::compare(both->first, both->second);
    EXPECT_TRUE(comparison && store.saveComparison(*comparison));
    return *comparison;
}

/// Runs the body in a process of its own; its exit status. 128 + n if signal n ended it.
inline int inChild(const std::function<int()>& body) {
    const pid_t child = fork();
    if (child == 0)
        _exit(body());
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

inline std::size_t filesBelow(const std::filesystem::path& folder) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        count += entry.is_regular_file();
    return count;
}

} // namespace cw::testing
