// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Ids.h"
#include "core/Result.h"
#include <array>
#include <filesystem>
#include <string>
#include <string_view>

namespace cw::anonymizer {

/// 32 secret bytes. Whoever has them can find a pseudonym by trying; nobody else can.
class PseudonymKey {
public:
    static PseudonymKey random();
    /// NotFound, Unreadable, Malformed; Forbidden where group or others may read or change it. A
    /// key file is one line "concord-key-1 <64 hex digits>".
    static Result<PseudonymKey> read(const std::filesystem::path& file);
    /// Mode 0600; Conflict if the file exists.
    Result<void> writeNew(const std::filesystem::path& file) const;
    /// Key of a fixed seed: for tests and the synthetic demo only.
    static PseudonymKey forSyntheticData(std::string_view seed);
    ~PseudonymKey();
    PseudonymKey(const PseudonymKey&) = default;
    PseudonymKey& operator=(const PseudonymKey&) = default;
    std::string keyId() const; ///< short public fingerprint, safe to log

private:
    friend class Pseudonyms;
    PseudonymKey() = default;
    std::array<unsigned char, 32> m_bytes{};
};

/// Keyed BLAKE2b with a domain for each use: same key, same answer on any machine, in any export;
/// another key, another answer for everything. Re-entrant, half a microsecond an answer: nothing
/// is cached.
class Pseudonyms {
public:
    explicit Pseudonyms(PseudonymKey key) : m_key(std::move(key)) {}
    core::PatientKey patient(std::string_view issuer,
                             std::string_view patientId) const; ///< "P-XXXXXXXXXX"
    std::string uid(std::string_view original) const; ///< "2.25.<decimal>", at most 64 characters
    /// Letters and digits of a use of one's own.
    std::string token(std::string_view domain, std::string_view original,
                      std::size_t length) const; ///< length <= 102
    /// Days to shift all dates of a patient by: -3650 .. -1, never 0.
    int dateOffsetDays(std::string_view issuer, std::string_view patientId) const;
    std::string keyId() const { return m_key.keyId(); }

private:
    PseudonymKey m_key;
};

} // namespace cw::anonymizer
