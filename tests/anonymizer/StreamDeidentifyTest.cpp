// SPDX-License-Identifier: Apache-2.0
// deidentifyFile: every kind of file ends in a clean one or in a reason.
#include "anonymizer/FrameMaker.h"
#include "anonymizer/Support.h"
#include "core/Files.h"
#include "dicom/Pixels.h"
#include <algorithm>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;
using cw::testing::aMammogram;
using cw::testing::aPhotograph;
using cw::testing::baselineJpeg;
using cw::testing::contains;
using cw::testing::DataSet;
using cw::testing::dicomFile;
using cw::testing::encapsulatedFile;
using cw::testing::item;
using cw::testing::littleEndian;
using cw::testing::parsed;
using cw::testing::segment;

constexpr std::string_view kSentinels[] = {"Sentin",       "SENTI",      "19610203",
                                           "20240315",     "ACC7788991", "STATION77",
                                           "SERIAL998877", "CANARY",     "1.2.826.0.1.3680043.9.1"};

/// A file through deidentifyFile, on disk as users have it.
class Deidentified {
public:
    explicit Deidentified(const std::string& file, const std::string& profile = "curation") {
        must(core::writeNew(m_folder.path() / "in.dcm", cw::testing::bytesOf(file)));
        auto done = deidentifyFile(m_folder.path() / "in.dcm", target(),
                                   cw::testing::contextOf(profile), "in.dcm");
        if (!done) {
            m_error = done.error();
            EXPECT_FALSE(fs::exists(target())) << "half a file was left";
            return;
        }
        record = std::move(*done);
        bytes = cw::testing::textOf(core::readFile(target()).value());
        EXPECT_EQ(record.bytes, bytes.size());
    }
    bool written() const { return !bytes.empty(); }
    std::string refusal() const { return written() ? "written" : std::string(name(m_error.code)); }
    std::string reason() const { return m_error.message; }

    std::string bytes;
    FileRecord record;

private:
    fs::path target() const { return m_folder.path() / "out.dcm"; }
    static void must(const Result<void>& result) { ASSERT_TRUE(result); }
    cw::testing::ScratchFolder m_folder;
    Error m_error;
};

void expectClean(const std::string& bytes) {
    for (const auto sentinel : kSentinels)
        EXPECT_FALSE(contains(bytes, std::string(sentinel))) << sentinel;
}

std::string inMemory(const std::string& file) {
    return cw::testing::deidentifiedBytes(file, "curation");
}

/// A preamble, a meta header and a data set of any encoding, as hex-like pieces.
std::string fileOf(const std::string& syntax, const std::string& dataSet) {
    cw::testing::FileParts parts;
    parts.transferSyntax = syntax;
    return dicomFile(DataSet(), parts) + dataSet;
}

std::string implicitElement(std::uint32_t tag, const std::string& value, std::int64_t length = -1) {
    return littleEndian(tag >> 16, 2) + littleEndian(tag & 0xFFFF, 2) +
           littleEndian(length < 0 ? value.size() : static_cast<std::uint64_t>(length), 4) + value;
}

std::string implicitMammogram(const std::string& extra = "") {
    return implicitElement(0x00080016, std::string("1.2.840.10008.5.1.4.1.1.1.2\0", 28)) +
           implicitElement(0x00080018, "1.2.826.0.1.3680043.9.1.1 ") +
           implicitElement(0x00080020, "20240315") + implicitElement(0x00080060, "MG") + extra +
           implicitElement(0x00100010, "Sentinelson^Maria ") +
           implicitElement(0x00100020, "SENTID0042") +
           implicitElement(0x0020000D, "1.2.826.0.1.3680043.9.1.2 ") +
           implicitElement(0x0020000E, "1.2.826.0.1.3680043.9.1.3 ") +
           implicitElement(0x00280002, littleEndian(1, 2)) +
           implicitElement(0x00280004, "MONOCHROME2 ") +
           implicitElement(0x00280010, littleEndian(4, 2)) +
           implicitElement(0x00280011, littleEndian(4, 2)) +
           implicitElement(0x00280100, littleEndian(16, 2)) +
           implicitElement(0x00280101, littleEndian(12, 2)) +
           implicitElement(0x00280102, littleEndian(11, 2)) +
           implicitElement(0x00280103, littleEndian(0, 2)) +
           implicitElement(0x7FE00010, std::string(32, '\1'));
}

constexpr const char* kImplicit = "1.2.840.10008.1.2";

TEST(StreamDeidentify, WritesWhatMemoryWrites) {
    const std::string file = dicomFile(aMammogram());
    const Deidentified done(file);
    ASSERT_TRUE(done.written()) << done.reason();
    EXPECT_EQ(done.bytes, inMemory(file));
    expectClean(done.bytes);
}

TEST(StreamDeidentify, TellsWhatTheBatchNeedsToKnow) {
    const Deidentified done(dicomFile(aMammogram()));
    const auto output = parsed(done.bytes);
    EXPECT_EQ(done.record.patient.text(), output.text({0x0010, 0x0020}));
    EXPECT_EQ(done.record.studyUid, output.text({0x0020, 0x000D}));
    EXPECT_EQ(done.record.seriesUid, output.text({0x0020, 0x000E}));
    EXPECT_EQ(done.record.instanceUid, output.text({0x0008, 0x0018}));
    EXPECT_EQ(done.record.sopClassUid, "1.2.840.10008.5.1.4.1.1.1.2");
    EXPECT_EQ(done.record.mediaType, "application/dicom");
    EXPECT_EQ(done.record.attributes, dicom::attributesOf(output));
    EXPECT_EQ(done.record.attributes.laterality, core::Laterality::Right);
    ASSERT_TRUE(done.record.identifiers);
    EXPECT_FALSE(done.record.identifiers->empty());
    EXPECT_LT(done.record.dateOffsetDays, 0);
}

TEST(StreamDeidentify, RefusesATargetThatIsThere) {
    const cw::testing::ScratchFolder folder;
    const auto bytes = cw::testing::bytesOf(dicomFile(aMammogram()));
    ASSERT_TRUE(core::writeNew(folder.path() / "out", std::span(bytes).first(3)));
    const auto done =
        deidentifyFile(bytes, folder.path() / "out", cw::testing::contextOf("curation"), "x");
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::Conflict);
    EXPECT_EQ(fs::file_size(folder.path() / "out"), 3U);
    EXPECT_EQ(deidentifyFile(folder.path() / "none", folder.path() / "new",
                             cw::testing::contextOf("curation"), "x")
                  .error()
                  .code,
              ErrorCode::NotFound);
}

TEST(StreamDeidentify, ClaimsCleanPixelsOnlyWhereTheyWereCleaned) {
    const cw::testing::ScratchFolder folder;
    const auto bytes = cw::testing::bytesOf(dicomFile(aMammogram()));
    FileOptions options;
    options.pixelsCleaned = true;
    ASSERT_TRUE(deidentifyFile(bytes, folder.path() / "clean", cw::testing::contextOf("basic"), "x",
                               options));
    const auto text = cw::testing::textOf(core::readFile(folder.path() / "clean").value());
    EXPECT_TRUE(contains(text, "113101"));
    EXPECT_EQ(parsed(text).text({0x0028, 0x0301}), "NO");
    EXPECT_FALSE(contains(Deidentified(dicomFile(aMammogram()), "basic").bytes, "113101"));
}

// Case 6.
TEST(StreamDeidentify, CurvesAndOverlaysGoByRepeatingGroup) {
    auto set = aMammogram();
    for (std::uint32_t group = 0; group <= 0x1E; group += 2) {
        set.put((0x5000U + group) << 16 | 0x2500, "LO", "CANARY-CURVE");
        set.put((0x5000U + group) << 16 | 0x3000, "OW", "CANARY-DATA ");
        set.put((0x6000U + group) << 16 | 0x0022, "LO", "CANARY-OVERLAY");
        set.put((0x6000U + group) << 16 | 0x1500, "LO", "CANARY-LABEL");
        set.put((0x6000U + group) << 16 | 0x3000, "OW", "CANARY-BITS ");
        set.put((0x6000U + group) << 16 | 0x4000, "LT", "CANARY-COMMENT");
    }
    set.put(0x60010010, "LO", "CANARY-PRIVATE").put(0x60011001, "LO", "CANARY-PRIVATE");
    set.put(0x60200022, "LO", "CANARY-NO-REPEATING-GROUP");
    for (const char* profile : {"basic", "curation"}) {
        const Deidentified done(dicomFile(set), profile);
        ASSERT_TRUE(done.written()) << done.reason();
        EXPECT_FALSE(contains(done.bytes, "CANARY"));
        parsed(done.bytes).visit([](const dicom::ElementView& element) {
            EXPECT_NE(element.tag.group & 0xFF00, 0x5000);
            EXPECT_NE(element.tag.group & 0xFF00, 0x6000);
        });
        const auto& warnings = done.record.record.warnings;
        EXPECT_TRUE(std::ranges::any_of(warnings, [](const std::string& each) {
            return each.find("unknown meaning") != std::string::npos; // group 6020
        }));
    }
}

// Case 7.
TEST(StreamDeidentify, NothingHidesAroundTheDataSet) {
    cw::testing::FileParts parts;
    parts.preamble = "CANARY-PREAMBLE Sentinelson";
    parts.meta.put(0x00020016, "AE", "CANARY-AE")
        .put(0x00020017, "AE", "CANARY-AE")
        .put(0x00020018, "AE", "CANARY-AE")
        .put(0x00020100, "UI", "1.2.826.0.1.3680043.9.1.88")
        .put(0x00020102, "OB", "CANARY-INFO ");
    parts.trailer = "CANARY-TAIL";
    auto set = aMammogram();
    set.put(0xFFFCFFFC, "OB", "CANARY-PADDING");
    set.put(0xFFFAFFFA, "LO", "CANARY-SIGNATURE");
    const Deidentified done(dicomFile(set, parts));
    ASSERT_TRUE(done.written()) << done.reason();
    expectClean(done.bytes);
    EXPECT_EQ(done.bytes.substr(0, 128), std::string(128, '\0'));
    EXPECT_EQ(done.bytes.substr(128, 4), "DICM");
    EXPECT_TRUE(done.bytes.ends_with(std::string(32, '\1')));
    EXPECT_EQ(done.record.record.actions.at("what follows the pixel data cut"), 1);
    // File meta equals data set (PS3.10 7.1).
    EXPECT_TRUE(contains(done.bytes.substr(132, 200), done.record.instanceUid));
}

// Case 12.
TEST(StreamDeidentify, FramesOfSeveralFragmentsAreCleanedAndTheirTableRewritten) {
    const std::string clean = baselineJpeg(64, 48);
    const auto dirty = [&clean](const char* text) {
        return clean.substr(0, 2) + segment(0xFFFE, text) + clean.substr(2) + "CANARY-TRAILER ";
    };
    std::vector<std::string> fragments;
    std::vector<std::uint32_t> offsets;
    std::uint32_t offset = 0;
    for (const char* text : {"CANARY-ONE", "CANARY-NUMBER-TWO!", "CANARY-3"}) {
        offsets.push_back(offset);
        const auto frame = dirty(text);
        for (const auto& part : {frame.substr(0, 100), frame.substr(100, 200), frame.substr(300)}) {
            fragments.push_back(part);
            offset += static_cast<std::uint32_t>(item(part).size());
        }
    }
    const auto set = aPhotograph(64, 48, "YBR_FULL_422", 3);
    for (const auto& table : {offsets, std::vector<std::uint32_t>()}) {
        const std::string file = encapsulatedFile(set, "1.2.840.10008.1.2.4.50", fragments, table);
        const Deidentified done(file);
        ASSERT_TRUE(done.written()) << done.reason();
        expectClean(done.bytes);
        const auto before = parsed(file), after = parsed(done.bytes);
        for (int frame = 0; frame < 3; ++frame) {
            const auto a = dicom::decodeFrame(before, frame), b = dicom::decodeFrame(after, frame);
            ASSERT_TRUE(a && b);
            EXPECT_EQ(*a, *b);
        }
        // What a clean file of one fragment a frame would have had.
        std::vector<std::uint32_t> expected;
        if (!table.empty())
            for (std::uint32_t i = 0; i < 3; ++i)
                expected.push_back(i * static_cast<std::uint32_t>(item(clean).size()));
        const auto reference =
            encapsulatedFile(set, "1.2.840.10008.1.2.4.50", {clean, clean, clean}, expected);
        const auto tail = reference.substr(reference.find("\xE0\x7F\x10"));
        EXPECT_TRUE(done.bytes.ends_with(tail));
    }
}

TEST(StreamDeidentify, AnExtendedOffsetTableIsRewrittenToo) {
    const std::string clean = baselineJpeg(64, 48);
    const auto dirty = clean.substr(0, 2) + segment(0xFFFE, "CANARY") + clean.substr(2);
    std::string offsets, lengths;
    for (int i = 0; i < 3; ++i) {
        offsets += littleEndian(static_cast<std::uint64_t>(i) * item(dirty).size(), 8);
        lengths += littleEndian(item(dirty).size() - 8, 8);
    }
    auto set = aPhotograph(64, 48, "YBR_FULL_422", 3);
    set.put(0x7FE00001, "OV", offsets).put(0x7FE00002, "OV", lengths);
    const auto file = encapsulatedFile(set, "1.2.840.10008.1.2.4.50", {dirty, dirty, dirty});
    const Deidentified done(file);
    ASSERT_TRUE(done.written()) << done.reason();
    EXPECT_FALSE(contains(done.bytes, "CANARY"));
    std::string newOffsets, newLengths;
    for (int i = 0; i < 3; ++i) {
        newOffsets += littleEndian(static_cast<std::uint64_t>(i) * item(clean).size(), 8);
        newLengths += littleEndian(item(clean).size() - 8, 8);
    }
    EXPECT_TRUE(contains(done.bytes, newOffsets));
    EXPECT_TRUE(contains(done.bytes, newLengths));
    const auto a = dicom::decodeFrame(parsed(file), 2),
               b = dicom::decodeFrame(parsed(done.bytes), 2);
    ASSERT_TRUE(a && b);
    EXPECT_EQ(*a, *b);
}

TEST(StreamDeidentify, CompressedPixelsOfAnIconGoWithTheirCanary) {
    const std::string clean = baselineJpeg();
    const auto dirty = clean.substr(0, 2) + segment(0xFFFE, "CANARY") + clean.substr(2);
    const auto delimiter = [](unsigned element) {
        return littleEndian(0xFFFE, 2) + littleEndian(element, 2) + littleEndian(0, 4);
    };
    const std::string undefined = littleEndian(0xFFFFFFFF, 4);
    const std::string pixels = std::string("\xE0\x7F\x10\x00OB\x00\x00", 8) + undefined + item("") +
                               item(dirty) + delimiter(0xE0DD);
    const std::string inItem = littleEndian(0xFFFE, 2) + littleEndian(0xE000, 2) + undefined +
                               DataSet().put(0x00100010, "PN", "CANARY").explicitLittle() + pixels +
                               delimiter(0xE00D);
    // Referenced Image Sequence stays, Icon Image Sequence goes: both may hold one.
    for (const char* sequence : {"\x08\x00\x40\x11", "\x88\x00\x00\x02"}) {
        const std::string whole = dicomFile(aMammogram());
        const auto at = whole.find(sequence[0] == '\x08' ? std::string("\x10\x00\x10\x00PN", 6)
                                                         : std::string("\xE0\x7F\x10\x00OW", 6));
        const std::string file = whole.substr(0, at) + std::string(sequence, 4) +
                                 std::string("SQ\x00\x00", 4) + undefined + inItem +
                                 delimiter(0xE0DD) + whole.substr(at);
        const Deidentified done(file);
        ASSERT_TRUE(done.written()) << done.reason();
        expectClean(done.bytes);
        EXPECT_TRUE(done.bytes.ends_with(std::string(32, '\1')));
    }
}

TEST(StreamDeidentify, CleanFramesKeepTheirFragmentsAndTheirTable) {
    const std::string clean = baselineJpeg(64, 48);
    const std::vector<std::string> fragments{clean.substr(0, 100), clean.substr(100)};
    const auto file = encapsulatedFile(aPhotograph(64, 48, "YBR_FULL_422"),
                                       "1.2.840.10008.1.2.4.50", fragments, {0});
    const Deidentified done(file);
    ASSERT_TRUE(done.written());
    EXPECT_TRUE(done.bytes.ends_with(file.substr(file.find("\xE0\x7F\x10"))));
}

TEST(StreamDeidentify, FramesThatCannotBeReadAreNotReleased) {
    const auto set = aPhotograph(64, 48, "YBR_FULL_422", 3);
    const std::string jpeg = "1.2.840.10008.1.2.4.50", clean = baselineJpeg(64, 48);
    const auto refusal = [&](const std::vector<std::string>& fragments) {
        return Deidentified(encapsulatedFile(set, jpeg, fragments)).refusal();
    };
    EXPECT_EQ(refusal({"CANARY, no JPEG", clean, clean}), "Malformed");
    EXPECT_EQ(refusal({clean.substr(0, 40), clean, clean}), "Malformed");
    EXPECT_EQ(refusal({"middle of a frame", clean}), "Malformed"); // which frame is it of?
    auto file = encapsulatedFile(set, jpeg, {clean, clean, clean});
    EXPECT_EQ(Deidentified(file.substr(0, file.size() - 8)).refusal(), "written"); // no delimiter
}

// Case 18.
TEST(StreamDeidentify, OddFilesAreProcessedOrRefusedWithAReason) {
    const std::string whole = dicomFile(aMammogram());
    const std::string sequence = implicitElement(
        0x00081140, implicitElement(0xFFFEE000, implicitElement(0x00100010, "CANARY")));
    const std::string undefined =
        implicitElement(0x00081140, "", 0xFFFFFFFF) +
        implicitElement(0xFFFEE000, implicitElement(0x00100010, "CANARY"), 0xFFFFFFFF) +
        implicitElement(0xFFFEE00D, "") + implicitElement(0xFFFEE0DD, "");
    const struct {
        const char* what;
        std::string file, expected;
    } cases[] = {
        {"empty", "", "Malformed"},
        {"no DICOM", "name,id\nHong,1\n", "Unsupported"},
        {"truncated header", whole.substr(0, 600), "Malformed"},
        {"truncated pixels", whole.substr(0, whole.size() - 10), "written"},
        {"no preamble", whole.substr(132), "written"},
        {"no meta header", aMammogram().explicitLittle(), "written"},
        {"implicit", fileOf(kImplicit, implicitMammogram()), "written"},
        {"implicit, sequence", fileOf(kImplicit, implicitMammogram(sequence)), "written"},
        {"implicit, undefined length", fileOf(kImplicit, implicitMammogram(undefined)), "written"},
        {"sequence of length 0",
         fileOf(kImplicit, implicitMammogram(implicitElement(0x00081140, ""))), "written"},
        {"not its own syntax", fileOf("1.2.840.10008.1.2.1", implicitMammogram()), "written"},
        {"corrupt", whole.substr(0, 400) + std::string(300, '\xFF') + whole.substr(700),
         "Malformed"},
    };
    for (const auto& each : cases) {
        const Deidentified done(each.file);
        EXPECT_EQ(done.refusal(), each.expected) << each.what << ": " << done.reason();
        expectClean(done.bytes);
        EXPECT_TRUE(done.written() || !done.reason().empty());
    }
}

TEST(StreamDeidentify, EveryTransferSyntaxStaysItself) {
    const auto source = parsed(dicomFile(aMammogram()));
    for (const auto syntax :
         {dicom::TransferSyntax::ImplicitLittle, dicom::TransferSyntax::ExplicitBig,
          dicom::TransferSyntax::Deflated, dicom::TransferSyntax::Rle,
          dicom::TransferSyntax::JpegLossless, dicom::TransferSyntax::JpegLsLossless,
          dicom::TransferSyntax::Jpeg2000Lossless}) {
        const auto file = cw::testing::textOf(dicom::encodeInstance(source, syntax).value());
        const Deidentified done(file);
        ASSERT_TRUE(done.written()) << done.reason();
        const auto output = parsed(done.bytes);
        EXPECT_EQ(output.transferSyntaxUid(), dicom::uid(syntax));
        EXPECT_EQ(dicom::storedPixelBytes(output, 0).value(),
                  dicom::storedPixelBytes(source, 0).value());
        expectClean(done.bytes);
        output.visit([](const dicom::ElementView& element) { // what deflate hides
            for (const auto sentinel : kSentinels)
                EXPECT_EQ(element.value.find(sentinel), std::string_view::npos) << sentinel;
        });
    }
}

TEST(StreamDeidentify, SequencesHiddenInUnknownValuesAreEntered) {
    const std::string hidden =
        implicitElement(0xFFFEE000, implicitElement(0x00100010, "CANARY") +
                                        implicitElement(0x00081155, "1.2.826.0.1.3680043.9.1.1 "));
    auto set = aMammogram();
    set.put(0x00081140, "UN", hidden).put(0x0040A730, "UN", hidden);
    const Deidentified done(dicomFile(set));
    ASSERT_TRUE(done.written()) << done.reason();
    expectClean(done.bytes);
}

// Case 20.
TEST(StreamDeidentify, ADirectoryIsRefusedAndItsGroupDroppedElsewhere) {
    DataSet directory;
    directory.put(0x00080016, "UI", "1.2.840.10008.1.3.10")
        .put(0x00080018, "UI", "1.2.3")
        .sequence(0x00041220, {DataSet().put(0x00100010, "PN", "CANARY")});
    const Deidentified refused(dicomFile(directory));
    EXPECT_EQ(refused.refusal(), "Unsupported");
    EXPECT_TRUE(contains(refused.reason(), "DICOMDIR"));
    auto set = aMammogram();
    set.put(0x00041130, "CS", "CANARY").put(0x00041500, "CS", "CANARY");
    const Deidentified done(dicomFile(set));
    ASSERT_TRUE(done.written()) << done.reason();
    expectClean(done.bytes);
    EXPECT_FALSE(parsed(done.bytes).has({0x0004, 0x1130}));
}

// Case 22.
TEST(StreamDeidentify, AttributesNewerThanTheDictionaryGoInImplicitVrToo) {
    const std::string newer =
        implicitElement(0x00100011, "CANARY") + implicitElement(0x00100012, "CANARY") +
        implicitElement(0x00100045, "CANARY") + implicitElement(0x0010FFF1, "CANARY");
    // Group 0010 comes in order: before the name of the builder's data set.
    std::string set = implicitMammogram();
    const auto at = set.find(implicitElement(0x00100010, "Sentinelson^Maria "));
    set.insert(at, newer);
    const Deidentified done(fileOf(kImplicit, set));
    ASSERT_TRUE(done.written()) << done.reason();
    expectClean(done.bytes);
}

// Case 23.
TEST(StreamDeidentify, OnlyUidsOfInstancesChangeInListsAndWithPadding) {
    auto set = aMammogram();
    set.put(0x00081195, "UI",
            "1.2.826.0.1.3680043.9.1.1\\1.2.840.10008.1.2.1\\1.2.826.0.1.3680043.9.1.3")
        .put(0x00200052, "UI", "1.2.840.10008.1.4.1.1")
        .put(0x0008010C, "UI", "1.2.840.10008.2.16.4")
        .put(0x0020000D, "UI", std::string("1.2.826.0.1.3680043.9.1.2\0", 26))
        .put(0x0020000E, "UI", "1.2.826.0.1.3680043.9.1.2 ");
    const Deidentified done(dicomFile(set));
    ASSERT_TRUE(done.written()) << done.reason();
    expectClean(done.bytes);
    const auto output = parsed(done.bytes);
    EXPECT_EQ(output.text({0x0020, 0x0052}), "1.2.840.10008.1.4.1.1");
    EXPECT_EQ(output.text({0x0008, 0x010C}), "1.2.840.10008.2.16.4");
    EXPECT_EQ(output.text({0x0020, 0x000D}), output.text({0x0020, 0x000E})); // padding is no part
    std::string list = output.text({0x0008, 0x1195}).value_or("") + '\\';
    std::vector<std::string> uids;
    for (std::size_t end = 0; (end = list.find('\\')) != std::string::npos; list.erase(0, end + 1))
        uids.push_back(list.substr(0, end));
    ASSERT_EQ(uids.size(), 3U);
    EXPECT_EQ(uids[0], done.record.instanceUid);
    EXPECT_EQ(uids[1], "1.2.840.10008.1.2.1");
    for (const auto& uid : uids) {
        EXPECT_LE(uid.size(), 64U);
        EXPECT_EQ(uid.find(".0"), uid.find(".0."));
    }
}

TEST(StreamDeidentify, ObjectsWithoutPixelsPassFromFileToFileOnly) {
    auto set = aMammogram();
    set.put(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.88.22").put(0x00080060, "CS", "SR");
    std::string file = dicomFile(set);
    file.resize(file.size() - 44); // the pixel data
    const Deidentified done(file);
    ASSERT_TRUE(done.written()) << done.reason();
    expectClean(done.bytes);
    const auto asImage =
        deidentify(cw::testing::bytesOf(file), cw::testing::contextOf("curation"), "x");
    ASSERT_FALSE(asImage);
    EXPECT_EQ(asImage.error().code, ErrorCode::Unsupported);
}

TEST(StreamDeidentify, MissingUidsAreMadeFromTheSourceAndStayTheSame) {
    auto set = aMammogram();
    set.put(0x00080018, "UI", "").put(0x0020000E, "UI", "");
    const std::string file = dicomFile(set);
    const Deidentified first(file), second(file), other(file.substr(0, file.size() - 1) + "x");
    ASSERT_TRUE(first.written() && other.written());
    EXPECT_FALSE(first.record.instanceUid.empty());
    EXPECT_EQ(first.bytes, second.bytes);
    EXPECT_NE(first.record.instanceUid, other.record.instanceUid);
    EXPECT_EQ(first.bytes, inMemory(file));
}

TEST(StreamDeidentify, APictureGoesItsOwnWay) {
    const cw::testing::ScratchFolder folder;
    const std::string clean = baselineJpeg(64, 48);
    const auto dirty = clean.substr(0, 2) + segment(0xFFFE, "CANARY") + clean.substr(2);
    const auto bytes = cw::testing::bytesOf(dirty);
    const auto done = deidentifyFile(bytes, folder.path() / "out.jpg",
                                     cw::testing::contextOf("curation"), "Sentinelson_L.jpg");
    ASSERT_TRUE(done) << done.error().sentence();
    EXPECT_EQ(done->mediaType, "image/jpeg");
    EXPECT_EQ(done->attributes.laterality, core::Laterality::Left);
    EXPECT_FALSE(
        contains(cw::testing::textOf(core::readFile(folder.path() / "out.jpg").value()), "CANARY"));
}

TEST(StreamDeidentify, APreambleThatImitatesAPictureIsStillDicom) {
    cw::testing::FileParts parts;
    parts.preamble = std::string("II*\0\10\0\0\0", 8);
    const Deidentified done(dicomFile(aMammogram(), parts));
    ASSERT_TRUE(done.written()) << done.reason();
    EXPECT_EQ(done.record.mediaType, "application/dicom");
    EXPECT_EQ(done.bytes.substr(0, 8), std::string(8, '\0'));
}

} // namespace
} // namespace cw::anonymizer
