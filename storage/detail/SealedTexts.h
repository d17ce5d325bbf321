// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Journaling.h"
#include "storage/detail/Sealing.h"

namespace cw::storage::detail {

/// Whose something is, and where it belongs: bound to the sealed text, which is worth nothing
/// elsewhere.
struct Place {
    std::string caseId, reader;
    int round = 1;
};
/// The two that can open: the owner, and the project's escrow key, which every coordinator has.
struct Recipients {
    std::string owner, escrow; ///< public keys
};
/// Whoever opens, with the key of one of them.
struct Opener {
    KeyPair keys;
    enum class As { Owner, Escrow } as = As::Owner;
};

/// A submitted reading that nobody else may see yet.
struct SealedReading {
    std::string receipt; ///< SHA-256 of 32 random bytes and the text, hex: says nothing of the text
    std::string text;    ///< printable
};
SealedReading seal(std::string_view readingJson, const Place& place, const Recipients& recipients);
/// The reading's text. Corrupt: damaged, from elsewhere, or not what the receipt was given for.
Result<Secret> open(const SealedReading& sealed, const Place& place, const Opener& opener);

/// The lines of one draft journal (annotation/Journaling.h). One object a session.
annotation::LineSeal journalSeal(Place place, Recipients recipients, Opener opener);

} // namespace cw::storage::detail
