// SPDX-License-Identifier: Apache-2.0
// What is planted in an output is found wherever it is, and nothing else is.
#include "anonymizer/LeakGate.h"
#include "anonymizer/Support.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/Iconv.h"
#include "anonymizer/detail/Identifiers.h"
#include "core/Files.h"
#include "core/Sha256.h"
#include "imaging/Picture.h"
#include <algorithm>
#include <zlib.h>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;
using cw::testing::DataSet;
using cw::testing::dicomFile;
using cw::testing::FileParts;

const char kRrn[] = "610203-2345678";

std::vector<Identifier> identifiers() {
    return {{IdentifierForm::Name, "PatientName", "Hong^Gildong=洪^吉洞=홍^길동"},
            {IdentifierForm::Name, "ReferringPhysicianName", "Müller^Jürgen"},
            {IdentifierForm::Name, "OperatorsName", "Yamada^Tarou=山田^太郎=やまだ^たろう"},
            {IdentifierForm::Name, "PhysiciansOfRecord", "Wang^Xiaodong=王^小东"},
            {IdentifierForm::Name, "NameOfPhysiciansReadingStudy", "Иванов^Пётр"},
            {IdentifierForm::Number, "PatientID", "KR2187X"},
            {IdentifierForm::Date, "PatientBirthDate", "19610203"},
            {IdentifierForm::Date, "StudyDate", "20240315"},
            {IdentifierForm::Date, "ContentDate", "20240316"},
            {IdentifierForm::Uid, "StudyInstanceUID", "1.2.826.0.1.3680043.9.1.2"},
            {IdentifierForm::Place, "InstitutionName", "Sentinel General Hospital"},
            {IdentifierForm::Number, "PatientComments", kRrn},
            {IdentifierForm::Number, "PatientComments", "010-1234-5678"}};
}

/// An output without anything of the source.
DataSet clean() {
    DataSet set;
    set.put(0x00080005, "CS", "ISO_IR 192")
        .put(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.1.2")
        .put(0x00080018, "UI", "2.25.329800735698586629295641978511506172918")
        .put(0x00080020, "DA", "20230101")
        .put(0x00080070, "LO", "MAKER")
        .put(0x00081030, "LO", "MAMMO BILATERAL")
        .put(0x00100010, "PN", "P-93F0AA12")
        .put(0x00100020, "LO", "P-93F0AA12")
        .put(0x00280303, "CS", "MODIFIED");
    return set;
}

std::string little(std::size_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>(value >> (8 * i) & 0xFF);
    return text;
}

std::string big(std::size_t value, int bytes) {
    std::string text = little(value, bytes);
    std::reverse(text.begin(), text.end());
    return text;
}

/// Encapsulated pixel data of one fragment.
std::string encapsulated(std::string fragment) {
    if (fragment.size() % 2 != 0)
        fragment += '\0';
    const std::string item("\xFE\xFF\x00\xE0", 4), end("\xFE\xFF\xDD\xE0\0\0\0\0", 8);
    return std::string("\xE0\x7F\x10\x00OB\0\0\xFF\xFF\xFF\xFF", 12) + item + little(0, 4) + item +
           little(fragment.size(), 4) + fragment + end;
}

std::string fileOfFragment(const std::string& fragment, const std::string& transferSyntax) {
    FileParts parts;
    parts.transferSyntax = transferSyntax;
    parts.trailer = encapsulated(fragment);
    return dicomFile(clean(), parts);
}

std::string jpeg() {
    auto image =
        core::Image::create(64, 64, 3, core::SampleType::U8, core::PixelMeaning::Rgb).value();
    return cw::testing::textOf(imaging::encodeJpeg(image, 90).value());
}

std::string segment(char marker, const std::string& payload) {
    return std::string("\xFF") + marker + big(payload.size() + 2, 2) + payload;
}

std::string jpegWith(char marker, const std::string& payload) {
    const std::string plain = jpeg();
    return plain.substr(0, 2) + segment(marker, payload) + plain.substr(2);
}

/// The markers of a codestream; its coded data are no picture.
std::string jpeg2000With(const std::string& inMain, const std::string& inTile) {
    const std::string tile = segment('\x64', std::string("\0\1", 2) + inTile) +
                             std::string("\xFF\x93", 2) + std::string(300, '\x5A');
    return std::string("\xFF\x4F", 2) + segment('\x51', std::string(47, '\1')) +
           segment('\x64', std::string("\0\1", 2) + inMain) +
           segment('\x90',
                   std::string("\0\0", 2) + big(tile.size() + 12, 4) + std::string("\0\1", 2)) +
           tile + std::string("\xFF\xD9", 2);
}

std::string zlibbed(const std::string& plain, int windowBits = MAX_WBITS) {
    z_stream z{};
    EXPECT_EQ(::deflateInit2(&z, 9, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY), Z_OK);
    std::string in = plain, out(plain.size() + 200, '\0');
    z.next_in = reinterpret_cast<Bytef*>(in.data());
    z.avail_in = static_cast<uInt>(in.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(::deflate(&z, Z_FINISH), Z_STREAM_END);
    out.resize(out.size() - z.avail_out);
    ::deflateEnd(&z);
    return out;
}

std::string pngWith(const std::string& name, const std::string& payload) {
    auto image =
        core::Image::create(64, 64, 1, core::SampleType::U8, core::PixelMeaning::Monochrome2)
            .value();
    const std::string plain = cw::testing::textOf(imaging::encodePng(image).value());
    constexpr std::size_t behindHeader = 33;
    return plain.substr(0, behindHeader) + big(payload.size(), 4) + name + payload + "CRCC" +
           plain.substr(behindHeader);
}

std::string base64(const std::string& plain) {
    constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned bits = 0, held = 0;
    for (const char c : plain + std::string(2, '\0')) {
        bits = bits << 8 | static_cast<unsigned char>(c);
        for (held += 8; held >= 6; held -= 6)
            out += digits[bits >> (held - 6) & 63U];
    }
    return out;
}

std::string hex(const std::string& plain) {
    std::string out;
    for (const char c : plain)
        out += std::string{"0123456789abcdef"[static_cast<unsigned char>(c) >> 4U],
                           "0123456789abcdef"[static_cast<unsigned char>(c) & 15U]};
    return out;
}

std::string in(const std::string& utf8, const char* encoding) {
    const auto bytes = converted(utf8, "UTF-8", encoding);
    EXPECT_TRUE(bytes) << encoding;
    return bytes.value_or("");
}

/// A clean file that says the text in an attribute that is no row of the table.
std::string saying(const std::string& text, const std::string& characterSet = "ISO_IR 192") {
    auto set = clean();
    set.put(0x00080005, "CS", characterSet).put(0x00281351, "ST", "x " + text + " y");
    return dicomFile(set);
}

class LeakGateTest : public ::testing::Test {
protected:
    GateResult check(const std::string& bytes, const fs::path& name = "P-1/S-1/2.25.7.dcm",
                     const LeakGate& gate = LeakGate(identifiers(), "in/a.dcm")) const {
        const fs::path file = m_scratch.path() / "part.tmp";
        EXPECT_TRUE(core::writeWhole(file, std::string_view(bytes)));
        auto result = gate.check(file, name);
        EXPECT_TRUE(result) << (result ? "" : result.error().sentence());
        return result ? std::move(*result) : GateResult();
    }
    std::string kindsOf(const GateResult& result) const {
        std::string kinds;
        for (const Leak& leak : result.leaks)
            kinds += leak.kind + " (" + leak.where + ") ";
        return kinds;
    }
    void expectLeak(const std::string& what, const std::string& bytes,
                    const std::string& kind = "PatientName") const {
        const auto result = check(bytes);
        EXPECT_TRUE(
            std::ranges::any_of(result.leaks, [&](const Leak& leak) { return leak.kind == kind; }))
            << what << ": " << kindsOf(result);
    }
    void expectClean(const std::string& what, const std::string& bytes) const {
        const auto result = check(bytes);
        EXPECT_TRUE(result.passed()) << what << ": " << kindsOf(result);
    }
    cw::testing::ScratchFolder m_scratch;
};

TEST_F(LeakGateTest, PassesAnOutputThatSaysNothingOfItsSource) {
    expectClean("file", dicomFile(clean()));
    expectClean("jpeg", jpeg());
    expectClean("jpeg frame", fileOfFragment(jpeg(), "1.2.840.10008.1.2.4.50"));
    expectClean("jpeg 2000", fileOfFragment(jpeg2000With("Kakadu", "x"), "1.2.840.10008.1.2.4.90"));
    expectClean("png", pngWith("tEXt", "Software"));
    expectClean("empty", "");
}

TEST_F(LeakGateTest, HashesTheFileInTheSamePass) {
    const std::string bytes = dicomFile(clean()) + std::string(700'000, 'z');
    const auto result = check(bytes);
    EXPECT_EQ(result.sha256, core::sha256Hex(std::string_view(bytes)));
    EXPECT_EQ(result.bytes, bytes.size());
}

TEST_F(LeakGateTest, FindsWhatStandsOutsideTheDataSet) {
    FileParts preamble;
    preamble.preamble = "made for Gildong";
    expectLeak("preamble", dicomFile(clean(), preamble));
    FileParts meta;
    meta.meta.put(0x00020016, "AE", "KR2187X");
    expectLeak("meta", dicomFile(clean(), meta), "PatientID");
    FileParts trailer;
    trailer.trailer = "trailing Gildong";
    expectLeak("trailing bytes", dicomFile(clean(), trailer));
    auto padding = clean();
    padding.put(0xFFFCFFFC, "OB", "Hong Gildong");
    expectLeak("padding", dicomFile(padding));
    expectLeak("no preamble", dicomFile(padding).substr(132));
}

TEST_F(LeakGateTest, FindsNamesInEverySpelling) {
    for (const char* text :
         {"Hong^Gildong", "GILDONG HONG", "hong_gildong", "Gildong, Hong", "HongGildong",
          "seen by Dr. Gildong", "홍길동", "홍^길동", "홍 길동", "길동", "洪吉洞"})
        expectLeak(text, saying(text));
    expectLeak("Latin", saying("Jürgen"), "ReferringPhysicianName");
}

TEST_F(LeakGateTest, FindsAKoreanNameInLatinLettersThatTheSourceDoesNotHave) {
    const LeakGate gate({{IdentifierForm::Name, "PatientName", "==김^영희"}}, "a.dcm");
    for (const char* text : {"Kim Younghee", "YOUNGHEE KIM", "kim younghee"})
        EXPECT_FALSE(check(saying(text), "a.dcm", gate).passed()) << text;
    EXPECT_TRUE(check(saying("Lee Younghee"), "a.dcm", gate).passed());
}

TEST_F(LeakGateTest, FindsNamesInEveryCharacterSetInUse) {
    struct Case {
        const char *utf8, *encoding, *kind;
    };
    for (const Case& each :
         std::vector<Case>{{"홍길동", "UTF-8", "PatientName"},
                           {"홍길동", "UTF-16LE", "PatientName"},
                           {"길동", "UTF-16BE", "PatientName"},
                           {"Gildong", "UTF-16LE", "PatientName"},
                           {"Gildong", "UTF-16BE", "PatientName"},
                           {"홍길동", "EUC-KR", "PatientName"},
                           {"길동", "EUC-KR", "PatientName"},
                           {"홍길동", "ISO-2022-KR", "PatientName"},
                           {"山田", "SHIFT_JIS", "OperatorsName"},
                           {"太郎", "EUC-JP", "OperatorsName"},
                           {"山田", "ISO-2022-JP", "OperatorsName"},
                           {"やまだ", "SHIFT_JIS", "OperatorsName"},
                           {"小东", "GB18030", "PhysiciansOfRecord"},
                           {"Müller", "ISO-8859-1", "ReferringPhysicianName"},
                           {"Müller", "ISO-8859-9", "ReferringPhysicianName"},
                           {"Иванов", "ISO-8859-5", "NameOfPhysiciansReadingStudy"}}) {
        expectLeak(each.encoding, dicomFile(clean()) + " " + in(each.utf8, each.encoding) + " ",
                   each.kind);
        expectLeak(each.encoding, "a note: " + in(each.utf8, each.encoding) + ".", each.kind);
    }
}

TEST_F(LeakGateTest, ReadsCodeExtensionsBetweenTheLetters) {
    auto korean = clean();
    korean.put(0x00080005, "CS", "\\ISO 2022 IR 149")
        .put(0x00281351, "ST", "\x1B$)C\xC8\xAB^\x1B$)C\xB1\xE6\xB5\xBF");
    expectLeak("ISO 2022 IR 149", dicomFile(korean));
    auto japanese = clean();
    japanese.put(0x00080005, "CS", "\\ISO 2022 IR 87")
        .put(0x00281351, "ST", "\x1B$B;3\x1B(B\x1B$BED\x1B(B");
    expectLeak("ISO 2022 IR 87", dicomFile(japanese), "OperatorsName");
}

TEST_F(LeakGateTest, FindsNumbersUidsAndPlaces) {
    expectLeak("ID", saying("kr2187x"), "PatientID");
    expectLeak("RRN", saying(kRrn), "PatientComments");
    expectLeak("telephone", saying("010-1234-5678"), "PatientComments");
    expectLeak("UID", saying("1.2.826.0.1.3680043.9.1.2"), "StudyInstanceUID");
    expectLeak("end of a sentence", saying("the study 1.2.826.0.1.3680043.9.1.2. A"),
               "StudyInstanceUID");
    expectLeak("place", saying("SENTINEL GENERAL HOSPITAL"), "InstitutionName");
    expectClean("longer numbers", saying("KR2187X9 1610203-23456789 1.2.826.0.1.3680043.9.1.21"));
}

TEST_F(LeakGateTest, FindsDatesInEverySpelling) {
    for (const char* text :
         {"19610203", "1961-02-03", "1961.02.03", "1961/02/03", "03-02-1961", "03.02.1961",
          "02/03/1961", "1961년 02월 03일", "1961:02:03", "19610203101530", "3 February 1961",
          "03-FEB-1961", "Feb 3, 1961", "1961-2-3", "3.2.1961", "2/3/1961"})
        expectLeak(text, saying(text), "PatientBirthDate");
}

TEST_F(LeakGateTest, TellsAShiftedDayFromALeakedOne) {
    const auto withDays = [](const std::string& study, const std::string& content) {
        auto set = clean();
        set.put(0x00080020, "DA", study).put(0x00080023, "DA", content);
        return dicomFile(set);
    };
    // Moved back by a day, the content date is the day on which the study was.
    expectClean("shifted", withDays("20240314", "20240315"));
    expectLeak("not shifted", withDays("20230101", "20240316"), "ContentDate");
    expectLeak("study date", withDays("20240315", "20230102"), "StudyDate");
    expectLeak("another's", withDays("20240314", "20240316"), "ContentDate");
    auto removed = clean();
    removed.put(0x00280303, "CS", "REMOVED").put(0x00080023, "DA", "20240315");
    expectLeak("no shift", dicomFile(removed), "StudyDate");
}

TEST_F(LeakGateTest, TakesNoCountForANumberAndNoDefinedTermForAName) {
    const LeakGate gate({{IdentifierForm::Number, "AccessionNumber", "4321"},
                         {IdentifierForm::Number, "PatientID", "432188"},
                         {IdentifierForm::Name, "PersonName", "Enter^Text"}},
                        "a.dcm");
    auto set = clean();
    set.put(0x00200013, "IS", "4321").put(0x0040A040, "CS", "TEXT");
    EXPECT_TRUE(check(dicomFile(set), "a.dcm", gate).passed());
    EXPECT_FALSE(check(saying("4321"), "a.dcm", gate).passed());
    EXPECT_FALSE(check(saying("a text"), "a.dcm", gate).passed());
    set.put(0x00200013, "IS", "432188");
    EXPECT_FALSE(check(dicomFile(set), "a.dcm", gate).passed());
}

TEST_F(LeakGateTest, InflatesADeflatedDataSet) {
    auto set = clean();
    set.put(0x00281351, "ST", "Gildong").put(0x7FE00010, "OW", std::string(200'000, '\7'));
    const auto instance = cw::testing::parsed(dicomFile(set));
    const auto deflated = dicom::encodeInstance(instance, dicom::TransferSyntax::Deflated);
    ASSERT_TRUE(deflated);
    const std::string bytes = cw::testing::textOf(*deflated);
    ASSERT_FALSE(cw::testing::contains(bytes, "Gildong"));
    expectLeak("deflated", bytes);
    const auto plain = cw::testing::parsed(dicomFile(clean()));
    expectClean("clean deflated", cw::testing::textOf(*dicom::encodeInstance(
                                      plain, dicom::TransferSyntax::Deflated)));
    FileParts broken;
    broken.transferSyntax = "1.2.840.10008.1.2.1.99";
    expectLeak("does not inflate", dicomFile(clean(), broken), "not searched");
}

TEST_F(LeakGateTest, UnpacksStreamsThatStandInAFile) {
    const std::string words = "Comment: photographed for Hong Gildong at the clinic";
    expectLeak("zTXt", pngWith("zTXt", std::string("Comment\0\0", 9) + zlibbed(words)));
    expectLeak("small window", pngWith("zTXt", std::string("Comment\0\0", 9) + zlibbed(words, 9)));
    expectLeak("iTXt", pngWith("iTXt", std::string("Comment\0\1\0\0\0", 12) + zlibbed(words)));
    expectLeak("iCCP", pngWith("iCCP", std::string("icc\0\0", 5) + zlibbed(words)));
    expectLeak("gzip behind", dicomFile(clean()) + zlibbed(words, MAX_WBITS + 16));
    expectLeak("gzip alone", zlibbed(words, MAX_WBITS + 16));
    auto set = clean();
    set.put(0x00091001, "OB", zlibbed(words));
    expectLeak("private", dicomFile(set));
    expectClean("other words", pngWith("zTXt", std::string("Comment\0\0", 9) + zlibbed("fine")));
}

TEST_F(LeakGateTest, DecodesBase64AndHexadecimal) {
    for (const char* before : {"", "a", "ab", "abc"}) {
        expectLeak("base64", saying(base64(before + std::string("Gildong, Hong"))));
        expectLeak("hex", saying(hex(before + std::string("Gildong, Hong"))));
    }
    const std::string lines = base64(std::string(50, '-') + "Hong Gildong" + std::string(50, '-'));
    expectLeak("lines", "Attachment:\r\n" + lines.substr(0, 76) + "\r\n" + lines.substr(76) + "==");
    expectClean("hashes", saying(core::sha256Hex("KR2187X")));
}

TEST_F(LeakGateTest, FindsMetadataOfCompressedFrames) {
    for (const char marker : {'\xFE', '\xE1', '\xE5', '\xED'}) {
        expectLeak("frame", fileOfFragment(jpegWith(marker, "by Kim for Gildong"),
                                           "1.2.840.10008.1.2.4.50"));
        expectLeak("loose", jpegWith(marker, "by Kim for Gildong"));
    }
    expectLeak("behind EOI", fileOfFragment(jpeg() + "Gildong", "1.2.840.10008.1.2.4.50"));
    expectLeak("jpeg 2000", fileOfFragment(jpeg2000With("Gildong", ""), "1.2.840.10008.1.2.4.90"));
    expectLeak("jpeg 2000 tile",
               fileOfFragment(jpeg2000With("", "길동"), "1.2.840.10008.1.2.4.90"));
}

TEST_F(LeakGateTest, LooksAtTheOutputsOwnPath) {
    const std::string bytes = dicomFile(clean());
    const LeakGate gate(identifiers(), "Hong Gildong 19610203/HOSP4711/RCC_Nobodyson.dcm");
    for (const char* name :
         {"Gildong/a.dcm", "P-1/KR2187X.dcm", "P-1/1961-02-03/a.dcm", "P-1/홍길동.dcm",
          "P-1/\u1112\u1169\u11BC\u1100\u1175\u11AF\u1103\u1169\u11BC.dcm", "hosp4711/a.dcm",
          "P-1/nobodyson.dcm"})
        EXPECT_FALSE(check(bytes, name, gate).passed()) << name;
    EXPECT_TRUE(check(bytes, "P-93F0AA12/2.25.4711/RCC.dcm", gate).passed());
}

TEST_F(LeakGateTest, AsksForLongerFindsInPixels) {
    const auto withPixels = [](const std::string& pixels) {
        auto set = clean();
        set.put(0x7FE00010, "OW", std::string(5000, '\1') + pixels + std::string(5001, '\1'));
        return dicomFile(set);
    };
    expectLeak("name", withPixels("Hong Gildong"));
    expectLeak("number", withPixels(kRrn), "PatientComments");
    expectClean("chance", withPixels("19610203 Hong Gildon"));
    expectLeak("compressed",
               fileOfFragment("\xFF\xD8\xFF\xDA" + big(4, 2) + "xx" + std::string(90, '\3') +
                                  " Gildong " + std::string(90, '\3') + "\xFF\xD9",
                              "1.2.840.10008.1.2.4.50"));
}

TEST_F(LeakGateTest, KeepsWhatAnOptionOfTheProfileKeeps) {
    auto set = clean();
    set.put(0x00181000, "LO", "SERIAL998877");
    auto values = identifiers();
    values.push_back({IdentifierForm::Phrase, "DeviceSerialNumber", "SERIAL998877"});
    EXPECT_FALSE(check(dicomFile(set), "a.dcm", LeakGate(values, "a.dcm")).passed());
    for (const auto& [name, passes] : {std::pair{"curation", false}, {"programme", true}}) {
        const GateOptions options{Profile::builtIn(name).value(), nullptr};
        EXPECT_EQ(check(dicomFile(set), "a.dcm", LeakGate(values, "a.dcm", options)).passed(),
                  passes)
            << name;
    }
}

TEST_F(LeakGateTest, KeepsASafePrivateTextUnlessItIsAlsoSomethingElse) {
    const auto profile =
        Profile::parse(R"({"name":"x","options":["retain-safe-private"]})").value();
    auto set = clean();
    set.put(0x00090010, "LO", "MAKER 1.0").put(0x00091001, "LO", "KR2187X");
    const auto passes = [&](const std::vector<Identifier>& values) {
        return check(dicomFile(set), "a.dcm", LeakGate(values, "a.dcm", {profile, nullptr}))
            .passed();
    };
    const Identifier kept{IdentifierForm::Phrase, "private attribute", "KR2187X"};
    const Identifier id{IdentifierForm::Phrase, "PatientID", "KR2187X"};
    EXPECT_TRUE(passes({kept}));
    EXPECT_FALSE(passes({kept, id}));
    EXPECT_FALSE(passes({id, kept}));
}

TEST_F(LeakGateTest, SearchesForWhatStandsBesideThePixelsOfItsSource) {
    const std::string noise(3'000'000, 'w');
    for (const std::string& source :
         {jpegWith('\xE1', "Owner: Nobodyson K."), pngWith("tEXt", "Owner: Nobodyson K."),
          pngWith("zTXt", std::string("Comment\0\0", 9) + zlibbed("Owner: Nobodyson K.")),
          jpeg() + "Owner: Nobodyson K.", jpegWith('\xE1', "Owner: Nobodyson K.") + noise,
          fileOfFragment(jpegWith('\xFE', "Owner: Nobodyson K."), "1.2.840.10008.1.2.4.50")}) {
        const fs::path file = m_scratch.path() / "source";
        ASSERT_TRUE(core::writeWhole(file, std::string_view(source)));
        const LeakGate gate({}, "a.jpg", {nullptr, nullptr, file});
        EXPECT_FALSE(check(source, "b.jpg", gate).passed());
        EXPECT_TRUE(check(jpeg(), "b.jpg", gate).passed());
    }
}

TEST_F(LeakGateTest, SearchesForTheWholeBatchWhenAsked) {
    const auto batch = std::make_shared<SearchedValues>(
        std::vector<Identifier>{{IdentifierForm::Name, "PatientName", "Somebody^Else"}});
    const std::string bytes = saying("Somebody");
    EXPECT_TRUE(check(bytes, "a.dcm", LeakGate(identifiers(), "a.dcm")).passed());
    EXPECT_FALSE(
        check(bytes, "a.dcm", LeakGate(identifiers(), "a.dcm", {nullptr, batch})).passed());
}

TEST_F(LeakGateTest, FindsTheSameWithACacheAndKeepsTheFilesApart) {
    const auto cache = std::make_shared<GateCache>();
    GateOptions options;
    options.cache = cache;
    auto others = identifiers();
    others[0].text = "Somebody^Else";
    for (int round = 0; round < 3; ++round) {
        EXPECT_FALSE(check(saying("Gildong"), "a", LeakGate(identifiers(), "a", options)).passed());
        EXPECT_TRUE(check(saying("Somebody"), "a", LeakGate(identifiers(), "a", options)).passed());
        EXPECT_TRUE(check(saying("Gildong"), "a", LeakGate(others, "a", options)).passed());
        EXPECT_FALSE(check(saying("1.2.826.0.1.3680043.9.1.2"), "a", LeakGate(others, "a", options))
                         .passed());
    }
    for (int i = 0; i < 40; ++i) { // more than it keeps
        others[0].text = "Nobody^N" + std::string(static_cast<std::size_t>(i + 3), 'x');
        EXPECT_FALSE(check(saying(others[0].text), "a", LeakGate(others, "a", options)).passed());
    }
}

TEST_F(LeakGateTest, SaysKindAndPlaceButNeverTheValue) {
    const auto result = check(saying("Hong Gildong 1961-02-03"));
    ASSERT_FALSE(result.passed());
    for (const Leak& leak : result.leaks) {
        EXPECT_TRUE(cw::testing::contains(leak.where, "(0028,1351)")) << leak.where;
        EXPECT_FALSE(cw::testing::contains(leak.kind + leak.where, "Gildong"));
    }
    std::string full;
    for (int i = 0; i < 5000; ++i)
        full += "Gildong,";
    const auto many = check(full);
    EXPECT_EQ(many.leaks.size(), 100U);
    EXPECT_GE(many.found, 5000U);
}

TEST_F(LeakGateTest, FindsAcrossTheEdgesOfItsWindows) {
    const LeakGate gate(identifiers(), "a.dcm");
    for (std::size_t before = 262'000; before < 262'500; before += 7)
        ASSERT_EQ(
            check(std::string(before, '.') + "Gildong" + std::string(300'000, '.'), "a.bin", gate)
                .found,
            1U)
            << before;
}

TEST_F(LeakGateTest, ReportsAFileThatIsNotThere) {
    const auto result = LeakGate(identifiers(), "a.dcm").check(m_scratch.path() / "none", "a.dcm");
    ASSERT_FALSE(result);
    EXPECT_FALSE(cw::testing::contains(result.error().sentence(), m_scratch.path().string()));
}

} // namespace
} // namespace cw::anonymizer
