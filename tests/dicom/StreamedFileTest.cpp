// SPDX-License-Identifier: Apache-2.0
// A file streamed into another: same header, same pixels, own transfer syntax, nothing behind.
#include "dicom/StreamedFile.h"
#include "core/Files.h"
#include "dicom/Instances.h"
#include "support/TemporaryFolder.h"

#include <algorithm>
#include <csignal>
#include <gtest/gtest.h>
#include <sys/resource.h>

namespace cw {
namespace {

using dicom::ByteSource;
using dicom::ElementView;
using dicom::StreamedFile;
using dicom::Tag;
using dicom::TransferSyntax;
using testing::Bytes;
using testing::must;

/// Frames as they are.
class NoFilter : public dicom::FrameFilter {
public:
    bool startsFrame(std::span<const std::byte> bytes) const override {
        return bytes.size() > 1 && bytes[0] == std::byte{0xFF} && bytes[1] == std::byte{0xD8};
    }
    Result<dicom::FramePlan> plan(dicom::FrameBytes&) const override { return dicom::FramePlan(); }
};

struct Streamed {
    Bytes bytes;
    StreamedFile::PixelReport report;
};

Streamed streamed(const StreamedFile& file, dicom::Header header) {
    dicom::MemorySink sink;
    Streamed result;
    result.report = must(file.write(std::move(header), NoFilter(), sink));
    result.bytes = sink.take();
    return result;
}

Streamed streamed(const Bytes& bytes) {
    const auto file = must(StreamedFile::open(ByteSource::of(bytes), {}));
    return streamed(file, file.header());
}

/// Everything of a data set as text, pixel data left out.
template <class DataSet>
std::vector<std::string> linesOf(const DataSet& set) {
    std::vector<std::string> lines;
    set.visit([&](const ElementView& e) {
        if (e.path.empty() && e.tag.group == 0x7FE0)
            return;
        std::string line;
        for (const auto& step : e.path)
            line += dicom::text(step.sequence) + std::to_string(step.item);
        // Decimal text of floats and long arrays may be spelled in more than one way.
        const bool spelled = e.vr != "FL" && e.vr != "FD" && e.length <= 256;
        lines.push_back(line + dicom::text(e.tag) + std::string(e.vr) + std::to_string(e.length) +
                        (spelled ? std::string(e.value) : "") + '|' +
                        std::string(e.privateCreator) + '|' + std::string(e.characterSet));
    });
    return lines;
}

dicom::Instance richInstance(core::Random random) {
    auto instance = testing::instanceOf(testing::randomImage(random, 31, 17, core::SampleType::U16,
                                                             core::PixelMeaning::Monochrome2, 12));
    must(instance.setText({0x0008, 0x0005}, "ISO_IR 100"));
    must(instance.setText({0x0010, 0x0010}, "Stream^Test"));
    must(instance.setText({{{0x0008, 0x1140}, 0}, {{0x0040, 0xA170}, 1}}, {0x0008, 0x0100}, "X"));
    must(instance.setText({{{0x0008, 0x1140}, 1}}, {0x0008, 0x1155}, "2.25.77"));
    must(instance.setText({0x0009, 0x0010}, "MAKER", "LO"));
    must(instance.setText({0x0009, 0x1001}, "private ", "LO"));
    must(instance.setText({0x0018, 0x9073}, "1.5", "FD"));
    must(instance.setText({0x0028, 0x0009}, "", "AT"));
    must(instance.setText({{{0x0028, 0x3010}, 0}}, {0x0028, 0x3002}, "2\\0\\16", "US"));
    must(instance.setText({{{0x0028, 0x3010}, 0}}, {0x0028, 0x3006}, "abcd", "OW"));
    return instance;
}

class StreamedSyntax : public ::testing::TestWithParam<TransferSyntax> {};

TEST_P(StreamedSyntax, KeepsHeaderPixelsAndTransferSyntax) {
    const auto file = must(dicom::encodeInstance(richInstance(core::Random(7)), GetParam()));
    const auto out = streamed(file).bytes;
    const auto before = must(dicom::readInstance(file)), after = must(dicom::readInstance(out));
    EXPECT_EQ(after.transferSyntaxUid(), dicom::uid(GetParam()));
    EXPECT_EQ(linesOf(after), linesOf(before));
    EXPECT_EQ(must(dicom::storedPixelBytes(after, std::nullopt)),
              must(dicom::storedPixelBytes(before, std::nullopt)));
    EXPECT_TRUE(
        std::all_of(out.begin(), out.begin() + 128, [](std::byte b) { return b == std::byte{0}; }));
    EXPECT_EQ(streamed(out).bytes, out);
}

TEST_P(StreamedSyntax, IsReadFromAFileAsFromMemory) {
    const auto bytes = must(dicom::encodeInstance(richInstance(core::Random(8)), GetParam()));
    const testing::TemporaryFolder folder;
    must(core::writeNew(folder / "in.dcm", bytes));
    const auto file = must(StreamedFile::open(must(ByteSource::open(folder / "in.dcm")),
                                              {.spillFolder = folder.path()}));
    {
        auto sink = must(dicom::FileSink::create(folder / "out.dcm"));
        must(file.write(file.header(), NoFilter(), sink));
        must(sink.finish());
    }
    EXPECT_EQ(must(core::readFile(folder / "out.dcm")), streamed(bytes).bytes);
    EXPECT_EQ(folder.fileCount(), 2U);
}

INSTANTIATE_TEST_SUITE_P(Every, StreamedSyntax,
                         ::testing::Values(TransferSyntax::ImplicitLittle,
                                           TransferSyntax::ExplicitLittle,
                                           TransferSyntax::ExplicitBig, TransferSyntax::Deflated,
                                           TransferSyntax::Rle, TransferSyntax::JpegLossless,
                                           TransferSyntax::JpegLsLossless,
                                           TransferSyntax::Jpeg2000Lossless));

TEST(Header, ShowsWhatTheInstanceShows) {
    for (const auto syntax : {TransferSyntax::ImplicitLittle, TransferSyntax::ExplicitBig}) {
        const auto bytes = must(dicom::encodeInstance(richInstance(core::Random(9)), syntax));
        const auto file = must(StreamedFile::open(ByteSource::of(bytes), {}));
        EXPECT_EQ(linesOf(file.header()), linesOf(must(dicom::readInstance(bytes))));
    }
}

/// Some answer for every element, the same for the same element.
dicom::Change answerFor(const ElementView& e) {
    const auto number = (e.tag.group * 31U + e.tag.element * 7U + e.path.size()) % 5;
    if (e.tag.group <= 0x0008 && e.path.empty())
        return {};
    if (number == 0)
        return {dicom::Change::Kind::Remove, {}};
    if (number == 1)
        return {dicom::Change::Kind::Empty, {}};
    if (number == 2 && e.vr != "SQ")
        return {dicom::Change::Kind::Replace, e.vr == "US" ? "7\\9" : "odd"};
    return {};
}

TEST(Header, IsRewrittenAsAnInstanceIs) {
    const auto bytes =
        must(dicom::encodeInstance(richInstance(core::Random(10)), TransferSyntax::ExplicitLittle));
    auto instance = must(dicom::readInstance(bytes));
    instance.rewrite([](const ElementView& e) {
        return e.tag == Tag{0x7FE0, 0x0010} ? dicom::Change{} : answerFor(e);
    });
    const auto header = must(StreamedFile::open(ByteSource::of(bytes), {})).header();
    EXPECT_EQ(linesOf(header.rewritten(answerFor)), linesOf(instance));
}

TEST(Header, PutsElementsInOrderAndInsteadOfTheOld) {
    const auto bytes =
        must(dicom::encodeInstance(richInstance(core::Random(11)), TransferSyntax::ExplicitLittle));
    const auto header = must(StreamedFile::open(ByteSource::of(bytes), {})).header();
    std::vector<dicom::NewElement> added;
    added.push_back(must(dicom::textElement({0x0012, 0x0062}, "CS", "YES")));
    added.push_back(must(dicom::textElement({0x0010, 0x0010}, "PN", "Other")));
    const std::vector<dicom::Code> codes{{"113100", "DCM", "Basic"}};
    added.push_back(dicom::codeElement({0x0012, 0x0064}, codes));
    const auto changed = header.with(std::move(added));
    EXPECT_EQ(changed.text({0x0012, 0x0062}), "YES");
    EXPECT_EQ(changed.text({0x0010, 0x0010}), "Other");
    std::vector<Tag> tags;
    std::string code;
    changed.visit([&](const ElementView& e) {
        if (e.path.empty())
            tags.push_back(e.tag);
        else if (e.tag == Tag{0x0008, 0x0100} && e.path[0].sequence == Tag{0x0012, 0x0064})
            code = e.value;
    });
    EXPECT_TRUE(std::is_sorted(tags.begin(), tags.end()));
    EXPECT_EQ(std::adjacent_find(tags.begin(), tags.end()), tags.end());
    EXPECT_EQ(code, "113100");
    EXPECT_FALSE(changed.without(std::array{Tag{0x0012, 0x0064}}).has({0x0012, 0x0064}));
}

// ---- files that no writer of ours makes -------------------------------------------------------

Bytes startOfImage(std::string_view syntax = "1.2.840.10008.1.2.1") {
    auto out = testing::fileStart(syntax);
    testing::element(out, {0x0008, 0x0016}, "UI", std::string(testing::kMammogram) + '\0');
    testing::element(out, {0x0008, 0x0018}, "UI", "2.25.42 ");
    return out;
}

Bytes imageWithPixels(std::string_view pixels, std::int64_t claimed = -1, int rows = 4) {
    auto out = startOfImage();
    testing::imageModule(out, rows, 4, 16);
    testing::element(out, {0x7FE0, 0x0010}, "OW", pixels, claimed);
    return out;
}

std::string pixelsOf(const Bytes& bytes) {
    const auto stored = must(dicom::storedPixelBytes(must(dicom::readInstance(bytes)), {}));
    return {reinterpret_cast<const char*>(stored.data()), stored.size()};
}

TEST(StreamedFile, CutsWhatHidesBehindThePicture) {
    const std::string picture(32, 'p');
    const auto out = streamed(imageWithPixels(picture + "CANARY"));
    EXPECT_TRUE(out.report.excessCut);
    EXPECT_EQ(pixelsOf(out.bytes), picture);
    const std::string text(reinterpret_cast<const char*>(out.bytes.data()), out.bytes.size());
    EXPECT_EQ(text.find("CANARY"), std::string::npos);
    EXPECT_FALSE(streamed(imageWithPixels(picture)).report.excessCut);
}

TEST(StreamedFile, DropsEverythingBehindThePixelData) {
    auto bytes = imageWithPixels(std::string(32, 'p'));
    testing::element(bytes, {0xFFFC, 0xFFFC}, "OB", "CANARY-PADDING");
    testing::chars(bytes, "CANARY-TAIL");
    const auto out = streamed(bytes);
    EXPECT_TRUE(out.report.trailerCut);
    const std::string text(reinterpret_cast<const char*>(out.bytes.data()), out.bytes.size());
    EXPECT_EQ(text.find("CANARY"), std::string::npos);
}

TEST(StreamedFile, KeepsTruncatedPixelsAndSaysSo) {
    const auto out = streamed(imageWithPixels(std::string(11, 'p'), 32));
    EXPECT_TRUE(out.report.truncated);
    const auto again = must(StreamedFile::open(ByteSource::of(out.bytes), {}));
    EXPECT_TRUE(again.hasPixels());
    EXPECT_EQ(out.bytes.size() % 2, 0U);
}

TEST(StreamedFile, KeepsHalvedChromaWhetherOrNotItWasHalved) {
    for (const std::size_t stored : {32U, 48U}) { // 4 x 4, three samples of 8 bits: 48 in full
        auto bytes = startOfImage();
        testing::element(bytes, {0x0028, 0x0002}, "US", testing::u16(3));
        testing::element(bytes, {0x0028, 0x0004}, "CS", "YBR_FULL_422");
        testing::element(bytes, {0x0028, 0x0010}, "US", testing::u16(4));
        testing::element(bytes, {0x0028, 0x0011}, "US", testing::u16(4));
        testing::element(bytes, {0x0028, 0x0100}, "US", testing::u16(8));
        testing::element(bytes, {0x7FE0, 0x0010}, "OB", std::string(stored, 'c') + "CANARY");
        const auto out = streamed(bytes);
        const auto expected = streamed(bytes).bytes.size();
        EXPECT_EQ(out.bytes.size(), expected);
        EXPECT_TRUE(out.report.excessCut) << stored;
    }
}

TEST(StreamedFile, TakesFloatPixelDataAlong) {
    auto bytes = startOfImage();
    testing::imageModule(bytes, 2, 2, 32);
    testing::little(bytes, 0x7FE0, 2);
    testing::little(bytes, 0x0008, 2);
    testing::chars(bytes, "OF");
    testing::little(bytes, 0, 2);
    testing::little(bytes, 16 + 6, 4);
    testing::chars(bytes, "0123456789abcdefCANARY");
    const auto out = streamed(bytes);
    const std::string text(reinterpret_cast<const char*>(out.bytes.data()), out.bytes.size());
    EXPECT_TRUE(text.ends_with("0123456789abcdef"));
    EXPECT_TRUE(out.report.excessCut);
}

TEST(StreamedFile, ReadsAHeaderOfAnyLengthUpToTheLimit) {
    const testing::TemporaryFolder folder;
    for (const std::size_t length : {60'000U, 65'300U, 70'000U, 1'000'000U, 5'000'000U}) {
        auto bytes = startOfImage();
        testing::element(bytes, {0x0009, 0x0010}, "LO", "MAKER ");
        testing::element(bytes, {0x0009, 0x1001}, "UT", std::string(length, 'x'));
        testing::imageModule(bytes, 4, 4, 16);
        testing::element(bytes, {0x7FE0, 0x0010}, "OW", std::string(32, 'p'));
        const auto path = folder / std::to_string(length);
        must(core::writeNew(path, bytes));
        const auto file = must(StreamedFile::open(must(ByteSource::open(path)), {}));
        EXPECT_EQ(streamed(file, file.header()).bytes, streamed(bytes).bytes) << length;
        const auto refused =
            StreamedFile::open(must(ByteSource::open(path)), {.headerBytes = length / 2});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::TooLarge);
    }
}

TEST(StreamedFile, NeverAsksForMoreThanTheFileHas) {
    // Cut at every length: an error or a file, and never a read past the end.
    const auto whole =
        must(dicom::encodeInstance(richInstance(core::Random(12)), TransferSyntax::ExplicitLittle));
    const testing::TemporaryFolder folder;
    for (std::size_t length = 130; length < whole.size(); length += 37) {
        const Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
        const auto path = folder / std::to_string(length);
        must(core::writeNew(path, part));
        const auto fromFile = StreamedFile::open(must(ByteSource::open(path)), {});
        const auto fromMemory = StreamedFile::open(ByteSource::of(part), {});
        ASSERT_EQ(fromFile.has_value(), fromMemory.has_value()) << length;
        if (fromFile) {
            EXPECT_EQ(streamed(*fromFile, fromFile->header()).bytes, streamed(part).bytes);
        } else {
            EXPECT_EQ(fromFile.error().sentence(), fromMemory.error().sentence()) << length;
        }
    }
}

TEST(StreamedFile, UnpacksALargeDeflatedDataSetBesideTheTarget) {
    auto image = must(
        core::Image::create(3000, 3000, 1, core::SampleType::U16, core::PixelMeaning::Monochrome2));
    image.samples<std::uint16_t>()[4711] = 4000;
    const auto bytes =
        must(dicom::encodeInstance(testing::instanceOf(image), TransferSyntax::Deflated));
    const testing::TemporaryFolder folder;
    must(core::writeNew(folder / "in.dcm", bytes));
    const auto file = must(StreamedFile::open(must(ByteSource::open(folder / "in.dcm")),
                                              {.spillFolder = folder.path()}));
    const auto out = must(dicom::readInstance(streamed(file, file.header()).bytes));
    EXPECT_EQ(must(dicom::decodeFrame(out, 0)), image);
    EXPECT_EQ(folder.fileCount(), 1U); // the one without a name is not to be seen
}

TEST(StreamedFile, RefusesWhatItCannotVouchFor) {
    const auto refusal = [](std::string_view syntax) {
        auto bytes = startOfImage(syntax);
        testing::element(bytes, {0x7FE0, 0x0010}, "OW", std::string(32, 'p'));
        const auto file = StreamedFile::open(ByteSource::of(bytes), {});
        return file ? "opened" : std::string(name(file.error().code));
    };
    EXPECT_EQ(refusal("1.2.840.10008.1.2.4.102"), "Unsupported"); // H.264
    EXPECT_EQ(refusal("1.2.3.4"), "Unsupported");
    EXPECT_EQ(refusal("1.2.840.10008.1.2.4.50"), "Malformed"); // native pixels, says JPEG
    EXPECT_EQ(refusal("1.2.840.10008.1.2.1"), "opened");
}

TEST(FileSink, LeavesNothingBehindUnlessFinished) {
    const testing::TemporaryFolder folder;
    {
        auto sink = must(dicom::FileSink::create(folder / "half"));
        must(sink.write(Bytes(200'000)));
    }
    EXPECT_EQ(folder.fileCount(), 0U);
    const auto first = dicom::FileSink::create(folder / "taken");
    const auto second = dicom::FileSink::create(folder / "taken");
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::Conflict);
}

TEST(FileSink, SaysThatTheDiskIsFull) {
    // A device that is always full stands in for a disk.
    const testing::TemporaryFolder folder;
    must(core::writeNew(folder / "in", Bytes(300'000, std::byte{7})));
    const auto source = must(ByteSource::open(folder / "in"));
    auto sink = must(dicom::FileSink::create(folder / "out"));
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{100'000, before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    const auto copied = sink.copy(source, 0, source.size());
    setrlimit(RLIMIT_FSIZE, &before);
    ASSERT_FALSE(copied);
    EXPECT_EQ(copied.error().code, ErrorCode::IoFailure);
}

} // namespace
} // namespace cw
