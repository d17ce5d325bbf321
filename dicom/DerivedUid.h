// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace cw::dicom {

/// A UUID-derived UID (PS3.5 B.2) out of a SHA-256 in hex digits: version 8 (own scheme) and the
/// variant of RFC 9562.
std::string uidOfDigest(std::string_view sha256Hex);

/// The UID that these words always give, whatever lies between them. Not a pseudonym: the words
/// themselves must be free of patient data (pseudonyms, hashes, roles).
std::string derivedUid(const std::vector<std::string_view>& words);

/// Digits and dots, at most 64, no empty or zero-led part (PS3.5 9.1).
bool isUid(std::string_view text);

} // namespace cw::dicom
