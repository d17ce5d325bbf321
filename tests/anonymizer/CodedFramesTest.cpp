// SPDX-License-Identifier: Apache-2.0
// Compressed frames lose what is no picture and nothing else: where a clean frame is known, the
// cleaned one is that very frame, byte for byte.
#include "anonymizer/detail/CodedFrames.h"
#include "anonymizer/FrameMaker.h"
#include "anonymizer/Support.h"
#include "core/Random.h"

namespace cw::anonymizer {
namespace {

using cw::testing::baselineJpeg;
using cw::testing::bigEndian;
using cw::testing::codedFrames;
using cw::testing::contains;
using cw::testing::gradient;
using cw::testing::littleEndian;
using cw::testing::segment;
using dicom::TransferSyntax;

const std::string kJpeg = "1.2.840.10008.1.2.4.50", kJpegLs = "1.2.840.10008.1.2.4.80",
                  kJpeg2000 = "1.2.840.10008.1.2.4.90", kRle = "1.2.840.10008.1.2.5";

struct Cleaned {
    std::string bytes;
    int cut = 0;
    bool truncated = false;
};

/// Through fragments of the given lengths; the last takes the rest.
Result<Cleaned> cleanedIn(const std::string& frame, const std::string& syntax,
                          const std::vector<std::size_t>& lengths, std::uint64_t pixels = 256) {
    const auto bytes = cw::testing::bytesOf(frame);
    const auto source = dicom::ByteSource::of(bytes);
    std::vector<dicom::FragmentPlace> places;
    std::size_t at = 0;
    for (const auto length : lengths) {
        const auto part = std::min(length, frame.size() - at);
        places.push_back({at, static_cast<std::uint32_t>(part)});
        at += part;
    }
    places.push_back({at, static_cast<std::uint32_t>(frame.size() - at)});
    dicom::FrameBytes view(source, places);
    CW_TRY(const auto plan, FrameCleaner(syntax, pixels).plan(view));
    if (plan.cut == 0)
        return Cleaned{frame, 0, plan.truncated};
    dicom::MemorySink sink;
    for (const auto& piece : plan.pieces())
        CW_CHECK(piece.literal.empty() ? view.copyTo(sink, piece.at, piece.length)
                                       : sink.write(piece.literal));
    EXPECT_EQ(sink.position(), plan.length());
    return Cleaned{cw::testing::textOf(sink.take()), plan.cut, plan.truncated};
}

Cleaned cleaned(const std::string& frame, const std::string& syntax, std::uint64_t pixels = 256) {
    auto result = cleanedIn(frame, syntax, {}, pixels);
    EXPECT_TRUE(result) << (result ? "" : result.error().sentence());
    return result ? std::move(*result) : Cleaned{};
}

std::string refusal(const std::string& frame, const std::string& syntax) {
    const auto result = cleanedIn(frame, syntax, {});
    return result ? "accepted" : std::string(name(result.error().code));
}

std::string dirtyJpeg(const std::string& clean) {
    return clean.substr(0, 2) + segment(0xFFE1, std::string("Exif\0\0CANARY", 12)) +
           segment(0xFFFE, "CANARY") + segment(0xFFE0, std::string("JFXX\0CANARY", 11)) +
           segment(0xFFED, "Photoshop 3.0 CANARY") + clean.substr(2) + "CANARY after EOI";
}

TEST(CodedFrames, AJpegIsAfterwardsWhatItWasBeforeTheMetadata) {
    const std::string clean = baselineJpeg();
    const auto result = cleaned(dirtyJpeg(clean), kJpeg);
    EXPECT_EQ(result.bytes, clean);
    EXPECT_EQ(result.cut, 5);
    EXPECT_EQ(cleaned(clean, kJpeg).cut, 0);
    EXPECT_EQ(cleaned(clean + std::string(1, '\0'), kJpeg).cut, 0); // padding to even length
    EXPECT_EQ(cleaned(clean + "x", kJpeg).bytes, clean);
}

TEST(CodedFrames, CommentsBetweenTheScansOfAProgressiveJpegGo) {
    const std::string clean = cw::testing::progressiveJpeg("");
    EXPECT_EQ(cleaned(clean, kJpeg).cut, 0);
    const auto result = cleaned(
        cw::testing::progressiveJpeg(segment(0xFFFE, "CANARY") + segment(0xFFE5, "CANARY")), kJpeg);
    EXPECT_EQ(result.bytes, clean);
    EXPECT_EQ(result.cut, 6);
}

TEST(CodedFrames, ColourTransformsStayAndTheirSurplusGoes) {
    const std::string clean = baselineJpeg();
    const auto adobe = segment(0xFFEE, std::string("Adobe\0\144\0\0\0\0\1", 12));
    const auto withAdobe = clean.substr(0, 2) + adobe + clean.substr(2);
    EXPECT_EQ(cleaned(withAdobe, kJpeg).cut, 0);
    const auto longer = segment(0xFFEE, std::string("Adobe\0\144\0\0\0\0\1CANARY", 18));
    EXPECT_EQ(cleaned(clean.substr(0, 2) + longer + clean.substr(2), kJpeg).bytes, withAdobe);
    const auto other = segment(0xFFEE, "CANARY but not of Adobe");
    EXPECT_EQ(cleaned(clean.substr(0, 2) + other + clean.substr(2), kJpeg).bytes, clean);
    const auto frame = codedFrames(gradient(16, 16, true), TransferSyntax::JpegLsLossless).at(0);
    const auto mrfx = frame.substr(0, 2) + segment(0xFFE8, "mrfx\1") + frame.substr(2);
    EXPECT_EQ(cleaned(mrfx, kJpegLs).cut, 0);
    const auto spiff = frame.substr(0, 2) + segment(0xFFE8, "SPIFF CANARY") + frame.substr(2);
    EXPECT_EQ(cleaned(spiff, kJpegLs).bytes.substr(0, 40), frame.substr(0, 40));
}

TEST(CodedFrames, TheThumbnailOfJfifGoes) {
    std::string clean = baselineJpeg();
    ASSERT_EQ(clean.substr(6, 4), "JFIF");
    std::string payload = clean.substr(6, 14);
    payload[12] = 1;
    payload[13] = 2;
    const auto dirty = clean.substr(0, 2) + segment(0xFFE0, payload + "CANARY") + clean.substr(20);
    EXPECT_EQ(cleaned(dirty, kJpeg).bytes, clean);
}

TEST(CodedFrames, SurplusInsideTablesAndHeadersGoes) {
    const std::string clean = baselineJpeg();
    std::string dirty = clean;
    for (const char* marker : {"\xFF\xDB", "\xFF\xC0", "\xFF\xDA"}) {
        const auto at = dirty.find(marker);
        ASSERT_NE(at, std::string::npos);
        const auto length = static_cast<std::size_t>(static_cast<unsigned char>(dirty[at + 2]))
                                << 8 |
                            static_cast<unsigned char>(dirty[at + 3]);
        // A table's surplus must not look like another table.
        dirty = dirty.substr(0, at) +
                segment(static_cast<unsigned char>(marker[1]) | 0xFF00U,
                        dirty.substr(at + 4, length - 2) + "\x7F CANARY") +
                dirty.substr(at + 2 + length);
    }
    EXPECT_EQ(cleaned(dirty, kJpeg).bytes, clean);
}

TEST(CodedFrames, LosslessJpegAndJpegLsAreCleanedLikeJpeg) {
    const std::vector<std::pair<TransferSyntax, std::string>> kinds{
        {TransferSyntax::JpegLossless, "1.2.840.10008.1.2.4.70"},
        {TransferSyntax::JpegLsLossless, kJpegLs}};
    for (const auto& [syntax, uid] : kinds) {
        const auto first = codedFrames(gradient(16, 16, false), syntax).at(0);
        const auto clean = cleaned(first, uid).bytes; // DCMTK may write a comment of its own
        EXPECT_EQ(cleaned(clean, uid).cut, 0);
        const auto dirty = clean.substr(0, 2) + segment(0xFFFE, "CANARY") +
                           segment(0xFFE1, "CANARY") + clean.substr(2) + "CANARY";
        const auto end = clean.rfind("\xFF\xD9") + 2;
        EXPECT_EQ(cleaned(dirty, uid).bytes, clean.substr(0, end)) << uid;
    }
}

TEST(CodedFrames, APictureThatBreaksOffInsideAScanStaysSo) {
    const std::string clean = baselineJpeg();
    const auto half = clean.substr(0, clean.size() - 20);
    const auto result = cleaned(half, kJpeg);
    EXPECT_TRUE(result.truncated);
    EXPECT_EQ(result.bytes, half);
    EXPECT_EQ(refusal(clean.substr(0, 30), kJpeg), "Malformed");
    EXPECT_EQ(refusal("not a picture at all", kJpeg), "Malformed");
    EXPECT_EQ(refusal("\xFF\xD8\xFF\xD9", kJpeg), "Malformed");
}

/// A codestream of OpenJPEG's without its own comment: the clean one.
std::string codestream(int width = 64, int height = 64) {
    const auto frame =
        codedFrames(gradient(width, height, false), TransferSyntax::Jpeg2000Lossless).at(0);
    const auto bytes = cleaned(frame, kJpeg2000).bytes;
    return bytes.substr(0, bytes.rfind("\xFF\xD9") + 2);
}

std::size_t sotOf(const std::string& stream) { return stream.find("\xFF\x90"); }

/// With a comment in the tile-part header, and Psot to match.
std::string withTileComment(const std::string& stream, const std::string& comment) {
    const auto sot = sotOf(stream);
    std::uint32_t psot = 0;
    for (std::size_t i = 0; i < 4; ++i)
        psot = psot << 8 | static_cast<unsigned char>(stream[sot + 6 + i]);
    return stream.substr(0, sot + 6) + bigEndian(psot + comment.size(), 4) +
           stream.substr(sot + 10, 2) + comment + stream.substr(sot + 12);
}

std::string withMainSegment(const std::string& stream, const std::string& text) {
    return stream.substr(0, sotOf(stream)) + text + stream.substr(sotOf(stream));
}

TEST(CodedFrames, CommentsInBothHeadersOfJpeg2000GoAndPsotFollows) {
    const std::string clean = codestream();
    ASSERT_FALSE(contains(clean, "OpenJPEG"));
    const std::string comment = segment(0xFF64, std::string("\0\1CANARY", 8));
    const auto dirty = withMainSegment(withTileComment(clean, comment), comment) + "CANARY";
    const auto result = cleaned(dirty, kJpeg2000);
    EXPECT_EQ(result.bytes, clean);
    EXPECT_EQ(result.cut, 3);
    EXPECT_EQ(cleaned(clean, kJpeg2000).cut, 0);
}

TEST(CodedFrames, ATableOfTileLengthsFollowsToo) {
    const std::string clean = codestream();
    std::uint32_t psot = 0;
    for (std::size_t i = 0; i < 4; ++i)
        psot = psot << 8 | static_cast<unsigned char>(clean[sotOf(clean) + 6 + i]);
    const auto tlm = [](std::uint64_t length) { // Ztlm 0, two bytes of index, four of length
        return segment(0xFF55, std::string("\0\x60\0\0", 4) + bigEndian(length, 4));
    };
    const std::string comment = segment(0xFF64, std::string("\0\1CANARY", 8));
    const auto dirty = withMainSegment(withTileComment(clean, comment), tlm(psot + comment.size()));
    EXPECT_EQ(cleaned(dirty, kJpeg2000).bytes, withMainSegment(clean, tlm(psot)));
    EXPECT_EQ(cleaned(withMainSegment(clean, tlm(psot)), kJpeg2000).cut, 0);
}

TEST(CodedFrames, TilePartsWithoutALengthEndAtTheNextMarker) {
    const std::string clean = codestream();
    auto open = clean;
    open.replace(sotOf(clean) + 6, 4, std::string(4, '\0'));
    EXPECT_EQ(cleaned(open, kJpeg2000).cut, 0);
    EXPECT_EQ(cleaned(open + "CANARY", kJpeg2000).bytes, open);
    auto wrong = clean; // a length into the middle of the data is not believed
    wrong.replace(sotOf(clean) + 6, 4, bigEndian(40, 4));
    EXPECT_EQ(cleaned(wrong + "CANARY", kJpeg2000).bytes, wrong);
}

TEST(CodedFrames, TheBoxesOfAJp2FileGo) {
    const std::string clean = codestream();
    const auto box = [](const std::string& type, const std::string& content) {
        return bigEndian(content.size() + 8, 4) + type + content;
    };
    const std::string signature = box("jP  ", "\r\n\x87\n");
    const auto file = signature + box("ftyp", "jp2 CANARY") +
                      box("jp2h", box("ihdr", std::string(14, '\0'))) + box("xml ", "<CANARY/>") +
                      box("jp2c", clean) + box("uuid", "CANARY");
    EXPECT_EQ(cleaned(file, kJpeg2000).bytes, clean);
    const auto endless = signature + std::string("\0\0\0\0jp2c", 8) + clean;
    EXPECT_EQ(cleaned(endless, kJpeg2000).bytes, clean);
    const auto palette = signature + box("jp2h", box("pclr", "1234")) + box("jp2c", clean);
    EXPECT_EQ(refusal(palette, kJpeg2000), "Unsupported");
    EXPECT_EQ(refusal(signature + box("xml ", "nothing else"), kJpeg2000), "Malformed");
}

TEST(CodedFrames, BytesBetweenRleSegmentsGo) {
    const auto rle = codedFrames(gradient(16, 16, true), TransferSyntax::Rle).at(0);
    const auto number = [&rle](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t i = 4; i-- > 0;)
            value = value << 8 | static_cast<unsigned char>(rle[at + i]);
        return value;
    };
    ASSERT_EQ(number(0), 3U);
    const std::string a = rle.substr(number(4), number(8) - number(4)),
                      b = rle.substr(number(8), number(12) - number(8)), c = rle.substr(number(12));
    const auto frame = [&](const std::string& gap, const std::string& spare) {
        std::string header = littleEndian(3, 4);
        std::size_t at = 64;
        for (const auto* part : {&a, &b, &c}) {
            header += littleEndian(at, 4);
            at += part->size() + gap.size();
        }
        header += spare;
        header.resize(64, '\0');
        return header + a + gap + b + gap + c + gap;
    };
    EXPECT_EQ(cleaned(frame("", ""), kRle).cut, 0);
    EXPECT_EQ(cleaned(frame("CANARY", ""), kRle).bytes,
              cleaned(frame("CANARYCANARY", ""), kRle).bytes);
    const auto result = cleaned(frame("CANARY", "CANARY"), kRle);
    EXPECT_FALSE(contains(result.bytes, "CANARY"));
    EXPECT_LE(result.bytes.size(), frame("", "").size() + 3);
    EXPECT_EQ(refusal(std::string(64, '\0'), kRle), "Malformed");
    EXPECT_EQ(refusal("short", kRle), "Malformed");
}

TEST(CodedFrames, ManyFragmentsAreReadAsOne) {
    core::Random random(20261123);
    const std::vector<std::pair<std::string, std::string>> frames{
        {dirtyJpeg(baselineJpeg(200, 150)), kJpeg},
        {withMainSegment(withTileComment(codestream(), segment(0xFF64, "xxCANARY")),
                         segment(0xFF64, "xxCANARY")) +
             "CANARY",
         kJpeg2000}};
    for (const auto& [frame, syntax] : frames) {
        const auto whole = cleaned(frame, syntax).bytes;
        EXPECT_FALSE(contains(whole, "CANARY"));
        for (int run = 0; run < 50; ++run) {
            std::vector<std::size_t> lengths;
            for (std::size_t n = random.below(12); n > 0; --n)
                lengths.push_back(random.below(frame.size() / 4));
            const auto parts = cleanedIn(frame, syntax, lengths);
            ASSERT_TRUE(parts);
            EXPECT_EQ(parts->bytes, whole);
        }
    }
}

TEST(CodedFrames, AFrameLargerThanTheWindowIsReadThroughIt) {
    // Entropy-coded data without a marker, with stuffing at every distance from the window's end.
    const std::string head = cw::testing::progressiveJpeg("");
    for (std::size_t extra = 0; extra < 6; ++extra) {
        std::string scan(3 * dicom::FrameBytes::kWindow + extra, 'z');
        for (std::size_t i = dicom::FrameBytes::kWindow - 3; i + 1 < scan.size();
             i += dicom::FrameBytes::kWindow - 1) {
            scan[i] = '\xFF';
            scan[i + 1] = '\0';
        }
        const auto clean = head.substr(0, head.size() - 2) + scan + "\xFF\xD9";
        EXPECT_EQ(cleaned(clean, kJpeg).cut, 0) << extra;
        EXPECT_EQ(cleaned(clean + "CANARY", kJpeg).bytes, clean) << extra;
    }
}

} // namespace
} // namespace cw::anonymizer
