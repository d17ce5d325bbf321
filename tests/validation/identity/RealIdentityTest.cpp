// SPDX-License-Identifier: Apache-2.0
#include "imaging/PerceptualHash.h"
#include "imaging/Picture.h"
#include "imaging/Portrait.h"
#include "validation/Manifest.h"
#include "validation/Oracle.h"
#include "validation/identity/IdentityClusters.h"

#include <gtest/gtest.h>
#include <set>

namespace cw::validation {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::pair<std::string, std::string>>;

/// Real pictures of a folder, each as a patient of its own, reduced once.
struct Folder {
    std::vector<Sample> samples;
    std::vector<IdentityPicture> pictures;

    void read(const fs::path& folder, const std::string& ending) {
        std::vector<fs::path> files;
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.path().filename().string().ends_with(ending))
                files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        for (const fs::path& file : files) {
            const auto picture = imaging::readPicture(file);
            ASSERT_TRUE(picture) << file.filename();
            const std::string name = file.stem().string();
            samples.push_back({name, name, 0});
            pictures.push_back({imaging::identityPicture(picture->image).value(),
                                imaging::pixelHash(picture->image)});
        }
    }
    IdentityClusters found(core::ImageKind kind) const {
        IdentityRequest request;
        request.kind = kind;
        return findIdentities(
                   samples,
                   [this](std::size_t i) -> Result<IdentityPicture> { return pictures[i]; },
                   request)
            .value();
    }
    Names certain(const IdentityClusters& clusters) const {
        Names names;
        for (const IdentityPair& pair : clusters.acrossPatients(samples))
            names.emplace(samples[pair.first].image, samples[pair.second].image);
        return names;
    }
};

// Looked at by eye: Im168 and Im169, Im373 and Im374 are one disc each, photographed twice with the
// field shifted. The publisher gives no patient key, so that a split by file parts them.
TEST(RealIdentity, FindsTheTwoEyesThatAcrimaHoldsTwice) {
    const fs::path folder = testing::realData() / "fundus_acrima" / "Images";
    if (!fs::exists(folder))
        GTEST_SKIP() << "ACRIMA is not on this machine";
    Folder set;
    set.read(folder, ".jpg");
    const auto clusters = set.found(core::ImageKind::Fundus);
    EXPECT_EQ(set.certain(clusters),
              (Names{{"Im168_ACRIMA", "Im169_ACRIMA"}, {"Im373_g_ACRIMA", "Im374_g_ACRIMA"}}));
    EXPECT_LT(clusters.pairs.size(), 15U); // suspicions are few enough to be looked at
}

TEST(RealIdentity, MergesNoEyesOfOtherSets) {
    const fs::path data = testing::realData();
    if (!fs::exists(data / "fundus_chasedb1"))
        GTEST_SKIP() << "the fundus pictures are not on this machine";
    Folder set;
    set.read(data / "fundus_chasedb1", "L.jpg");
    set.read(data / "fundus_chasedb1", "R.jpg");
    set.read(data / "fundus_hrf" / "images", "");
    set.read(data / "fundus_idrid" / "images", ".jpg");
    EXPECT_TRUE(set.found(core::ImageKind::Fundus).pairs.empty());
}

TEST(RealIdentity, MergesNoBreastsOfCesm) {
    const fs::path folder = testing::realData() / "mg_images_cdd_cesm";
    if (!fs::exists(folder))
        GTEST_SKIP() << "the mammograms are not on this machine";
    Folder set;
    set.read(folder, ".jpg");
    set.read(folder / "normal", ".jpg");
    EXPECT_TRUE(set.certain(set.found(core::ImageKind::Mammography)).empty());
}

} // namespace
} // namespace cw::validation
