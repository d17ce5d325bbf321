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
    case CaseState::CrossCheck:
        return "cross-check";
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

fs::path CaseStore::journalFile(const core::CaseId& id, const core::ReaderId& reader,
                                int round) const {
    const auto later = round > 1 ? ".r" + std::to_string(round) : std::string();
    return m_impl->folder / kJournals /
           (fileNameOf(id.text()) + "." + fileNameOf(reader.text()) + later + ".jsonl");
}

Result<void> CaseStore::Impl::maySeeAll(detail::Operation operation) const {
    CW_CHECK(may(operation));
    if (who && who->isReaderOnly())
        return fail(ErrorCode::Forbidden, "a reader sees the own worklist alone");
    return {};
}

Result<void> CaseStore::Impl::mayBe(const core::ReaderId& reader) const {
    if (who && !who->is(reader))
        return fail(ErrorCode::Forbidden, "this is the work of another reader");
    return {};
}

namespace detail {

std::string caseIdText(long long number) {
    char text[32];
    std::snprintf(text, sizeof text, "C-%04lld", number);
    return text;
}

Result<void> requireOwnImages(soci::session& sql, const annotation::Reading& reading) {
    for (const auto& finding : reading.findings) {
        int count = 0;
        sql << "SELECT count(*) FROM images WHERE id = :image AND case_id = (SELECT "
               "coalesce(alias_of, id) FROM cases WHERE id = :id)",
            soci::use(finding.image.text()), soci::use(reading.caseId.text()), soci::into(count);
        if (count == 0)
            return fail(ErrorCode::InvalidArgument, "a finding lies on an image of another case");
    }
    return {};
}

Result<void> requireCase(soci::session& sql, const core::CaseId& id) {
    int count = 0;
    sql << "SELECT count(*) FROM cases WHERE id = :id", soci::use(id.text()), soci::into(count);
    if (count == 0)
        return fail(ErrorCode::NotFound, "there is no such case in this project");
    return {};
}

} // namespace detail
} // namespace cw::storage
