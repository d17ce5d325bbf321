// SPDX-License-Identifier: Apache-2.0
#include "core/Sha256.h"
#include "storage/Projects.h"
#include "storage/detail/AttributesJson.h"
#include <fstream>
#include <rapidcheck/gtest.h>

namespace cw::storage {
namespace {

using namespace cw::testing;

CW_ON_BOTH_BACKENDS(Images);
CW_ON_BOTH_BACKENDS(Clinical);

// The type is the proof: what has not passed the anonymizer cannot be stored, and cannot be sealed
// by anybody else.
using Clean = core::Deidentified<core::EncodedImage>;
static_assert(std::is_invocable_v<decltype(&CaseStore::add), CaseStore&, const Clean&>);
static_assert(!std::is_invocable_v<decltype(&CaseStore::add), CaseStore&, core::EncodedImage>);
static_assert(!std::is_invocable_v<decltype(&CaseStore::add), CaseStore&, std::vector<std::byte>>);
static_assert(!std::is_constructible_v<Clean, core::EncodedImage>);
static_assert(!std::is_convertible_v<core::EncodedImage, Clean>);
static_assert(!std::is_default_constructible_v<Clean>);

TEST_P(Images, ComeBackByteForByteUnderTheHashOfTheirBytes) {
    TemporaryFolder folder;
    auto store = created(folder / "p");
    auto image = anImage("patient-1", std::string("\0bytes\xFF", 7));
    image.attributes.spacing = core::SpacingMm{0.07, 0.1, core::SpacingSource::ImagerPixelSpacing};
    const auto added = add(store, image);
    ASSERT_TRUE(added);
    EXPECT_EQ(added->id.text(), core::sha256Hex(image.bytes));
    EXPECT_EQ(added->caseId, kFirst);
    EXPECT_FALSE(added->alreadyThere);
    EXPECT_EQ(*store.bytes(added->id), image.bytes);
    const auto stored = store.image(added->id);
    ASSERT_TRUE(stored);
    EXPECT_EQ(stored->attributes, image.attributes);
    EXPECT_EQ(stored->study, image.study);
    EXPECT_EQ(stored->mediaType, image.mediaType);
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "p/images" / added->id.text().substr(0, 2) /
                                        added->id.text()));
}

TEST_P(Images, OfOnePatientMakeOneCaseInOrderOfImport) {
    TemporaryFolder folder;
    auto store = created(folder / "p");
    EXPECT_EQ(add(store, anImage("zoe", "1"))->caseId.text(), "C-0001");
    EXPECT_EQ(add(store, anImage("amy", "2"))->caseId.text(), "C-0002");
    EXPECT_EQ(add(store, anImage("zoe", "3"))->caseId.text(), "C-0001");
    const auto images = store.images(kFirst);
    ASSERT_TRUE(images);
    ASSERT_EQ(images->size(), 2U);
    EXPECT_EQ(images->at(1).id.text(), core::sha256Hex("3"));
    const auto cases = store.cases();
    ASSERT_EQ(cases->size(), 2U);
    EXPECT_EQ(cases->at(0).patient.text(), "zoe");
    EXPECT_EQ(cases->at(0).imageCount, 2U);
    EXPECT_EQ(cases->at(0).state, CaseState::New);
}

TEST_P(Images, WithTheSameBytesAreOne) {
    TemporaryFolder folder;
    auto store = created(folder / "p");
    const auto first = add(store, anImage("patient-1", "same", "source-1"));
    const auto second = add(store, anImage("patient-1", "same", "source-2"));
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->id, second->id);
    EXPECT_TRUE(second->alreadyThere);
    EXPECT_EQ(store.images(kFirst)->size(), 1U);
    EXPECT_EQ(filesBelow(folder.path() / "p/images"), 1U);
    EXPECT_TRUE(*store.knowsSource("source-1"));
    EXPECT_TRUE(*store.knowsSource("source-2")) << "a second file that led to the same image";
    EXPECT_FALSE(*store.knowsSource("source-3"));
    EXPECT_FALSE(*store.knowsSource("' OR '1' = '1"));
}

TEST_P(Images, OfTwoPatientsAreNotTheSame) {
    TemporaryFolder folder;
    auto store = created(folder / "p");
    ASSERT_TRUE(add(store, anImage("patient-1", "same")));
    EXPECT_EQ(codeOf(add(store, anImage("patient-2", "same"))), ErrorCode::Conflict);
    EXPECT_EQ(store.cases()->size(), 1U);
}

TEST_P(Images, ThatAreIncompleteAreRefused) {
    TemporaryFolder folder;
    auto store = created(folder / "p");
    EXPECT_EQ(codeOf(add(store, anImage("patient-1", ""))), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(add(store, anImage("", "x"))), ErrorCode::InvalidArgument);
    auto untyped = anImage("patient-1", "x");
    untyped.mediaType.clear();
    EXPECT_EQ(codeOf(add(store, untyped)), ErrorCode::InvalidArgument);
}

TEST_P(Images, ThatChangedOnDiskAreCorruptAndHealedByTheNextImport) {
    TemporaryFolder folder;
    auto store = created(folder / "p");
    const auto id = add(store, anImage("patient-1", "original"))->id;
    const auto file = folder.path() / "p/images" / id.text().substr(0, 2) / id.text();
    std::ofstream(file) << "0riginal";
    EXPECT_EQ(codeOf(store.bytes(id)), ErrorCode::Corrupt);
    std::filesystem::remove(file);
    EXPECT_EQ(codeOf(store.bytes(id)), ErrorCode::Corrupt) << "a row without its file";
    ASSERT_TRUE(add(store, anImage("patient-1", "original")));
    EXPECT_TRUE(store.bytes(id));
}

TEST_P(Images, ThatAreUnknownAreNotFound) {
    TemporaryFolder folder;
    auto store = created(folder / "p");
    const core::ImageId unknown(std::string(64, 'a'));
    EXPECT_EQ(codeOf(store.image(unknown)), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(store.bytes(unknown)), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(store.images(kFirst)), ErrorCode::NotFound);
    for (const auto* escape : {"", "..", "../../etc/passwd", "ab"})
        EXPECT_EQ(codeOf(store.bytes(core::ImageId(escape))), ErrorCode::NotFound);
}

core::ImageAttributes someAttributes() {
    const auto text =
        rc::gen::element<std::string>("", "GE \"x\"", "제조사", "A\\R", "line\nbreak");
    core::ImageAttributes a;
    a.kind = *rc::gen::element(core::ImageKind::Mammography, core::ImageKind::Fundus,
                               core::ImageKind::Other);
    a.laterality = *rc::gen::element(core::Laterality::Unknown, core::Laterality::Right,
                                     core::Laterality::Left, core::Laterality::Both);
    a.view = *rc::gen::element(core::ViewPosition::Unknown, core::ViewPosition::CC,
                               core::ViewPosition::MLO, core::ViewPosition::Other,
                               core::ViewPosition::ML, core::ViewPosition::XCCL);
    a.field = *rc::gen::element(core::FundusField::Unknown, core::FundusField::General,
                                core::FundusField::Wide);
    a.width = *rc::gen::arbitrary<int>();
    a.height = *rc::gen::arbitrary<int>();
    a.frames = *rc::gen::arbitrary<int>();
    if (*rc::gen::arbitrary<bool>())
        a.spacing = core::SpacingMm{
            *rc::gen::inRange(1, 9999) / 7919.0, *rc::gen::inRange(1, 9999) / 104729.0,
            *rc::gen::element(
                core::SpacingSource::PixelSpacing, core::SpacingSource::ImagerPixelSpacing,
                core::SpacingSource::NominalScannedPixelSpacing, core::SpacingSource::Raster,
                core::SpacingSource::FiducialCalibration, core::SpacingSource::GeometryCalibration,
                core::SpacingSource::MagnificationFactor, core::SpacingSource::SourceDistances),
            *rc::gen::inRange(1000, 2000) / 1000.0};
    a.closeUp = *rc::gen::arbitrary<bool>();
    a.modality = *text;
    a.manufacturer = *text;
    a.model = *text;
    a.transferSyntaxUid = *text;
    a.photometricInterpretation = *text;
    a.presentationIntent = *text;
    if (*rc::gen::arbitrary<bool>())
        a.exposure.kvp = *rc::gen::inRange(20, 50);
    if (*rc::gen::arbitrary<bool>())
        a.exposure.thicknessMm = *rc::gen::inRange(1, 2000) / 16.0;
    a.exposure.anode = *text;
    a.rowTowards = *rc::gen::element('\0', 'A', 'P');
    a.columnTowards = *rc::gen::element('\0', 'F', 'R');
    a.exifOrientation = *rc::gen::inRange(1, 9);
    a.warnings = *rc::gen::container<std::vector<std::string>>(text);
    return a;
}

RC_GTEST_PROP(ImagesProperty, AttributesReadThemselvesBack, ()) {
    const auto attributes = someAttributes();
    const auto back = detail::attributesFromJson(detail::toJson(attributes));
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == attributes);
}

TEST_P(Images, OfAProjectFromBeforeTheExposureWasKeptAreRead) {
    core::ImageAttributes attributes;
    attributes.exposure.kvp = 28;
    auto text = detail::toJson(attributes);
    const std::string field = "\"exposure\":{\"kvp\":28.0},";
    ASSERT_NE(text.find(field), std::string::npos) << text;
    text.erase(text.find(field), field.size());
    const auto back = detail::attributesFromJson(text);
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(back->exposure, core::Exposure{});
}

TEST_P(Images, WithDamagedDescriptionsAreCorrupt) {
    for (const auto* text : {"", "{}", "[]", "{\"kind\":\"mammography\"}"})
        EXPECT_EQ(codeOf(detail::attributesFromJson(text)), ErrorCode::Corrupt);
}

TEST_P(Clinical, IsKeptByPatientAlsoBeforeTheImagesArrive) {
    TemporaryFolder folder;
    auto store = created(folder / "p");
    const ClinicalRow row{
        {"age", "52"}, {"birads", "4"}, {"비고", "없음"}, {"patient_id", "key-1"}};
    ASSERT_TRUE(store.setClinical(core::PatientKey("key-1"), row));
    ASSERT_TRUE(add(store, anImage("key-1", "x")));
    ASSERT_TRUE(add(store, anImage("key-2", "y")));
    EXPECT_EQ(**store.clinical(kFirst), row);
    EXPECT_FALSE(*store.clinical(core::CaseId("C-0002")));
    ASSERT_TRUE(store.setClinical(core::PatientKey("key-1"), {{"age", "53"}}));
    EXPECT_EQ(**store.clinical(kFirst), (ClinicalRow{{"age", "53"}}));
    EXPECT_EQ(codeOf(store.clinical(core::CaseId("C-0003"))), ErrorCode::NotFound);
}

TEST_P(Clinical, RefusesDirectIdentifiersWithoutRepeatingThem) {
    TemporaryFolder folder;
    auto store = created(folder / "p");
    constexpr const char* kSentinel = "SENTINEL";
    for (const auto* column :
         {"name", "Name",         "Patient's Name", "patient_name",
          "이름", "환자 성명",    "birth_date",     "Date of Birth",
          "DOB",  "생년월일",     "phone",          "mobile_phone",
          "Tel.", "휴대폰",       "연락처",         "resident_registration_number",
          "RRN",  "주민등록번호", "address",        "e-mail",
          "MRN",  "patient_id",   "등록번호"}) {
        const auto set = store.setClinical(core::PatientKey("key-1"), {{column, kSentinel}});
        ASSERT_FALSE(set) << column;
        EXPECT_EQ(set.error().code, ErrorCode::InvalidArgument);
        EXPECT_EQ(set.error().sentence().find(kSentinel), std::string::npos);
    }
    for (const auto* value : {"800101-2345678", "8001012345678", "see 800101-2345678."})
        EXPECT_EQ(codeOf(store.setClinical(core::PatientKey("key-1"), {{"remark", value}})),
                  ErrorCode::InvalidArgument);
    // The columns of docs/clinical-csv.md, and long numbers that are none.
    for (const auto* column : {"label", "age", "sex", "birads", "followup_days", "laser", "density",
                               "cup_disc_ratio", "biopsy_proven", "tumour_cellularity"})
        EXPECT_TRUE(store.setClinical(core::PatientKey("key-1"), {{column, "12345678901234567"}}));
}

} // namespace
} // namespace cw::storage
