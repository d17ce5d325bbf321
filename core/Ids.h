// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace cw::core {

/// A string that cannot be mistaken for another kind of string: ids of different kinds neither
/// convert nor compare.
template <class Kind>
class StrongId {
public:
    StrongId() = default;
    explicit StrongId(std::string text) : m_text(std::move(text)) {}
    const std::string& text() const { return m_text; }
    bool empty() const { return m_text.empty(); }
    auto operator<=>(const StrongId&) const = default;

private:
    std::string m_text;
};

using PatientKey = StrongId<struct PatientKeyKind>; ///< keyed pseudonym, never the hospital's ID
using StudyKey = StrongId<struct StudyKeyKind>;     ///< pseudonymous study UID
using SopInstanceUid = StrongId<struct SopInstanceUidKind>;
using CaseId = StrongId<struct CaseIdKind>;
using ImageId = StrongId<struct ImageIdKind>; ///< SHA-256 of the stored bytes, 64 hex digits
using ReaderId = StrongId<struct ReaderIdKind>;
using ReadingId = StrongId<struct ReadingIdKind>;
using LesionId = StrongId<struct LesionIdKind>; ///< unique inside one reading
using VersionName = StrongId<struct VersionNameKind>;

} // namespace cw::core

template <class Kind>
struct std::hash<cw::core::StrongId<Kind>> {
    std::size_t operator()(const cw::core::StrongId<Kind>& id) const noexcept {
        return std::hash<std::string>{}(id.text());
    }
};
