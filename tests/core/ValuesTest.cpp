// SPDX-License-Identifier: Apache-2.0
#include "core/Base64.h"
#include "core/Clock.h"
#include "core/Ids.h"
#include "core/Image.h"
#include "core/Random.h"
#include "core/Sha256.h"

#include <gtest/gtest.h>
#include <numeric>
#include <set>
#include <type_traits>

using namespace cw;
using namespace cw::core;

static_assert(!std::is_convertible_v<std::string, CaseId>, "ids are made on purpose");
static_assert(!std::is_convertible_v<CaseId, ImageId>, "ids of different kinds do not mix");
static_assert(!std::is_constructible_v<CaseId, ImageId>);

TEST(Image, RefusesAGiantBeforeAllocating) {
    const auto image = Image::create(65535, 65535, 1, SampleType::U16, PixelMeaning::Monochrome2);
    ASSERT_FALSE(image);
    EXPECT_EQ(image.error().code, ErrorCode::TooLarge);
}

TEST(Image, RefusesNoRowsAndFiveSamples) {
    EXPECT_FALSE(Image::create(0, 10, 1, SampleType::U8, PixelMeaning::Monochrome2));
    EXPECT_FALSE(Image::create(10, 10, 5, SampleType::U8, PixelMeaning::Rgb));
}

// FIPS 180-4 examples.
TEST(Sha256, MatchesThePublishedVectors) {
    EXPECT_EQ(sha256Hex(std::string_view("abc")),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256Hex(std::string_view("")),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Clock, PrintsUtc) {
    EXPECT_EQ(iso8601Utc(std::chrono::system_clock::from_time_t(1'000'000'000)),
              "2001-09-09T01:46:40Z");
}

// Reference values of SplitMix64 for seed 1234567 (Rosetta Code, from Vigna's C source).
TEST(Random, IsSplitMix64) {
    Random random(1234567);
    EXPECT_EQ(random.next(), 6457827717110365317ULL);
    EXPECT_EQ(random.next(), 3203168211198807973ULL);
}

TEST(Random, StreamsOfDifferentPartsDiffer) {
    const Random root(1);
    EXPECT_NE(root.stream("a").next(), root.stream("b").next());
    EXPECT_NE(root.stream("a", 0).next(), root.stream("a", 1).next());
    EXPECT_EQ(root.stream("a", 7).next(), root.stream("a", 7).next());
}

TEST(Random, ShuffleKeepsEveryItem) {
    std::vector<int> items(100);
    std::iota(items.begin(), items.end(), 0);
    const auto before = items;
    Random(5).shuffle(items);
    EXPECT_NE(items, before);
    EXPECT_EQ(std::set<int>(items.begin(), items.end()).size(), 100u);
}

TEST(Error, ReadsFromTheOutsideIn) {
    auto inner = fail(ErrorCode::Malformed, "pixel data is too short");
    auto outer = within(inner.value(), "reading instance 3 of 12");
    EXPECT_EQ(outer.value().sentence(), "reading instance 3 of 12: pixel data is too short");
    EXPECT_EQ(name(outer.value().code), "Malformed");
}

TEST(Base64, SaysWhatRfc4648Says) {
    const auto of = [](std::string_view text) {
        return base64(std::as_bytes(std::span(text.data(), text.size())));
    };
    EXPECT_EQ(of(""), "");
    EXPECT_EQ(of("f"), "Zg==");
    EXPECT_EQ(of("fo"), "Zm8=");
    EXPECT_EQ(of("foo"), "Zm9v");
    EXPECT_EQ(of("foob"), "Zm9vYg==");
    EXPECT_EQ(of("fooba"), "Zm9vYmE=");
    EXPECT_EQ(of("foobar"), "Zm9vYmFy");
    EXPECT_EQ(of("\xFB\xFF\xFE"), "+//+");
    // Long ones are coded in parts: nothing in between.
    EXPECT_EQ(of(std::string(9U << 20, 'f')).find_first_not_of("Zm"), std::string::npos);
}
