// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Project.h"
#include "storage/CommonFolder.h"

#include <mutex>
#include <utility>

namespace cw::workflow {

Project::Project(storage::CaseStore store, core::Clock clock)
    : m_store(std::make_unique<storage::CaseStore>(std::move(store))), m_clock(std::move(clock)) {}

Result<Project> Project::create(const std::filesystem::path& folder, core::ImageKind kind,
                                core::Clock clock, const storage::Placement& placement) {
    if (kind == core::ImageKind::Other)
        return fail(ErrorCode::InvalidArgument,
                    "a project is for mammography or for fundus pictures");
    CW_TRY(auto store, storage::CaseStore::create(folder, kind, clock, placement));
    return Project(std::move(store), std::move(clock));
}

Result<Project> Project::join(const std::filesystem::path& folder,
                              const storage::Placement& placement, core::Clock clock) {
    CW_TRY(auto store, storage::CaseStore::join(folder, clock, placement));
    return Project(std::move(store), std::move(clock));
}

Result<Project> Project::open(const std::filesystem::path& folder, storage::Access access,
                              core::Clock clock, const std::optional<storage::Login>& login) {
    CW_TRY(auto store, storage::CaseStore::open(folder, clock, access, login));
    return Project(std::move(store), std::move(clock));
}

Result<LoadedImage> Project::load(const core::ImageId& id, int frame) const {
    CW_TRY(const auto stored, m_store->image(id));
    CW_TRY(const auto bytes, m_store->bytes(id));
    return loadStoredImage(bytes, stored.attributes, frame);
}

Result<std::vector<storage::CaseRow>> Project::cases() const {
    CW_TRY(auto rows, m_store->cases());
    std::erase_if(rows, [](const auto& row) { return row.aliasOf.has_value(); });
    return rows;
}

Result<std::size_t> Project::assignAll(const core::ReaderId& a, const core::ReaderId& b) {
    if (a.empty() || b.empty() || a == b)
        return fail(ErrorCode::InvalidArgument, "double reading needs two different readers");
    CW_TRY(const auto verdicts, eligibility());
    CW_TRY(const auto cases, this->cases());
    std::size_t assigned = 0;
    // Another workstation may import meanwhile: new cases come last, and wait for the next time.
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        const bool untouched = cases[i].state == storage::CaseState::New ||
                               cases[i].state == storage::CaseState::Assigned;
        if (!untouched || verdicts[i].verdict == dataset::Eligible::No)
            continue;
        CW_CHECK(m_store->assign(cases[i].id, a, b));
        ++assigned;
    }
    return assigned;
}

dataset::BytesSource Project::bytesSource() const {
    // Models and exporters ask from several threads; the database behind the store has one.
    return [store = m_store.get(), one = std::make_shared<std::mutex>()](const core::ImageId& id) {
        const std::lock_guard lock(*one);
        return store->bytes(id);
    };
}

std::filesystem::path Project::versionFolder(const core::VersionName& name) const {
    return storage::commonFolder(m_store->folder()) / "versions" / name.text();
}

} // namespace cw::workflow
