// SPDX-License-Identifier: Apache-2.0
#include "imaging/PerceptualHash.h"

#include "PictureFixtures.h"
#include "core/Random.h"
#include "imaging/NearDuplicates.h"
#include "imaging/Picture.h"
#include "imaging/PixelFaults.h"
#include "imaging/Resample.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <set>

namespace cw::imaging {
namespace {

namespace fs = std::filesystem;
using core::ImageKind;

std::vector<fs::path> picturesIn(const fs::path& folder, std::size_t every = 1) {
    std::vector<fs::path> files, some;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        auto suffix = entry.path().extension().string();
        std::ranges::transform(suffix, suffix.begin(), [](char c) { return std::tolower(c); });
        if (suffix == ".jpg" || suffix == ".png" || suffix == ".tif")
            files.push_back(entry.path());
    }
    std::ranges::sort(files);
    for (std::size_t i = 0; i < files.size(); i += every)
        some.push_back(files[i]);
    return some;
}

/// Sample by sample, by the definition of kOrientations.
core::Image turned(const core::Image& image, int o) {
    const bool swap = (o & 4) != 0;
    const int width = swap ? image.height() : image.width();
    const int height = swap ? image.width() : image.height();
    auto result = core::Image::create(width, height, image.samplesPerPixel(), image.sampleType(),
                                      image.meaning())
                      .value();
    result.setBitsStored(image.bitsStored());
    const std::size_t pixel = static_cast<std::size_t>(image.samplesPerPixel()) *
                              core::bytesPerSample(image.sampleType());
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const int column = (o & 1) != 0 ? width - 1 - x : x;
            const int row = (o & 2) != 0 ? height - 1 - y : y;
            const auto from = static_cast<std::size_t>(swap ? column * image.width() + row
                                                            : row * image.width() + column);
            const auto to = static_cast<std::size_t>(y * width + x);
            std::copy_n(image.bytes().begin() + static_cast<std::ptrdiff_t>(from * pixel), pixel,
                        result.bytes().begin() + static_cast<std::ptrdiff_t>(to * pixel));
        }
    return result;
}

/// With a black margin, as a scanner or a slide leaves it.
core::Image padded(const core::Image& image, int margin) {
    auto result = core::Image::create(image.width() + 2 * margin, image.height() + margin,
                                      image.samplesPerPixel(), image.sampleType(), image.meaning())
                      .value();
    const auto row = static_cast<std::size_t>(image.width() * image.samplesPerPixel()) *
                     core::bytesPerSample(image.sampleType());
    const auto wide = result.bytes().size() / static_cast<std::size_t>(result.height());
    const auto indent =
        wide / static_cast<std::size_t>(result.width()) * static_cast<std::size_t>(margin);
    for (int y = 0; y < image.height(); ++y)
        std::copy_n(image.bytes().begin() + static_cast<std::ptrdiff_t>(row) * y, row,
                    result.bytes().begin() + static_cast<std::ptrdiff_t>(wide) * y +
                        static_cast<std::ptrdiff_t>(indent));
    return result;
}

core::Image reread(const std::vector<std::byte>& bytes) {
    return std::move(decodePicture(bytes)->image);
}

Fingerprint printOf(const core::Image& image, ImageKind kind) {
    const auto print = fingerprintOf(image, fieldBox(image, kind));
    EXPECT_TRUE(print) << (print ? "" : print.error().sentence());
    return print.value_or(Fingerprint{});
}

struct CopyKind {
    const char* name;
    core::Image (*make)(const core::Image&);
};
const CopyKind kCopies[] = {
    {"JPEG 75", [](const core::Image& i) { return reread(*encodeJpeg(i, 75)); }},
    {"JPEG 40", [](const core::Image& i) { return reread(*encodeJpeg(i, 40)); }},
    {"PNG", [](const core::Image& i) { return reread(*encodePng(i)); }},
    {"half size",
     [](const core::Image& i) { return *resized(i, std::max(i.width(), i.height()) / 2); }},
    {"third, JPEG 60",
     [](const core::Image& i) {
         return reread(*encodeJpeg(*resized(i, std::max(i.width(), i.height()) / 3), 60));
     }},
    {"half as large again",
     [](const core::Image& i) { return *resized(i, std::max(i.width(), i.height()) * 3 / 2); }},
    {"mirrored", [](const core::Image& i) { return turned(i, 1); }},
    {"upside down", [](const core::Image& i) { return turned(i, 2); }},
    {"half turn, JPEG 75",
     [](const core::Image& i) { return reread(*encodeJpeg(turned(i, 3), 75)); }},
    {"quarter turn", [](const core::Image& i) { return turned(i, 5); }},
    {"other quarter turn", [](const core::Image& i) { return turned(i, 6); }},
};
const CopyKind kPadded{"black margin", [](const core::Image& i) {
                           return padded(i, std::max(i.width(), i.height()) / 10);
                       }};

/// How far two pictures are apart in their whole and in their field, for a failure's message.
std::string nearest(const Fingerprint& a, const Fingerprint& b) {
    std::string words;
    for (const bool field : {false, true}) {
        const auto& mine = field && a.field ? *a.field : a.whole;
        const auto& theirs = field && b.field ? *b.field : b.whole;
        int best = 64, at = 0;
        for (int o = 0; o < kOrientations; ++o)
            if (const int bits = distance(mine.dct[static_cast<std::size_t>(o)], theirs.dct[0]);
                bits < best) {
                best = bits;
                at = o;
            }
        words += (field ? " field" : "whole") + std::string(" (") + (a.field ? "a" : "-") +
                 (b.field ? "b" : "-") + ") " + std::to_string(best) + " bits, correlation " +
                 std::to_string(correlation(mine, at, theirs));
    }
    return words;
}

/// Originals of a folder, and copies of every so many of them: every copy must be found, and
/// nothing else may be called a copy. Look-alikes among the originals are counted.
void expectCopiesFound(const fs::path& folder, ImageKind kind, std::size_t every,
                       std::span<const CopyKind> copies, std::size_t knownTwins) {
    std::vector<Fingerprint> prints;
    std::vector<core::Image> sources;
    std::vector<std::size_t> numbers;
    for (const auto& file : picturesIn(folder)) {
        auto picture = readPicture(file);
        if (!picture)
            continue;
        prints.push_back(printOf(picture->image, kind));
        if ((prints.size() - 1) % every == 0) {
            numbers.push_back(prints.size() - 1);
            sources.push_back(std::move(picture->image));
        }
    }
    const std::size_t originals = prints.size();
    ASSERT_GT(originals, 2U);
    for (const auto& copy : copies)
        for (const auto& source : sources)
            prints.push_back(printOf(copy.make(source), kind));
    std::vector<const Fingerprint*> all;
    for (const auto& print : prints)
        all.push_back(&print);
    const auto pairs = nearPairs(all, {});
    std::set<std::pair<std::size_t, std::size_t>> found;
    std::size_t twins = 0, alike = 0;
    for (const auto& pair : pairs) {
        if (pair.nearDuplicate)
            found.insert({pair.first, pair.second});
        if (pair.second < originals) {
            ++(pair.nearDuplicate ? twins : alike);
            std::printf("  originals %zu and %zu: %d bits, correlation %.3f, orientation %d\n",
                        pair.first, pair.second, pair.distance, pair.correlation, pair.orientation);
        }
    }
    std::printf("%zu originals: %zu twins, %zu look-alikes\n", originals, twins, alike);
    EXPECT_EQ(twins, knownTwins);
    for (std::size_t c = 0; c < copies.size(); ++c) {
        std::size_t recalled = 0;
        for (std::size_t s = 0; s < numbers.size(); ++s) {
            const auto number = originals + c * numbers.size() + s;
            recalled += found.contains({numbers[s], number});
            if (!found.contains({numbers[s], number}))
                std::printf("  missed: original %zu, %s\n", numbers[s],
                            nearest(prints[numbers[s]], prints[number]).c_str());
        }
        std::printf("%-20s %zu of %zu found\n", copies[c].name, recalled, numbers.size());
        EXPECT_EQ(recalled, numbers.size()) << copies[c].name;
    }
}

TEST(RealCopies, OfDiscsAreAllFound) {
    CW_NEED_TEST_DATA();
    expectCopiesFound(testing::testData() / "fundus_acrima", ImageKind::Fundus, 30, kCopies, 0);
}

TEST(RealCopies, OfMammogramsAreAllFound) {
    CW_NEED_TEST_DATA();
    expectCopiesFound(testing::testData() / "mg_images_cdd_cesm", ImageKind::Mammography, 14,
                      kCopies, 0);
}

TEST(RealCopies, OfWholeFundusPicturesAreAllFoundEvenWithAMargin) {
    CW_NEED_TEST_DATA();
    std::vector<CopyKind> copies(std::begin(kCopies), std::end(kCopies));
    copies.push_back(kPadded);
    expectCopiesFound(testing::testData() / "fundus_hrf/images", ImageKind::Fundus, 1, copies, 0);
    expectCopiesFound(testing::testData() / "fundus_idrid/images", ImageKind::Fundus, 2, copies, 0);
}

TEST(PerceptualHashes, EqualThoseOfAnIndependentProgram) {
    CW_NEED_TEST_DATA();
    testing::TemporaryFolder folder;
    std::ofstream list(folder / "list");
    std::size_t count = 0;
    for (const auto& [name, every] :
         {std::pair{"fundus_acrima", 24}, {"fundus_hrf/images", 1}, {"mg_images_cdd_cesm", 16}})
        for (const auto& file :
             picturesIn(testing::testData() / name, static_cast<std::size_t>(every))) {
            const auto picture = readPicture(file);
            if (!picture || picture->exifOrientation != 1)
                continue;
            const auto print = printOf(picture->image, ImageKind::Other);
            char line[64];
            std::snprintf(line, sizeof line, "%016llx %016llx ",
                          static_cast<unsigned long long>(print.whole.dct[0]),
                          static_cast<unsigned long long>(print.whole.difference[0]));
            list << line << print.pixelSha256 << ' ' << file.string() << '\n';
            ++count;
        }
    list.close();
    ASSERT_GT(count, 30U);
    const std::string command = std::string(testing::kPython) + " " + CW_SOURCE_DIR +
                                "/tests/imaging/phash_oracle.py '" + (folder / "list").string() +
                                "'";
    EXPECT_EQ(std::system(command.c_str()), 0);
}

TEST(PerceptualHashes, OfATurnedPictureAreThoseOfTheTurn) {
    core::Random random(5);
    auto image =
        core::Image::create(96, 64, 1, core::SampleType::U8, core::PixelMeaning::Monochrome2)
            .value();
    for (auto& sample : image.samples<std::uint8_t>())
        sample = static_cast<std::uint8_t>(random.below(256));
    const auto upright = printOf(image, ImageKind::Other);
    for (int o = 0; o < kOrientations; ++o) {
        const auto other = printOf(turned(image, o), ImageKind::Other);
        EXPECT_LE(distance(upright.whole.dct[static_cast<std::size_t>(o)], other.whole.dct[0]), 2);
        EXPECT_GT(correlation(upright.whole, o, other.whole), 0.99) << o;
        std::vector<const Fingerprint*> two{&upright, &other};
        const auto pairs = nearPairs(two, {});
        ASSERT_EQ(pairs.size(), 1U);
        EXPECT_EQ(pairs[0].orientation, o);
        EXPECT_EQ(pairs[0].samePixels, o == 0);
    }
}

TEST(HashIndex, FindsExactlyWhatLookingAtEveryHashFinds) {
    core::Random random(7);
    std::vector<std::uint64_t> hashes;
    for (int i = 0; i < 3000; ++i) {
        auto hash =
            i % 3 == 0 || hashes.empty() ? random.next() : hashes[random.below(hashes.size())];
        for (std::size_t flips = random.below(14); flips > 0; --flips)
            hash ^= 1ULL << random.below(64);
        hashes.push_back(hash);
    }
    const HashIndex index(hashes);
    std::size_t total = 0;
    for (const int radius : {0, 3, 4, 7, 8, 10, 11})
        for (std::size_t i = 0; i < hashes.size(); i += 10) {
            std::vector<std::pair<std::size_t, int>> found, expected;
            index.near(hashes[i], radius, found);
            for (std::size_t j = 0; j < hashes.size(); ++j)
                if (distance(hashes[i], hashes[j]) <= radius)
                    expected.emplace_back(j, distance(hashes[i], hashes[j]));
            std::ranges::sort(found);
            EXPECT_EQ(found, expected) << radius;
            total += found.size();
        }
    EXPECT_GT(total, 3000U);
}

TEST(NearPairs, OfThirtyThousandPicturesAreThePlantedOnes) {
    core::Random random(9);
    std::vector<Fingerprint> prints(30000);
    for (std::size_t i = 0; i < prints.size(); ++i) {
        auto& print = prints[i];
        print.pixelSha256 = std::to_string(i);
        if (i % 100 == 99) { // a copy of the one before, turned by a half
            print.whole = prints[i - 1].whole;
            for (std::size_t o = 0; o < 8; ++o)
                print.whole.dct[o] = prints[i - 1].whole.dct[o ^ 3U] ^ 0x0101ULL;
            for (std::size_t o = 0; o < 8; ++o)
                print.whole.difference[o] = prints[i - 1].whole.difference[o ^ 3U];
            std::ranges::reverse(print.whole.detail);
            continue;
        }
        for (auto& hash : print.whole.dct)
            hash = random.next();
        for (auto& hash : print.whole.difference)
            hash = random.next();
        for (auto& value : print.whole.detail)
            value = static_cast<std::int8_t>(random.below(200) - 100);
    }
    std::vector<const Fingerprint*> all;
    for (const auto& print : prints)
        all.push_back(&print);
    const auto pairs = nearPairs(all, {});
    EXPECT_EQ(pairs.size(), 300U);
    for (const auto& pair : pairs) {
        EXPECT_EQ(pair.second % 100, 99U);
        EXPECT_EQ(pair.orientation, 3);
        EXPECT_EQ(pair.distance, 2);
    }
    DuplicateRules few;
    few.most = 1;
    EXPECT_EQ(nearPairs(all, {}, few).size(), 300U);
    // With a hundred fresh ones only what concerns them is asked for.
    std::vector<bool> fresh(prints.size());
    std::fill(fresh.end() - 100, fresh.end(), true);
    EXPECT_EQ(nearPairs(all, fresh).size(), 1U);
}

TEST(NearPairs, EachKeepsItsBestWhereAllLookAlike) {
    // Prints a few bits apart; every third has a twin that differs in one value of the detail.
    const core::Random root(20261201);
    std::vector<Fingerprint> prints(300);
    for (std::size_t i = 0; i < prints.size(); ++i) {
        auto random = root.stream("print", i);
        Fingerprint& print = prints[i];
        if (i % 3 == 1) {
            print = prints[i - 1];
            ++print.whole.detail[7];
        } else {
            for (std::size_t o = 0; o < 8; ++o) {
                print.whole.dct[o] = o == 0 ? 1ULL << random.below(8) : random.next();
                print.whole.difference[o] = o == 0 ? 1ULL << random.below(8) : random.next();
            }
            for (std::size_t d = 0; d < print.whole.detail.size(); ++d)
                print.whole.detail[d] =
                    static_cast<std::int8_t>((d % 90) + random.below(20)); // alike, not equal
        }
        print.pixelSha256 = std::to_string(i);
    }
    std::vector<const Fingerprint*> all;
    for (const auto& print : prints)
        all.push_back(&print);
    EXPECT_EQ(nearPairs(all, {}).size(), 300U * 299 / 2);
    DuplicateRules few;
    few.most = 1;
    std::set<std::pair<std::size_t, std::size_t>> kept;
    for (const auto& pair : nearPairs(all, {}, few))
        kept.insert({pair.first, pair.second});
    EXPECT_LE(kept.size(), 300U * 2); // two framings
    for (std::size_t i = 0; i < prints.size(); i += 3)
        EXPECT_TRUE(kept.contains({i, i + 1})) << i;
}

TEST(PixelFaults, BlankAndSaturatedPicturesAreToldFromReal) {
    auto blank =
        core::Image::create(600, 800, 1, core::SampleType::U16, core::PixelMeaning::Monochrome2)
            .value();
    blank.setBitsStored(12);
    EXPECT_TRUE(isBlank(*measuresOf(blank, ImageKind::Mammography), ImageKind::Mammography));
    auto samples = blank.samples<std::uint16_t>();
    for (int y = 0; y < 800; ++y)
        for (int x = 0; x < 300; ++x)
            samples[static_cast<std::size_t>(y * 600 + x)] =
                static_cast<std::uint16_t>(x < 250 ? 4095 : 500 + x);
    const auto burnt = *measuresOf(blank, ImageKind::Mammography);
    EXPECT_FALSE(isBlank(burnt, ImageKind::Mammography));
    EXPECT_TRUE(isSaturated(burnt)) << burnt.saturated;
    EXPECT_EQ(burnt.chestWall, 'L');
}

TEST(PixelFaults, RealPicturesHaveNone) {
    CW_NEED_TEST_DATA();
    std::size_t seen = 0, faulty = 0;
    const std::pair<const char*, ImageKind> sets[] = {
        {"mg_images_cdd_cesm", ImageKind::Mammography},
        {"fundus_hrf/images", ImageKind::Fundus},
        {"fundus_idrid/images", ImageKind::Fundus}};
    for (const auto& [name, kind] : sets)
        for (const auto& file : picturesIn(testing::testData() / name, 2)) {
            const auto picture = readPicture(file);
            if (!picture || (kind == ImageKind::Fundus && picture->image.samplesPerPixel() != 3))
                continue;
            const auto measures = *measuresOf(picture->image, kind);
            ++seen;
            if (isBlank(measures, kind) || isSaturated(measures)) {
                ++faulty;
                std::printf("%s: spread %.3f field %.3f saturated %.3f crushed %.3f\n",
                            file.filename().c_str(), measures.spread, measures.fieldShare,
                            measures.saturated, measures.crushed);
            }
        }
    std::printf("%zu pictures, %zu called faulty\n", seen, faulty);
    EXPECT_GT(seen, 40U);
    EXPECT_EQ(faulty, 0U);
}

} // namespace
} // namespace cw::imaging
