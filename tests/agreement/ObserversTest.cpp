// SPDX-License-Identifier: Apache-2.0
// The two observers of CHASE_DB1 (vessels drawn by hand), compared pixel by pixel.
#include "agreement/Oracle.h"

#include "agreement/Gwet.h"
#include "agreement/Kappa.h"
#include "agreement/Krippendorff.h"
#include "agreement/SpecificAgreement.h"
#include "imaging/Picture.h"

#include <gtest/gtest.h>

namespace cw::agreement {
namespace {

using testing::Json;
using testing::jsonOf;

std::vector<bool> vesselsOf(const std::filesystem::path& file) {
    const auto picture = imaging::readPicture(file);
    EXPECT_TRUE(picture.has_value());
    std::vector<bool> vessels;
    if (!picture)
        return vessels;
    const auto& image = picture->image;
    const auto step = static_cast<std::size_t>(image.samplesPerPixel());
    const auto samples = image.samples<std::uint8_t>();
    for (std::size_t i = 0; i < samples.size(); i += step)
        vessels.push_back(samples[i] > 127);
    return vessels;
}

TEST(TwoObservers, VesselsOfChaseEqualScikitLearnPixelByPixel) {
    CW_NEED_TEST_DATA();
    CW_NEED_ORACLE();
    auto cases = Json::array();
    for (const auto& entry :
         std::filesystem::directory_iterator(testing::testData() / "fundus_chasedb1")) {
        const auto first = entry.path().string();
        const auto at = first.find("_1stHO.png");
        if (at == std::string::npos)
            continue;
        const auto second = first.substr(0, at) + "_2ndHO.png";
        const auto a = vesselsOf(first), b = vesselsOf(second);
        ASSERT_EQ(a.size(), b.size());
        PairTable table(2);
        LesionCounts pixels;
        for (std::size_t i = 0; i < a.size(); ++i) {
            table.add(Rating(a[i] ? 1 : 0), Rating(b[i] ? 1 : 0));
            (a[i] && b[i] ? pixels.matched
             : a[i]       ? pixels.onlyA
                          : pixels.onlyB) += a[i] || b[i] ? 1 : 0;
        }
        const auto counts = countsOf(table);
        cases.push_back({{"kind", "masks"},
                         {"a", first},
                         {"b", second},
                         {"ours",
                          {{"agreement", jsonOf(observedAgreement(table))},
                           {"kappa", jsonOf(cohenKappa(table))},
                           {"positive", jsonOf(specificAgreement(table, 1))},
                           {"negative", jsonOf(specificAgreement(table, 0))},
                           {"dice", jsonOf(lesionF1(pixels))}, // of pixels: the same formula
                           {"ac1", jsonOf(gwetAc(counts))},
                           {"alpha", jsonOf(krippendorffAlpha(counts, Level::Nominal))}}}});
        EXPECT_GT(cohenKappa(table).value(), 0.6); // two people who drew the same vessels
    }
    ASSERT_GE(cases.size(), 4U);
    const auto answer = testing::judged(cases);
    EXPECT_EQ(answer.status, 0) << answer.text;
}

} // namespace
} // namespace cw::agreement
