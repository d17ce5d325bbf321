// SPDX-License-Identifier: Apache-2.0
// The generated dictionary says what DCMTK's own says.
#include "dicom/detail/Dictionary.h"
#include "dicom/detail/DcmtkBridge.h"

#include <gtest/gtest.h>

namespace cw::dicom {
namespace {

TEST(Dictionary, AgreesWithDcmtkOnEveryTagOfTheStandard) {
    int known = 0;
    for (const int group :
         {0x0002, 0x0008, 0x0010, 0x0012, 0x0018, 0x0020, 0x0022, 0x0028, 0x0032, 0x0040,
          0x0054, 0x0070, 0x0088, 0x0400, 0x2050, 0x300A, 0x5200, 0x7FE0, 0xFFFA, 0xFFFC})
        for (int element = 1; element <= 0xFFFF; ++element) {
            const Tag tag{static_cast<std::uint16_t>(group), static_cast<std::uint16_t>(element)};
            const auto* entry = dictionaryEntry(tag);
            const DcmTag peer(tag.group, tag.element);
            if (entry == nullptr) // a range, or nothing: the question goes on to DCMTK
                continue;
            ++known;
            EXPECT_EQ(DcmVR(entry->vr).getEVR(), peer.getEVR()) << text(tag);
            EXPECT_STREQ(entry->keyword, const_cast<DcmTag&>(peer).getTagName());
        }
    EXPECT_GT(known, 3000); // of 4919; the rest are in other groups
}

TEST(Dictionary, LeavesRepeatingGroupsAndPrivateTagsToDcmtk) {
    EXPECT_EQ(dictionaryEntry({0x6002, 0x3000}), nullptr);
    EXPECT_EQ(keyword({0x6002, 0x3000}), "OverlayData");
    EXPECT_EQ(dictionaryVr({0x6002, 0x0010}, nullptr, false), EVR_US);
    EXPECT_EQ(keyword({0x0009, 0x1001}), "(0009,1001)");
    EXPECT_EQ(dictionaryVr({0x0028, 0x0106}, nullptr, true), EVR_SS);
    EXPECT_EQ(dictionaryVr({0x0028, 0x0106}, nullptr, false), EVR_US);
    EXPECT_EQ(dictionaryVr({0x0028, 0x3006}, nullptr, false), EVR_OW);
}

// What is in neither a range nor the compiled dictionary has no keyword in DCMTK's either.
TEST(Dictionary, GivesTheKeywordsThatDcmtkGives) {
    for (const int group : {0x0010, 0x0018, 0x0020, 0x0028, 0x0040, 0x1000, 0x1010, 0x3002, 0x300A,
                            0x5000, 0x5002, 0x6000, 0x60FE, 0x7F00, 0x7FE0})
        for (int element = 1; element <= 0xFFFF; ++element) {
            const Tag tag{static_cast<std::uint16_t>(group), static_cast<std::uint16_t>(element)};
            DcmTag peer(tag.group, tag.element);
            const std::string name = peer.getTagName();
            ASSERT_EQ(keyword(tag), name == "Unknown Tag & Data" ? text(tag) : name) << text(tag);
        }
}

} // namespace
} // namespace cw::dicom
