// SPDX-License-Identifier: Apache-2.0
// De-identification leaves pixels as they are: the leak scan has to say so where a name is in them.
#include "anonymizer/LeakScan.h"
#include "anonymizer/Support.h"
#include "core/Files.h"
#include "imaging/Lettering.h"
#include "imaging/Picture.h"
#include "phantom/Phantom.h"
#include <set>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;

class BurnedInText : public ::testing::Test {
protected:
    void write(core::ImageKind kind, bool burned) {
        phantom::PhantomPlan plan;
        plan.kind = kind;
        plan.patients = 2;
        plan.seed = 11;
        plan.scale = phantom::Scale::Half;
        plan.burnedInText = burned;
        ASSERT_TRUE(phantom::writePhantom(input(), plan));
        BatchOptions options;
        options.input = input();
        options.output = output();
        ASSERT_TRUE(deidentifyFolder(options, cw::testing::contextOf("curation")));
    }
    LeakReport scan() const {
        const auto report = leakScan(input(), output());
        EXPECT_TRUE(report);
        return report ? *report : LeakReport();
    }
    fs::path input() const { return m_scratch.path() / "in"; }
    fs::path output() const { return m_scratch.path() / "out"; }
    cw::testing::ScratchFolder m_scratch;
};

TEST_F(BurnedInText, IsALeakOfExactlyTheFilesThatCarryIt) {
    write(core::ImageKind::Mammography, true);
    // The phantom says in (0028,0301) which they are, and de-identification keeps that.
    std::set<fs::path> burned;
    std::size_t images = 0;
    for (const auto& entry : fs::recursive_directory_iterator(output()))
        if (entry.path().extension() == ".dcm") {
            ++images;
            const auto instance = dicom::readInstance(entry.path());
            ASSERT_TRUE(instance);
            if (instance->text({0x0028, 0x0301}) == "YES")
                burned.insert(fs::relative(entry.path(), output()));
        }
    ASSERT_EQ(images, 8U);
    ASSERT_GE(burned.size(), 2U);
    ASSERT_LT(burned.size(), images); // or nothing tells that clean ones are let pass
    const LeakReport report = scan();
    std::set<fs::path> found;
    for (const Leak& leak : report.leaks) {
        EXPECT_EQ(leak.kind, "burned-in text") << leak.where;
        EXPECT_TRUE(leak.where.starts_with("picture, box at ")) << leak.where;
        found.insert(leak.file);
    }
    EXPECT_EQ(found, burned);
    EXPECT_EQ(report.leaks.size(), 2 * burned.size()); // a line with the name, one with the number
    EXPECT_EQ(report.picturesRead, images);
    EXPECT_EQ(report.picturesWithText, burned.size());
    EXPECT_EQ(std::set<fs::path>(report.textIn.begin(), report.textIn.end()), burned);
    EXPECT_TRUE(report.notes.empty());
}

TEST_F(BurnedInText, IsNotSeenInCleanMammogramsAndPhotographs) {
    write(core::ImageKind::Mammography, false);
    const LeakReport report = scan();
    EXPECT_EQ(report.picturesRead, 8U);
    EXPECT_EQ(report.picturesWithText, 0U);
    EXPECT_TRUE(report.leaks.empty());
}

TEST_F(BurnedInText, IsReadInPhotographs) {
    write(core::ImageKind::Fundus, false);
    const LeakReport clean = scan();
    EXPECT_GE(clean.picturesRead, 2U);
    EXPECT_EQ(clean.picturesWithText, 0U);
    EXPECT_TRUE(clean.leaks.empty());
    fs::path first;
    for (const auto& entry : fs::recursive_directory_iterator(input()))
        if (entry.path().extension() == ".jpg" && (first.empty() || entry.path() < first))
            first = entry.path();
    const std::string name = first.filename().string();
    auto picture = imaging::readPicture(first).value();
    ASSERT_TRUE(imaging::burnText(picture.image, "ID " + name.substr(0, name.find('_')), {20, 60},
                                  24, 230));
    ASSERT_TRUE(
        core::writeWhole(output() / "z.jpg", imaging::encodeJpeg(picture.image, 90).value()));
    const LeakReport dirty = scan();
    ASSERT_EQ(dirty.leaks.size(), 1U);
    EXPECT_EQ(dirty.leaks[0].file, "z.jpg");
    EXPECT_EQ(dirty.leaks[0].kind, "burned-in text");
    EXPECT_EQ(dirty.picturesWithText, 1U);
}

TEST_F(BurnedInText, ThatCannotBeReadIsSaidToBeUnread) {
    write(core::ImageKind::Mammography, true);
    ASSERT_TRUE(core::writeWhole(output() / "broken.jpg", std::string_view("\xFF\xD8\xFF\xE0 no")));
    const LeakReport broken = scan();
    EXPECT_EQ(broken.picturesUnread, 1U);
    ASSERT_EQ(broken.notes.size(), 1U);
    ASSERT_EQ(::setenv("TESSDATA_PREFIX", "/nonexistent", 1), 0);
    const LeakReport blind = scan();
    ::unsetenv("TESSDATA_PREFIX");
    EXPECT_EQ(blind.picturesRead, 0U);
    EXPECT_EQ(blind.picturesUnread, 9U);
    ASSERT_EQ(blind.notes.size(), 1U);
    EXPECT_TRUE(cw::testing::contains(blind.toJson(), "not searched for burned-in text"));
}

} // namespace
} // namespace cw::anonymizer
