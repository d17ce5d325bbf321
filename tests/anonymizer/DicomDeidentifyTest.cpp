// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/FrameMaker.h"
#include "anonymizer/Support.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/EncapsulatedJpeg.h"
#include "core/Sha256.h"
#include "dicom/Pixels.h"
#include "imaging/Picture.h"
#include <array>
#include <chrono>
#include <cstdio>

namespace cw::anonymizer {
namespace {

using cw::testing::aMammogram;
using cw::testing::contains;
using cw::testing::DataSet;
using cw::testing::deidentifiedBytes;
using cw::testing::dicomFile;
using cw::testing::parsed;

std::string textAt(const dicom::Instance& instance, dicom::Tag tag) {
    std::string text = instance.text(tag).value_or("(absent)");
    while (!text.empty() && text.back() == ' ')
        text.pop_back();
    return text;
}

TEST(Deidentify, LeavesNoSentinelOfThePatientAnywhere) {
    for (const char* profile : {"basic", "curation"}) {
        const std::string output = deidentifiedBytes(dicomFile(aMammogram()), profile);
        for (const char* sentinel :
             {"Sentin", "SENTI", "19610203", "1961-02-03", "20240315", "ACC7788991", "STATION77",
              "610203", "010-1234", "SERIAL998877", "STUDYID5511", "1.2.826.0.1.3680043.9.1"})
            EXPECT_FALSE(contains(output, sentinel)) << profile << ' ' << sentinel;
    }
}

TEST(Deidentify, KeepsWhatAModelNeeds) {
    const auto output = parsed(deidentifiedBytes(dicomFile(aMammogram()), "curation"));
    EXPECT_EQ(textAt(output, {0x0008, 0x0060}), "MG");
    EXPECT_EQ(textAt(output, {0x0018, 0x5101}), "CC");
    EXPECT_EQ(textAt(output, {0x0020, 0x0062}), "R");
    EXPECT_EQ(textAt(output, {0x0018, 0x1164}), "0.1\\0.1");
    EXPECT_EQ(textAt(output, {0x0010, 0x1010}), "063Y");
    EXPECT_EQ(textAt(output, {0x0010, 0x0040}), "F");
    EXPECT_EQ(textAt(output, {0x0008, 0x0070}), "MAKER");
    EXPECT_EQ(textAt(output, {0x0008, 0x1030}), "MAMMO BILATERAL F/U");
    EXPECT_EQ(textAt(output, {0x0028, 0x1351}), "nipple");
}

TEST(Deidentify, WritesItsClaimsAndOnlyTrueOnes) {
    const auto curation = parsed(deidentifiedBytes(dicomFile(aMammogram()), "curation"));
    EXPECT_EQ(textAt(curation, {0x0012, 0x0062}), "YES");
    EXPECT_EQ(textAt(curation, {0x0028, 0x0303}), "MODIFIED");
    EXPECT_TRUE(contains(textAt(curation, {0x0012, 0x0063}), "PS3.15 2026c"));
    const auto basic = parsed(deidentifiedBytes(dicomFile(aMammogram()), "basic"));
    EXPECT_EQ(textAt(basic, {0x0028, 0x0303}), "REMOVED");
    std::vector<std::string> codes;
    for (const auto* instance : {&basic, &curation})
        instance->visit([&](const dicom::ElementView& element) {
            if (!element.path.empty() && element.path[0].sequence == dicom::Tag{0x0012, 0x0064} &&
                element.tag == dicom::Tag{0x0008, 0x0100})
                codes.emplace_back(element.value);
        });
    EXPECT_EQ(codes, (std::vector<std::string>{"113100", "113100", "113108", "113107", "113105"}));
    // The pixels were not cleaned, so their claim is not made; the source's stays the source's.
    auto without = aMammogram();
    without.put(0x00280301, "CS", "");
    EXPECT_EQ(textAt(parsed(deidentifiedBytes(dicomFile(without), "basic")), {0x0028, 0x0301}), "");
}

TEST(Deidentify, EmptiesTypeTwoAttributesAndRemovesTypeThree) {
    const auto output = parsed(deidentifiedBytes(dicomFile(aMammogram()), "basic"));
    for (const dicom::Tag tag : {dicom::Tag{0x0008, 0x0020},
                                 {0x0008, 0x0050},
                                 {0x0008, 0x0090},
                                 {0x0010, 0x0030},
                                 {0x0020, 0x0010},
                                 {0x0008, 0x0023}})
        EXPECT_EQ(textAt(output, tag), "") << dicom::text(tag);
    for (const dicom::Tag tag : {dicom::Tag{0x0008, 0x0080},
                                 {0x0008, 0x1010},
                                 {0x0010, 0x1010},
                                 {0x0018, 0x1000},
                                 {0x0008, 0x0021}})
        EXPECT_FALSE(output.has(tag)) << dicom::text(tag);
    EXPECT_TRUE(textAt(output, {0x0010, 0x0020}).starts_with("P-"));
    EXPECT_EQ(textAt(output, {0x0010, 0x0020}), textAt(output, {0x0010, 0x0010}));
}

TEST(Deidentify, ShiftsAllDatesOfAPatientAlikeAndKeepsTheTimes) {
    auto later = aMammogram();
    later.put(0x00080020, "DA", "20250315")
        .put(0x00080023, "DA", "20240316")
        .put(0x00080033, "TM", "000400");
    const auto first = parsed(deidentifiedBytes(dicomFile(aMammogram()), "curation"));
    const auto second = parsed(deidentifiedBytes(dicomFile(later), "curation"));
    const auto day = [](const std::string& date) {
        using namespace std::chrono;
        const int value = std::stoi(date);
        return sys_days{std::chrono::year{value / 10000} / (value / 100 % 100) / (value % 100)};
    };
    EXPECT_EQ(
        (day(textAt(second, {0x0008, 0x0020})) - day(textAt(first, {0x0008, 0x0020}))).count(),
        365);
    EXPECT_EQ(
        (day(textAt(second, {0x0008, 0x0023})) - day(textAt(first, {0x0008, 0x0023}))).count(), 1);
    EXPECT_EQ(textAt(first, {0x0008, 0x0033}), "101530.123");
    EXPECT_EQ(textAt(second, {0x0008, 0x0033}), "000400");
    const std::string dateTime = textAt(first, {0x0008, 0x002A});
    EXPECT_EQ(dateTime.substr(0, 8), textAt(first, {0x0008, 0x0020}));
    EXPECT_EQ(dateTime.substr(8), "101530.5+0900");
    EXPECT_NE(textAt(first, {0x0008, 0x0020}), "20240315");
}

TEST(Deidentify, SurvivesDatesThatAreNone) {
    auto odd = aMammogram();
    odd.put(0x00080020, "DA", "00000000")
        .put(0x00080022, "DA", "20240230")
        .put(0x0008002A, "DT", "now");
    const auto output = parsed(deidentifiedBytes(dicomFile(odd), "curation"));
    EXPECT_EQ(textAt(output, {0x0008, 0x0020}), "");
    EXPECT_FALSE(output.has({0x0008, 0x0022}));
}

TEST(Deidentify, CapsAgesAndDerivesAMissingOne) {
    auto old = aMammogram();
    old.put(0x00101010, "AS", "093Y");
    EXPECT_EQ(textAt(parsed(deidentifiedBytes(dicomFile(old), "curation")), {0x0010, 0x1010}),
              "090Y");
    auto without = aMammogram();
    without.put(0x00101010, "AS", "");
    EXPECT_EQ(textAt(parsed(deidentifiedBytes(dicomFile(without), "curation")), {0x0010, 0x1010}),
              "063Y");
}

/// Case 11 of deidentification.md.
TEST(Deidentify, KeepsACappedAgeOnlyBesideAnEmptyDateOfBirth) {
    auto old = aMammogram();
    old.put(0x00101010, "AS", "093Y").put(0x00100030, "DA", "19310203");
    const std::string bytes = deidentifiedBytes(dicomFile(old), "curation");
    EXPECT_FALSE(contains(bytes, "1931"));
    EXPECT_EQ(textAt(parsed(bytes), {0x0010, 0x1010}), "090Y");
    EXPECT_EQ(textAt(parsed(bytes), {0x0010, 0x0030}), "");
}

TEST(Deidentify, GivesTheSameBytesForTheSameKeyAndOtherPseudonymsForAnother) {
    const std::string file = dicomFile(aMammogram());
    EXPECT_EQ(deidentifiedBytes(file, "curation", "a"), deidentifiedBytes(file, "curation", "a"));
    const auto a = parsed(deidentifiedBytes(file, "curation", "a"));
    const auto b = parsed(deidentifiedBytes(file, "curation", "b"));
    for (const dicom::Tag tag : {dicom::Tag{0x0010, 0x0020},
                                 {0x0008, 0x0018},
                                 {0x0020, 0x000D},
                                 {0x0020, 0x000E},
                                 {0x0008, 0x0020}})
        EXPECT_NE(textAt(a, tag), textAt(b, tag)) << dicom::text(tag);
}

TEST(Deidentify, IsIdempotentWithTheSameKeyOnly) {
    for (const char* profile : {"basic", "curation"}) {
        const std::string once = deidentifiedBytes(dicomFile(aMammogram()), profile);
        EXPECT_EQ(deidentifiedBytes(once, profile), once) << profile;
        EXPECT_NE(textAt(parsed(deidentifiedBytes(once, profile, "other")), {0x0010, 0x0020}),
                  textAt(parsed(once), {0x0010, 0x0020}));
    }
}

TEST(Deidentify, DoesNotBelieveAFileThatOnlyClaimsToBeDeidentified) {
    auto liar = aMammogram();
    liar.put(0x00120062, "CS", "YES")
        .put(0x00120063, "LO",
             "Concord, profile curation, PS3.15 2026c\\key K-00000000 seal 00000000000000000000")
        .put(0x00280303, "CS", "REMOVED");
    const std::string output = deidentifiedBytes(dicomFile(liar), "curation");
    EXPECT_FALSE(contains(output, "Sentin"));
    EXPECT_FALSE(contains(output, "20240315"));
    EXPECT_EQ(textAt(parsed(output), {0x0028, 0x0303}), "MODIFIED");
}

TEST(Deidentify, MapsAReferenceToTheUidOfTheFileItNames) {
    auto second = aMammogram();
    second.put(0x00080018, "UI", "1.2.826.0.1.3680043.9.1.77")
        .sequence(0x00082112,
                  {DataSet()
                       .put(0x00081150, "UI", "1.2.840.10008.5.1.4.1.1.1.2.1")
                       .put(0x00081155, "UI", "1.2.826.0.1.3680043.9.1.1")
                       .sequence(0x0040A170, {DataSet().put(0x00100010, "PN", "Hidden^Sentina")})});
    const auto target = parsed(deidentifiedBytes(dicomFile(aMammogram()), "curation"));
    const std::string bytes = deidentifiedBytes(dicomFile(second), "curation");
    EXPECT_FALSE(contains(bytes, "Hidden"));
    std::string reference, sopClass;
    parsed(bytes).visit([&](const dicom::ElementView& element) {
        if (element.tag == dicom::Tag{0x0008, 0x1155})
            reference = element.value;
        if (element.tag == dicom::Tag{0x0008, 0x1150})
            sopClass = element.value;
    });
    EXPECT_EQ(reference, textAt(target, {0x0008, 0x0018}));
    EXPECT_EQ(sopClass, "1.2.840.10008.5.1.4.1.1.1.2.1");
}

TEST(Deidentify, LeavesNothingThatAnOfflineAttackCouldMatch) {
    const std::string output = deidentifiedBytes(dicomFile(aMammogram()), "curation");
    const cw::testing::ScratchFolder scratch;
    const auto file = scratch.path() / "out.dcm";
    std::FILE* out = std::fopen(file.c_str(), "wb");
    std::fwrite(output.data(), 1, output.size(), out);
    std::fclose(out);
    // Unkeyed digests of what an attacker knows, in every form they are used as pseudonyms.
    const std::string script =
        "import sys,hashlib,uuid\n"
        "data=open(sys.argv[1],'rb').read().lower()\n"
        "bad=0\n"
        "for v in "
        "['SENTID0042','Sentinelson^Maria','ACC7788991','19610203','1.2.826.0.1.3680043.9.1.1','1."
        "2.826.0.1.3680043.9.1.2']:\n"
        "  forms=[h(v.encode()).hexdigest() for h in "
        "(hashlib.md5,hashlib.sha1,hashlib.sha256,hashlib.blake2b)]\n"
        "  forms+=[f.upper() for f in forms]+[str(int(f,16)) for f in forms]\n"
        "  forms+=[str(u(n,v)) for u in (uuid.uuid3,uuid.uuid5) for n in "
        "(uuid.NAMESPACE_OID,uuid.NAMESPACE_DNS)]\n"
        "  forms+=[str(u(n,v).int) for u in (uuid.uuid3,uuid.uuid5) for n in "
        "(uuid.NAMESPACE_OID,uuid.NAMESPACE_DNS)]\n"
        "  bad+=sum(f[:k].lower().encode() in data for f in forms for k in (12,16,32,64))\n"
        "sys.exit(1 if bad else 0)\n";
    const auto attack = [&](const std::filesystem::path& target) {
        FILE* python = ::popen(("python3 - '" + target.string() + "'").c_str(), "w");
        if (python == nullptr)
            return -1;
        std::fwrite(script.data(), 1, script.size(), python);
        return ::pclose(python);
    };
    EXPECT_EQ(attack(file), 0);
    // The attack does work on a pseudonym that is a plain hash.
    const auto naive = scratch.path() / "naive";
    ASSERT_EQ(std::system(("printf SENTID0042 | md5sum >'" + naive.string() + "'").c_str()), 0);
    EXPECT_NE(attack(naive), 0);
}

TEST(Deidentify, DropsKoreanNamesInEveryEncodingAndStaysReadable) {
    auto korean = aMammogram();
    const std::string name = "Hong^Gildong=\x1B$)C\xFB\xF3^\x1B$)C\xD1\xCE\xD4\xD7=\x1B$)C\xC8\xAB^"
                             "\x1B$)C\xB1\xE6\xB5\xBF";
    korean.put(0x00080005, "CS", "\\ISO 2022 IR 149")
        .put(0x00100010, "PN", name)
        .put(0x00081030, "LO", "\x1B$)C\xC0\xAF\xB9\xE6 \xC8\xAB\xB1\xE6\xB5\xBF") // 유방 홍길동
        .put(0x00081090, "LO", "\x1B$)C\xB8\xF0\xB5\xA8 Gildong");                 // 모델 Gildong
    const std::string output = deidentifiedBytes(dicomFile(korean), "curation");
    for (const char* form :
         {"\xC8\xAB", "\xB1\xE6\xB5\xBF", "홍", "길동", "洪", "Hong", "Gildong", "\x1B"})
        EXPECT_FALSE(contains(output, form)) << form;
    const auto instance = parsed(output);
    EXPECT_EQ(textAt(instance, {0x0008, 0x0005}), "ISO_IR 192");
    EXPECT_EQ(instance.utf8({0x0008, 0x1030}), "유방");
    EXPECT_EQ(instance.utf8({0x0008, 0x1090}), "모델");
}

/// Case 3 of deidentification.md: no group of the name in any encoding that Korean files have.
TEST(Deidentify, LeavesNoGroupOfAKoreanNameInAnyEncoding) {
    auto korean = aMammogram();
    const std::string family = "\x1B$)C\xFB\xF3^\x1B$)C\xD1\xCE\xD4\xD7",
                      hangul = "\x1B$)C\xC8\xAB^\x1B$)C\xB1\xE6\xB5\xBF";
    korean.put(0x00080005, "CS", "\\ISO 2022 IR 149")
        .put(0x00100010, "PN", "Hong^Gildong=" + family + "=" + hangul)
        .put(0x00281351, "ST", "nipple " + hangul + " Hong Gildong")
        .sequence(0x00540220,
                  {DataSet()
                       .put(0x00080104, "LO", hangul)
                       .put(0x00100010, "PN", "Hong^Gildong=" + family + "=" + hangul)});
    for (const char* profile : {"basic", "curation", "programme"}) {
        const std::string output = deidentifiedBytes(dicomFile(korean), profile);
        for (const char* text : {"홍", "길동", "洪", "吉洞", "Hong", "Gildong"})
            for (const char* encoding : {"UTF-8", "EUC-KR", "UTF-16LE", "UTF-16BE"})
                EXPECT_FALSE(contains(output, fromUtf8(text, encoding).value()))
                    << profile << ' ' << text << ' ' << encoding;
        EXPECT_EQ(textAt(parsed(output), {0x0008, 0x0005}), "ISO_IR 192") << profile;
        parsed(output).visit([&](const dicom::ElementView& element) {
            if (element.vr == "PN" || element.vr == "LO" || element.vr == "ST") {
                EXPECT_TRUE(isUtf8(element.value)) << profile << ' ' << dicom::text(element.tag);
            }
        });
    }
}

/// Case 12 of deidentification.md: one frame in several fragments, with its table and without.
TEST(Deidentify, CutsMetadataOfAFrameInSeveralFragmentsInEveryCoding) {
    using cw::testing::codedFrames;
    using cw::testing::segment;
    const auto grey = cw::testing::gradient(64, 48, false);
    const auto jpeg = cw::testing::baselineJpeg(64, 48),
               jpegLs = codedFrames(grey, dicom::TransferSyntax::JpegLsLossless).at(0),
               jpeg2000 = codedFrames(grey, dicom::TransferSyntax::Jpeg2000Lossless).at(0);
    const std::string comment = segment(0xFFFE, "CANARY-COMMENT"),
                      exif = segment(0xFFE1, std::string("Exif\0\0CANARY-EXIF", 17));
    const auto tile = jpeg2000.find("\xFF\x90");
    ASSERT_NE(tile, std::string::npos);
    const std::array<std::array<std::string, 3>, 3> kinds{
        {{"1.2.840.10008.1.2.4.50", "YBR_FULL_422",
          jpeg.substr(0, 2) + exif + comment + jpeg.substr(2) + "CANARY-TRAILER"},
         {"1.2.840.10008.1.2.4.80", "MONOCHROME2",
          jpegLs.substr(0, 2) + comment + jpegLs.substr(2)},
         {"1.2.840.10008.1.2.4.90", "MONOCHROME2",
          jpeg2000.substr(0, tile) + segment(0xFF64, std::string("\0\1CANARY", 8)) +
              jpeg2000.substr(tile)}}};
    for (const auto& [syntax, photometric, frame] : kinds)
        for (const auto& table : {std::vector<std::uint32_t>{0}, std::vector<std::uint32_t>()}) {
            const std::string file = cw::testing::encapsulatedFile(
                cw::testing::aPhotograph(64, 48, photometric), syntax,
                {frame.substr(0, 24), frame.substr(24, 60), frame.substr(84)}, table);
            const std::string output = deidentifiedBytes(file, "curation");
            EXPECT_FALSE(contains(output, "CANARY")) << syntax;
            const auto before = dicom::decodeFrame(parsed(file), 0),
                       after = dicom::decodeFrame(parsed(output), 0);
            ASSERT_TRUE(before && after) << syntax;
            EXPECT_EQ(*before, *after) << syntax;
        }
}

TEST(Deidentify, CutsMetadataInsideCompressedFramesAndKeepsTheCodedPicture) {
    auto image =
        core::Image::create(16, 16, 3, core::SampleType::U8, core::PixelMeaning::Rgb).value();
    for (std::size_t i = 0; i < image.bytes().size(); ++i)
        image.bytes()[i] = static_cast<std::byte>(i * 7);
    const std::string clean = cw::testing::textOf(imaging::encodeJpeg(image, 90).value());
    const auto segment = [](char marker, const std::string& payload) {
        const auto length = payload.size() + 2;
        return std::string("\xFF") + marker + static_cast<char>(length >> 8) +
               static_cast<char>(length & 0xFF) + payload;
    };
    const std::string dirty =
        clean.substr(0, 2) + segment('\xE1', std::string("Exif\0\0CANARY-EXIF", 17)) +
        segment('\xFE', "CANARY-COMMENT") + clean.substr(2) + "CANARY-TRAILER ";
    const auto item = [](const std::string& payload) {
        std::string out("\xFE\xFF\x00\xE0", 4);
        for (int i = 0; i < 4; ++i)
            out += static_cast<char>(payload.size() >> (8 * i) & 0xFF);
        return out + payload;
    };
    ASSERT_EQ(dirty.size() % 2, clean.size() % 2);
    const std::string frame = dirty.size() % 2 == 0 ? dirty : dirty + '\0';
    auto set = aMammogram();
    set.put(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.77.1.5.1")
        .put(0x00280002, "US", cw::testing::shortValue(3))
        .put(0x00280004, "CS", "YBR_FULL_422")
        .put(0x00280006, "US", cw::testing::shortValue(0))
        .put(0x00280010, "US", cw::testing::shortValue(16))
        .put(0x00280011, "US", cw::testing::shortValue(16))
        .put(0x00280100, "US", cw::testing::shortValue(8))
        .put(0x00280101, "US", cw::testing::shortValue(8))
        .put(0x00280102, "US", cw::testing::shortValue(7));
    DataSet header = set;
    cw::testing::FileParts parts;
    parts.transferSyntax = "1.2.840.10008.1.2.4.50";
    header.put(0x7FE00010, "OB", "");
    std::string file = dicomFile(header, parts);
    file.resize(file.size() - 12);
    file += std::string("\xE0\x7F\x10\x00OB\x00\x00\xFF\xFF\xFF\xFF", 12) +
            item(std::string(4, '\0')) + item(frame) +
            std::string("\xFE\xFF\xDD\xE0\x00\x00\x00\x00", 8);
    const auto before = dicom::decodeFrame(parsed(file), 0);
    const std::string output = deidentifiedBytes(file, "curation");
    EXPECT_FALSE(contains(output, "CANARY"));
    const auto after = dicom::decodeFrame(parsed(output), 0);
    ASSERT_TRUE(before && after);
    EXPECT_EQ(*before, *after);
    EXPECT_TRUE(findEncapsulated(cw::testing::bytesOf(output)));
}

TEST(Deidentify, RefusesWhatIsNoImageInWords) {
    const auto reasonOf = [](const std::string& file) {
        const auto result =
            deidentify(cw::testing::bytesOf(file), cw::testing::contextOf("basic"), "x");
        return result ? std::string("accepted") : std::string(name(result.error().code));
    };
    EXPECT_EQ(reasonOf(""), "Malformed");
    EXPECT_EQ(reasonOf("name,id\nHong,1\n"), "Unsupported");
    auto headerOnly = cw::testing::DataSet();
    headerOnly.put(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.88.11")
        .put(0x00080018, "UI", "1.2.3");
    EXPECT_EQ(reasonOf(dicomFile(headerOnly)), "Unsupported");
    const std::string whole = dicomFile(aMammogram());
    EXPECT_NE(reasonOf(whole.substr(0, whole.size() - 200)), "accepted");
    EXPECT_EQ(reasonOf(whole), "accepted");
}

TEST(Deidentify, TellsWhatItDidWithoutSayingAnyValue) {
    const auto result = deidentify(cw::testing::bytesOf(dicomFile(aMammogram())),
                                   cw::testing::contextOf("curation"), "x");
    ASSERT_TRUE(result);
    EXPECT_EQ(result->record.outputSha256, core::sha256Hex(result->image.value().bytes));
    EXPECT_GT(result->record.actions.at("remove"), 3);
    EXPECT_GT(result->record.actions.at("uid"), 2);
    EXPECT_GT(result->record.actions.at("date"), 2);
    EXPECT_EQ(result->image.value().attributes.modality, "MG");
    EXPECT_EQ(result->image.value().attributes.laterality, core::Laterality::Right);
    EXPECT_EQ(result->image.value().study.text(),
              textAt(parsed(cw::testing::textOf(result->image.value().bytes)), {0x0020, 0x000D}));
}

} // namespace
} // namespace cw::anonymizer
