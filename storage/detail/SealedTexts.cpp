// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/SealedTexts.h"

#include "core/Sha256.h"
#include <array>
#include <memory>

namespace cw::storage::detail {
namespace {

constexpr std::string_view kReading = "cr1", kJournal = "cj1";
constexpr std::size_t kSaltBytes = 32;
/// Most readings look alike from outside: none, one or ten findings give the same length.
constexpr std::size_t kReadingBlock = 8192, kLineBlock = 256;

/// "cr1.<key for the owner>.<key for the escrow>.<content>"
std::string envelope(std::string_view kind, const Secret& key, const Recipients& to,
                     const std::string& content) {
    const auto owner = sealedFor(to.owner, key), escrow = sealedFor(to.escrow, key);
    CW_ASSERT(owner && escrow); // both were keys of ours when the login was checked
    return std::string(kind) + '.' + *owner + '.' + *escrow + '.' + content;
}

struct Opened {
    Secret key;
    std::string_view content;
};

Result<Opened> opened(std::string_view kind, std::string_view text, const Opener& opener) {
    std::array<std::string_view, 4> parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto dot = i + 1 < parts.size() ? text.find('.') : text.size();
        if (dot == std::string_view::npos)
            return fail(ErrorCode::Corrupt, "a sealed text is damaged");
        parts[i] = text.substr(0, dot);
        text.remove_prefix(std::min(text.size(), dot + 1));
    }
    if (parts[0] != kind)
        return fail(ErrorCode::Corrupt, "a sealed text is of another kind or a newer version");
    CW_TRY(auto key, openedBy(opener.keys, opener.as == Opener::As::Owner ? parts[1] : parts[2]));
    return Opened{std::move(key), parts[3]};
}

std::string bound(std::string_view kind, const Place& place, std::size_t number) {
    // Lengths before the texts: no two places have the same text.
    return std::string(kind) + '\n' + std::to_string(place.caseId.size()) + ':' + place.caseId +
           std::to_string(place.reader.size()) + ':' + place.reader + '\n' +
           std::to_string(place.round) + '\n' + std::to_string(number);
}

std::string receiptOf(std::string_view saltAndText) { return core::sha256Hex(saltAndText); }

} // namespace

SealedReading seal(std::string_view readingJson, const Place& place, const Recipients& recipients) {
    const auto key = randomSecret(kKeyBytes), salt = randomSecret(kSaltBytes);
    Secret plain(salt.size() + readingJson.size());
    std::copy_n(salt.data(), salt.size(), plain.data());
    std::copy(readingJson.begin(), readingJson.end(), plain.data() + salt.size());
    return {receiptOf(plain.text()),
            envelope(kReading, key, recipients,
                     locked(key, plain.text(), bound(kReading, place, 0), kReadingBlock))};
}

Result<Secret> open(const SealedReading& sealed, const Place& place, const Opener& opener) {
    CW_TRY(const auto envelope, opened(kReading, sealed.text, opener));
    CW_TRY(const auto plain,
           unlocked(envelope.key, envelope.content, bound(kReading, place, 0), kReadingBlock));
    if (plain.size() < kSaltBytes || receiptOf(plain.text()) != sealed.receipt)
        return fail(ErrorCode::Corrupt, "a submitted reading does not match its receipt");
    return plain.part(kSaltBytes, plain.size() - kSaltBytes);
}

annotation::LineSeal journalSeal(Place place, Recipients recipients, Opener opener) {
    struct State {
        Place place;
        Recipients recipients;
        Opener opener;
        Secret key; ///< empty until the first line was written or read
    };
    auto state = std::make_shared<State>(
        State{std::move(place), std::move(recipients), std::move(opener), Secret()});
    annotation::LineSeal seal;
    seal.seal = [state](std::size_t number, std::string_view line) -> Result<std::string> {
        if (number == 0)
            state->key = randomSecret(kKeyBytes);
        if (state->key.size() == 0)
            return fail(ErrorCode::Internal, "a journal's first line comes first");
        auto content = locked(state->key, line, bound(kJournal, state->place, number), kLineBlock);
        return number > 0 ? content : envelope(kJournal, state->key, state->recipients, content);
    };
    seal.open = [state](std::size_t number, std::string_view stored) -> Result<std::string> {
        if (number == 0) {
            CW_TRY(auto envelope, opened(kJournal, stored, state->opener));
            state->key = std::move(envelope.key);
            stored = envelope.content;
        }
        CW_TRY(const auto plain,
               unlocked(state->key, stored, bound(kJournal, state->place, number), kLineBlock));
        return std::string(plain.text());
    };
    return seal;
}

} // namespace cw::storage::detail
