// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "dataset/formats/Formats.h"
#include "support/TemporaryFolder.h"

#include <gtest/gtest.h>
#include <random>

namespace cw::dataset {
namespace {

namespace fs = std::filesystem;

ErrorCode refusal(std::string_view text, AnnotationFormat format) {
    const auto set = readAnnotationText(text, format, "image.xml");
    EXPECT_FALSE(set.has_value());
    return set ? ErrorCode::Internal : set.error().code;
}

TEST(HostileAnnotations, ABillionLaughsStayWords) {
    std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE annotation [<!ENTITY a \"ha\">";
    for (char c = 'b'; c < 'm'; ++c)
        bomb += std::string("<!ENTITY ") + c + " \"" + std::string(10, '&') + char(c - 1) + ";\">";
    bomb += "]><annotation><filename>&l;</filename></annotation>";
    const auto set = readAnnotationText(bomb, AnnotationFormat::Voc, "x.xml");
    ASSERT_TRUE(set.has_value());
    EXPECT_EQ(set->images.at(0).name, "&l;");
}

TEST(HostileAnnotations, DeepNestingIsRefusedBeforeATreeIsBuilt) {
    EXPECT_EQ(refusal(std::string(5'000'000, '['), AnnotationFormat::LabelStudio),
              ErrorCode::TooLarge);
    std::string deep = "<plist>";
    for (int i = 0; i < 100'000; ++i)
        deep += "<dict>";
    EXPECT_EQ(refusal(deep, AnnotationFormat::Inbreast), ErrorCode::Malformed);
    for (int i = 0; i < 100'000; ++i)
        deep += "</dict>";
    EXPECT_EQ(refusal(deep + "</plist>", AnnotationFormat::Inbreast), ErrorCode::TooLarge);
}

TEST(HostileAnnotations, ClaimedSizesAreCheckedBeforeMemoryIsTaken) {
    const auto coco = [](const std::string& segmentation) {
        return R"({"images":[{"id":1,"file_name":"a","width":9,"height":9}],"categories":[],)"
               R"("annotations":[{"image_id":1,"category_id":1,"segmentation":)" +
               segmentation + "}]}";
    };
    EXPECT_EQ(
        refusal(coco(R"({"size":[900000000,900000000],"counts":[1]})"), AnnotationFormat::Coco),
        ErrorCode::TooLarge);
    EXPECT_EQ(refusal(coco(R"({"size":[9,9],"counts":[80,900000000]})"), AnnotationFormat::Coco),
              ErrorCode::Malformed);
    EXPECT_EQ(refusal(coco(R"({"size":[9,9],"counts":"\u0001zzz"})"), AnnotationFormat::Coco),
              ErrorCode::Malformed);
    EXPECT_EQ(refusal(coco("[[1,2,3]]"), AnnotationFormat::Coco), ErrorCode::Malformed);
    EXPECT_EQ(refusal(coco("[[1,2,1e300,3,4,5]]"), AnnotationFormat::Coco), ErrorCode::Malformed);
    EXPECT_EQ(refusal(coco("[[1,2,NaN,3,4,5]]"), AnnotationFormat::Coco), ErrorCode::Malformed);
    EXPECT_EQ(refusal(R"(<annotations><image name="a" width="9" height="9"><polygon label="x" )"
                      R"(points="1,2;inf,3;4,5"/></image></annotations>)",
                      AnnotationFormat::Cvat),
              ErrorCode::Malformed);
    EXPECT_EQ(refusal(R"(<annotations><image name="a"><mask label="x" rle="1" left="0" top="0" )"
                      R"(width="100000" height="100000"/></image></annotations>)",
                      AnnotationFormat::Cvat),
              ErrorCode::TooLarge);
}

TEST(HostileAnnotations, ErrorsNameThePlaceAndNothingOfTheContent) {
    const auto json =
        readAnnotationText("{\n\"shapes\":\n[SENTINEL]}", AnnotationFormat::LabelMe, "");
    EXPECT_EQ(json.error().sentence(), "line 3 is not JSON");
    const auto xml =
        readAnnotationText("<annotation>\n<SENTINEL>\n</annotation>", AnnotationFormat::Voc, "");
    EXPECT_NE(xml.error().sentence().find("is not XML"), std::string::npos);
    EXPECT_EQ(xml.error().sentence().find("SENTINEL"), std::string::npos);
    const auto csv = readAnnotationText("study_id,image_id,width,height\nSENTINEL,x,wide,3\n",
                                        AnnotationFormat::VinDr, "");
    EXPECT_EQ(csv.error().sentence(), "line 2: the image's size is not a number");
    const auto shape = readAnnotationText(
        R"({"imagePath":"a","shapes":[{"label":"SENTINEL","points":[[1,2],[3,"x"]]}]})",
        AnnotationFormat::LabelMe, "");
    EXPECT_EQ(shape.error().sentence(), "shape 1: its points are not pairs of numbers");
}

TEST(HostileAnnotations, BoxesOutsideTheImageAreCutAndLogged) {
    const auto set = readAnnotationText(
        "study_id,image_id,laterality,height,width,finding_categories,finding_birads,xmin,ymin,"
        "xmax,ymax\ns,i,L,100,50,['Mass'],BI-RADS 3,-4,10,60,20\n",
        AnnotationFormat::VinDr, "");
    ASSERT_TRUE(set.has_value()) << set.error().sentence();
    EXPECT_EQ(boundsOf(set->shapes.at(0)), (core::RectPx{0, 10, 50, 20}));
    ASSERT_EQ(set->faults.size(), 1U);
    EXPECT_EQ(set->faults[0], "line 2: a box reached outside of its image and was cut");
}

TEST(InbreastReader, TakesTheSecondFormOfPoints) {
    const auto set = readAnnotationText(
        "<plist><dict><key>ROIs</key><array><dict><key>Name</key><string> PectoralMuscle</string>"
        "<key>ROIPoints</key><array><string>{1, 2}</string><string>{3.5, 4}</string>"
        "<string>{0, 9}</string></array></dict></array></dict></plist>",
        AnnotationFormat::Inbreast, "20586908.xml");
    ASSERT_TRUE(set.has_value()) << set.error().sentence();
    EXPECT_EQ(set->images.at(0).name, "20586908");
    EXPECT_EQ(set->shapes.at(0).label, "PectoralMuscle");
    EXPECT_EQ(set->shapes.at(0).regions.at(0).outline.vertices.at(1), (core::PointPx{3.5, 4}));
}

/// Bytes flipped, doubled, cut out and swapped for what parsers trip over; seeded.
std::string mutated(std::string text, std::mt19937& random) {
    static constexpr const char* kTrips[] = {"-1", "1e308", "NaN",  "999999999", "\"", "[",
                                             "]",  "{",     "}",    ",",         "<",  ">",
                                             ";",  "&",     "\xff", "\n"};
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
    for (std::size_t i = 0, n = 1 + below(6); i < n && !text.empty(); ++i) {
        const std::size_t at = below(text.size());
        switch (below(5)) {
        case 0:
            text[at] = static_cast<char>(random());
            break;
        case 1:
            text.erase(at, 1 + below(40));
            break;
        case 2:
            text.insert(at, text.substr(below(text.size()), below(60)));
            break;
        case 3:
            text.replace(at, std::min<std::size_t>(text.size() - at, 1 + below(3)),
                         kTrips[below(std::size(kTrips))]);
            break;
        default:
            text.resize(at);
        }
    }
    return text;
}

TEST(HostileAnnotations, ThousandsOfDamagedSamplesNeverCrash) {
    CW_NEED_TEST_DATA();
    const auto samples = cw::testing::testData() / "annot/format_samples";
    std::mt19937 random(20261130);
    std::size_t tried = 0, refused = 0;
    for (const auto& [file, format, times] :
         {std::tuple{"coco/datumaro_instances_val.json", AnnotationFormat::Coco, 900},
          std::tuple{"cvat/datumaro_for_images_train.xml", AnnotationFormat::Cvat, 600},
          std::tuple{"labelme/primitives.json", AnnotationFormat::LabelMe, 600},
          std::tuple{"voc/2007_000001.xml", AnnotationFormat::Voc, 600},
          std::tuple{"inbreast/00000001_SYNTHETIC.xml", AnnotationFormat::Inbreast, 600},
          std::tuple{"inbreast/INbreast_SYNTHETIC.csv", AnnotationFormat::Inbreast, 300},
          std::tuple{"cbis_ddsm/mass_case_description_sample.csv", AnnotationFormat::CbisDdsm, 300},
          std::tuple{"vindr_mammo/finding_annotations_SYNTHETIC.csv", AnnotationFormat::VinDr, 600},
          std::tuple{"label_studio/data_polygons.json", AnnotationFormat::LabelStudio, 600}}) {
        const auto whole = core::readText(samples / file).value();
        for (int i = 0; i < times; ++i) {
            const auto text = mutated(whole, random);
            const auto set = readAnnotationText(text, format, "x.xml");
            ++tried;
            refused += set ? 0U : 1U;
            if (set) {
                for (const AnnotatedShape& shape : set->shapes)
                    ASSERT_LT(shape.image, set->images.size());
            } else {
                ASSERT_NE(set.error().code, ErrorCode::Internal);
            }
            (void)recognised(text, "x");
        }
    }
    EXPECT_EQ(tried, 5100U);
    EXPECT_GT(refused, 1000U); // the mutations do hurt
    EXPECT_LT(refused, tried);
}

} // namespace
} // namespace cw::dataset
