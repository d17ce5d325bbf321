// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/detail/Seeding.h"

#include <algorithm>
#include <map>

namespace cw::workflow::detail {

Result<annotation::ImageSizes> sizesOf(const storage::CaseStore& store, const core::CaseId& id) {
    CW_TRY(const auto images, store.images(id));
    std::map<core::ImageId, annotation::ImageSize> sizes;
    for (const auto& image : images)
        sizes[image.id] = {image.attributes.width, image.attributes.height};
    return annotation::ImageSizes(
        [sizes](const core::ImageId& image) -> std::optional<annotation::ImageSize> {
            const auto found = sizes.find(image);
            return found == sizes.end() ? std::nullopt : std::optional(found->second);
        });
}

Result<annotation::ReadingSession> sessionOfRound(Project& project, const core::CaseId& id,
                                                  const core::ReaderId& reader, int round,
                                                  annotation::Journaling journaling) {
    auto& store = project.store();
    CW_TRY(auto sizes, sizesOf(store, id));
    const auto journal = store.journalFile(id, reader, round);
    std::error_code error;
    std::filesystem::create_directories(journal.parent_path(), error);
    if (error)
        return fail(ErrorCode::IoFailure, "cannot make the folder of the journals");
    CW_TRY(journaling.seal, store.lineSeal(id, reader));
    return annotation::ReadingSession::open(id, reader, journal, std::move(sizes),
                                            std::move(journaling));
}

Result<annotation::ReadingSession> seededSession(Project& project, const core::CaseId& id,
                                                 const core::ReaderId& reader, int round,
                                                 const annotation::Reading& before,
                                                 annotation::Journaling journaling) {
    std::error_code ignored;
    const bool begun =
        std::filesystem::exists(project.store().journalFile(id, reader, round), ignored);
    CW_TRY(auto session, sessionOfRound(project, id, reader, round, std::move(journaling)));
    if (!begun)
        CW_CHECK(replaceContent(session, before));
    return session;
}

Result<annotation::ReadingSession> takenUpAgain(Project& project, const core::CaseId& id,
                                                const core::ReaderId& reader, int round,
                                                annotation::Journaling journaling) {
    auto& store = project.store();
    CW_TRY(const auto seal, store.lineSeal(id, reader));
    // On another workstation the old journal may be missing: then the reader begins anew.
    const auto before =
        annotation::submittedReading(store.journalFile(id, reader, round - 2), seal);
    if (before && *before)
        return seededSession(project, id, reader, round, **before, std::move(journaling));
    return sessionOfRound(project, id, reader, round, std::move(journaling));
}

Result<void> replaceContent(annotation::ReadingSession& session,
                            const annotation::Reading& reading) {
    if (!sameContent(session.findings(), reading.findings)) {
        const auto old = session.findings(); // a copy: the edits change the original
        for (const auto& finding : old)
            CW_CHECK(session.apply(annotation::RemoveFinding{finding}));
        for (auto finding : reading.findings) {
            finding.id = session.nextLesionId();
            CW_CHECK(session.apply(annotation::AddFinding{std::move(finding)}));
        }
    }
    const auto before = session.answers();
    for (const auto& [key, value] : before) {
        if (!reading.answers.contains(key))
            CW_CHECK(session.apply(annotation::SetAnswer{key, value, std::nullopt}));
    }
    for (const auto& [key, value] : reading.answers) {
        const auto old = before.find(key);
        const auto was = old == before.end() ? std::nullopt : std::optional(old->second);
        if (was != value)
            CW_CHECK(session.apply(annotation::SetAnswer{key, was, value}));
    }
    return {};
}

bool sameContent(std::vector<annotation::Finding> a, std::vector<annotation::Finding> b) {
    for (auto* list : {&a, &b})
        for (auto& finding : *list)
            finding.id = {};
    return a == b;
}

annotation::Reading readingOf(const annotation::ReadingSession& session,
                              std::chrono::system_clock::time_point at) {
    annotation::Reading reading;
    reading.caseId = session.caseId();
    reading.reader = session.reader();
    reading.submittedAt = core::iso8601Utc(at);
    reading.answers = session.answers();
    reading.findings = session.findings();
    std::sort(reading.findings.begin(), reading.findings.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    return annotation::sealed(std::move(reading));
}

} // namespace cw::workflow::detail
