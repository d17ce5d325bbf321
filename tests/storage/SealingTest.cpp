// SPDX-License-Identifier: Apache-2.0
#include "annotation/ReadingSession.h"
#include "core/Process.h"
#include "core/Sha256.h"
#include "storage/detail/SealedTexts.h"
#include "support/TemporaryFolder.h"
#include <fstream>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sodium.h>

namespace cw::storage::detail {
namespace {

using cw::testing::TemporaryFolder;

const Place kPlace{"C-0001", "reader-A"};

struct Keys {
    KeyPair owner = KeyPair::fresh(), escrow = KeyPair::fresh(), stranger = KeyPair::fresh();
    Recipients recipients() const { return {owner.publicKey, escrow.publicKey}; }
    Opener asOwner() const { return {owner, Opener::As::Owner}; }
    Opener asEscrow() const { return {escrow, Opener::As::Escrow}; }
};

RC_GTEST_PROP(Sealing, GivesBackWhatWasSealedToOwnerAndEscrowAlone, (const std::string& text)) {
    const Keys keys;
    const auto sealed = seal(text, kPlace, keys.recipients());
    RC_ASSERT(open(sealed, kPlace, keys.asOwner())->text() == text);
    RC_ASSERT(open(sealed, kPlace, keys.asEscrow())->text() == text);
    RC_ASSERT(!open(sealed, kPlace, {keys.stranger, Opener::As::Owner}));
    RC_ASSERT(!open(sealed, kPlace, {keys.stranger, Opener::As::Escrow}));
    RC_ASSERT(!open(sealed, {"C-0002", "reader-A"}, keys.asOwner()));
    RC_ASSERT(!open(sealed, {"C-0001", "reader-B"}, keys.asOwner()));
    RC_ASSERT(!open(sealed, {"C-0001", "reader-A", 2}, keys.asOwner()));
    RC_ASSERT(!open({std::string(64, 'a'), sealed.text}, kPlace, keys.asOwner()));
}

TEST(Sealing, NoticesEveryChangedCharacter) {
    const Keys keys;
    const auto sealed = seal("{\"a\":1}", kPlace, keys.recipients());
    std::size_t tried = 0;
    // The escrow's part is not the owner's to notice, and the other way round.
    for (std::size_t i = 0; i < sealed.text.size(); i += 7) {
        auto changed = sealed;
        changed.text[i] = changed.text[i] == 'A' ? 'B' : 'A';
        const bool owner = open(changed, kPlace, keys.asOwner()).has_value();
        const bool escrow = open(changed, kPlace, keys.asEscrow()).has_value();
        EXPECT_FALSE(owner && escrow) << i;
        ++tried;
    }
    EXPECT_GT(tried, 100U);
    for (const auto* text : {"", "cr1", "cr1...", "cr2.a.b.c", "cr1.a.b", "cr1.\xFF.b.c"})
        EXPECT_EQ(open({"", text}, kPlace, keys.asOwner()).error().code == ErrorCode::Corrupt ||
                      open({"", text}, kPlace, keys.asOwner()).error().code == ErrorCode::Malformed,
                  true)
            << text;
}

TEST(Sealing, OfTheSameTextTwiceHasNothingInCommon) {
    const Keys keys;
    const auto one = seal("x", kPlace, keys.recipients()),
               two = seal("x", kPlace, keys.recipients());
    EXPECT_NE(one.receipt, two.receipt);
    EXPECT_NE(one.text.substr(4, 40), two.text.substr(4, 40));
    EXPECT_NE(one.receipt, core::sha256Hex(std::string("x")));
}

/// The format by libsodium's own functions, from its description in decision 0116 and not through
/// our code: whoever has the key can open a project's readings without Concord.
TEST(Sealing, IsWhatTheDecisionSays) {
    const Keys keys;
    const auto sealed = seal("{\"a\":1}", kPlace, keys.recipients());
    std::vector<std::string> parts;
    std::stringstream text(sealed.text);
    for (std::string part; std::getline(text, part, '.');) {
        std::string bytes(part.size(), '\0');
        std::size_t size = 0;
        sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), part.data(),
                          part.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING);
        bytes.resize(size);
        parts.push_back(bytes);
    }
    ASSERT_EQ(parts.size(), 4U);
    const auto u = [](std::string& s) { return reinterpret_cast<unsigned char*>(s.data()); };
    unsigned char publicKey[32], key[32];
    crypto_scalarmult_base(publicKey, keys.escrow.secretKey.data());
    ASSERT_EQ(crypto_box_seal_open(key, u(parts[2]), parts[2].size(), publicKey,
                                   keys.escrow.secretKey.data()),
              0);
    std::string bound = "cr1\n6:C-00018:reader-A\n1\n0", plain(parts[3].size(), '\0');
    unsigned long long size = 0;
    ASSERT_EQ(crypto_aead_xchacha20poly1305_ietf_decrypt(u(plain), &size, nullptr, u(parts[3]) + 24,
                                                         parts[3].size() - 24, u(bound),
                                                         bound.size(), u(parts[3]), key),
              0);
    EXPECT_EQ(size % 8192, 0U);
    std::size_t unpadded = 0;
    ASSERT_EQ(sodium_unpad(&unpadded, u(plain), size, 8192), 0);
    EXPECT_EQ(plain.substr(32, unpadded - 32), "{\"a\":1}");
    EXPECT_EQ(core::sha256Hex(plain.substr(0, unpadded)), sealed.receipt);
}

/// A sealed journal with a header and three steps.
class SealedJournal : public ::testing::Test {
protected:
    annotation::Journaling how() const {
        annotation::Journaling journaling;
        journaling.seal = journalSeal(kPlace, m_keys.recipients(), m_keys.asOwner());
        return journaling;
    }
    Result<annotation::ReadingSession> session() const {
        return annotation::ReadingSession::open(
            core::CaseId(kPlace.caseId), core::ReaderId(kPlace.reader), m_file,
            [](const core::ImageId&) {
                return std::optional(annotation::ImageSize{10, 10});
            },
            how());
    }
    void write(int steps) {
        auto open = session();
        ASSERT_TRUE(open);
        for (int i = 0; i < steps; ++i)
            ASSERT_TRUE(
                open->apply(annotation::SetAnswer{"k" + std::to_string(i), std::nullopt, "value"}));
    }
    std::vector<std::string> lines() const {
        std::vector<std::string> all;
        std::ifstream in(m_file);
        for (std::string line; std::getline(in, line);)
            all.push_back(line);
        return all;
    }
    void put(const std::vector<std::string>& all, const std::string& tail = "") const {
        std::ofstream out(m_file, std::ios::trunc | std::ios::binary);
        for (const auto& line : all)
            out << line << '\n';
        out << tail;
    }
    ErrorCode problem() const {
        const auto open = session();
        return open ? ErrorCode::Internal : open.error().code;
    }

    TemporaryFolder m_folder;
    std::filesystem::path m_file = m_folder / "draft.jsonl";
    Keys m_keys;
};

TEST_F(SealedJournal, GoesOnWhereItWas) {
    write(2);
    {
        auto again = session();
        ASSERT_TRUE(again);
        EXPECT_EQ(again->answers().size(), 2U);
        ASSERT_TRUE(again->undo());
    }
    EXPECT_EQ(session()->answers().size(), 1U);
    EXPECT_EQ(lines().size(), 4U);
    for (const auto& line : lines())
        EXPECT_EQ(line.find("value"), std::string::npos);
}

TEST_F(SealedJournal, LosesATornEndAndNothingElse) {
    write(3);
    const auto all = lines();
    put({all[0], all[1], all[2]}, all[3].substr(0, 20));
    EXPECT_EQ(session()->answers().size(), 2U);
    write(0);
    EXPECT_EQ(lines().size(), 3U) << "the torn end is cut off";
}

TEST_F(SealedJournal, CannotBeReorderedShortenedInTheMiddleOrMixed) {
    write(3);
    const auto all = lines();
    ASSERT_EQ(all.size(), 4U);
    put({all[0], all[2], all[1], all[3]});
    EXPECT_EQ(problem(), ErrorCode::Corrupt);
    put({all[0], all[1], all[3]});
    // The last line does not fit any more and is taken for torn; nothing false is read.
    EXPECT_EQ(session()->answers().size(), 1U);
    put({all[0], all[1], all[1], all[2], all[3]});
    EXPECT_EQ(problem(), ErrorCode::Corrupt);
    auto changed = all;
    changed[1][30] = changed[1][30] == 'A' ? 'B' : 'A';
    put(changed);
    EXPECT_EQ(problem(), ErrorCode::Corrupt);
    std::filesystem::remove(m_file);
    write(3);
    auto other = lines();
    other[1] = all[1]; // of another journal of the same reader and case
    put(other);
    EXPECT_EQ(problem(), ErrorCode::Corrupt);
}

TEST_F(SealedJournal, IsNotOverwrittenByOneWhoCannotOpenIt) {
    write(0); // a first line alone: it must not be taken for torn
    const auto before = lines();
    m_keys.owner = m_keys.stranger;
    EXPECT_EQ(problem(), ErrorCode::Corrupt);
    EXPECT_EQ(lines(), before);
}

} // namespace
} // namespace cw::storage::detail
