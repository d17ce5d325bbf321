// SPDX-License-Identifier: Apache-2.0
#include "storage/CaseStore.h"

#include "core/Sha256.h"
#include "storage/detail/StoreState.h"
#include <algorithm>

namespace cw::storage {
namespace {

namespace fs = std::filesystem;

constexpr const char* kJournals = "journals";

/// Any text as a file name: itself where it is plain, else a hash of it.
std::string fileNameOf(const std::string& text) {
    const bool plain = !text.empty() && text.size() < 60 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    });
    return plain ? text : core::sha256Hex(text);
}

} // namespace

std::string_view name(CaseState state) {
    switch (state) {
    case CaseState::New:
        return "new";
    case CaseState::Assigned:
        return "assigned";
    case CaseState::InReading:
        return "in-reading";
    case CaseState::Submitted:
        return "submitted";
    case CaseState::Compared:
        return "compared";
    case CaseState::NeedsAdjudication:
        return "needs-adjudication";
    case CaseState::Settled:
        return "settled";
    case CaseState::Excluded:
        return "excluded";
    }
    return "";
}

CaseStore::CaseStore(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
CaseStore::CaseStore(CaseStore&&) noexcept = default;
CaseStore& CaseStore::operator=(CaseStore&&) noexcept = default;
CaseStore::~CaseStore() = default;

const fs::path& CaseStore::folder() const { return m_impl->folder; }
core::ImageKind CaseStore::kind() const { return m_impl->kind; }
int CaseStore::schemaVersion() const { return m_impl->schemaVersion; }

fs::path CaseStore::journalFile(const core::CaseId& id, const core::ReaderId& reader) const {
    return m_impl->folder / kJournals /
           (fileNameOf(id.text()) + "." + fileNameOf(reader.text()) + ".jsonl");
}

namespace detail {

Result<void> requireCase(soci::session& sql, const core::CaseId& id) {
    int count = 0;
    sql << "SELECT count(*) FROM cases WHERE id = :id", soci::use(id.text()), soci::into(count);
    if (count == 0)
        return fail(ErrorCode::NotFound, "there is no such case in this project");
    return {};
}

} // namespace detail
} // namespace cw::storage
