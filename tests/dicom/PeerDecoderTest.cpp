// SPDX-License-Identifier: Apache-2.0
// Pictures as shown, against dcmj2pnm; stored values, against pydicom.
#include "core/Presentation.h"

#include "core/Files.h"
#include "dicom/Instances.h"
#include "support/TemporaryFolder.h"

#include <cstdio>
#include <cstdlib>
#include <gtest/gtest.h>

namespace cw {
namespace {

using testing::must;

bool isThere(const char* program) {
    return std::system((std::string("command -v ") + program + " >/dev/null 2>&1").c_str()) == 0;
}

/// A binary PGM or PPM of 8 bits.
struct Pnm {
    int width = 0, height = 0;
    std::vector<std::uint8_t> samples;
};

Pnm readPnm(const std::filesystem::path& file) {
    const auto text = must(core::readText(file));
    Pnm pnm;
    int kind = 0, highest = 0, head = 0;
    // dcmj2pnm writes no comment with +Wh off; width, height, maximum, one white space.
    if (std::sscanf(text.c_str(), "P%d %d %d %d%n", &kind, &pnm.width, &pnm.height, &highest,
                    &head) != 4 ||
        highest != 255)
        return {};
    pnm.samples.assign(text.begin() + head + 1, text.end());
    return pnm;
}

/// dcmj2pnm's picture of the first frame, or an empty one if it refuses.
Pnm byPeer(const std::filesystem::path& file, const std::string& options) {
    const testing::TemporaryFolder folder;
    const auto out = folder / "picture.pnm";
    const auto command =
        "dcmj2pnm " + options + " +op " + file.string() + " " + out.string() + " >/dev/null 2>&1";
    if (std::system(command.c_str()) != 0)
        return {};
    return readPnm(out);
}

int worstDifference(const core::Image& image, const Pnm& peer) {
    if (image.width() != peer.width || image.height() != peer.height ||
        image.sampleCount() != peer.samples.size())
        return 256;
    int worst = 0;
    for (std::size_t i = 0; i < peer.samples.size(); ++i)
        worst =
            std::max(worst, std::abs(int{image.samples<std::uint8_t>()[i]} - int{peer.samples[i]}));
    return worst;
}

TEST(PeerDecoder, MammogramsLookAsDcmj2pnmShowsThem) {
    const auto data = testing::testData();
    if (data.empty() || !isThere("dcmj2pnm"))
        GTEST_SKIP() << "needs dcmj2pnm and CONCORD_TEST_DATA";
    for (const auto* name :
         {"mg_dicom/Clunie_MG_pattern.dcm", "mg_dicom_transcoded/OutOfBoundsOverlay_RLE.dcm",
          "mg_dicom_transcoded/OutOfBoundsOverlay_EBE.dcm", "mg_dicom/OutOfBoundsOverlay.dcm"}) {
        // The file's first window, presentation shape included, overlays off. Padding is black for
        // us and not for the peer, so both windows are compared where there is none.
        const auto file = data / name;
        const auto instance = must(dicom::readInstance(file));
        auto presentation = dicom::presentationOf(instance);
        presentation.padding.reset();
        presentation.voiLuts.clear();
        const auto picture =
            must(core::shown(must(dicom::decodeFrame(instance, 0)), presentation, {}));
        const auto peer = byPeer(file, "+Wi 1 -O");
        ASSERT_FALSE(peer.samples.empty()) << name;
        EXPECT_LE(worstDifference(picture, peer), 1) << name;
    }
}

TEST(PeerDecoder, ColourPicturesLookAsDcmj2pnmShowsThem) {
    const auto data = testing::testData();
    if (data.empty() || !isThere("dcmj2pnm"))
        GTEST_SKIP() << "needs dcmj2pnm and CONCORD_TEST_DATA";
    std::size_t compared = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(data / "corner" / "pydicom")) {
        const auto name = entry.path().filename().string();
        if (!entry.is_regular_file() || entry.path().extension() != ".dcm")
            continue;
        const auto instance = dicom::readInstance(entry.path());
        if (!instance || instance->integer({0x0028, 0x0100}) != 8)
            continue;
        const auto image = dicom::decodeFrame(*instance, 0);
        if (!image || image->meaning() != core::PixelMeaning::Rgb ||
            image->sampleType() != core::SampleType::U8)
            continue;
        const auto peer = byPeer(entry.path(), "-O");
        if (peer.samples.size() != image->sampleCount())
            continue; // JPEG 2000 and a few others are not the peer's
        ++compared;
        EXPECT_LE(worstDifference(*image, peer), 2) << name;
    }
    EXPECT_GE(compared, 10U);
}

TEST(PeerDecoder, StoredValuesAreThoseOfPydicom) {
    const auto data = testing::testData();
    if (data.empty() || std::system("/usr/bin/python3 -c 'import pydicom, numpy' 2>/dev/null") != 0)
        GTEST_SKIP() << "needs python3-pydicom and CONCORD_TEST_DATA";
    const testing::TemporaryFolder folder;
    const auto out = folder / "pixels";
    std::size_t compared = 0;
    for (const auto* part : {"corner/pydicom", "corner/pydicom-data", "corner/fo-dicom"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator(data / part)) {
            if (!entry.is_regular_file() || entry.path().extension() != ".dcm")
                continue;
            const auto instance = dicom::readInstance(entry.path());
            if (!instance || instance->frameCount() > 4)
                continue;
            const auto bits = instance->integer({0x0028, 0x0100}).value_or(0);
            const auto uid = instance->transferSyntaxUid();
            const auto colour = instance->text({0x0028, 0x0004}).value_or("");
            // pydicom 2.3 leaves 8-bit pixels swapped that were stored as big-endian words.
            const bool swapped = bits == 8 && uid == "1.2.840.10008.1.2.2";
            if ((bits != 8 && bits != 16) || swapped || uid.starts_with("1.2.840.10008.1.2.4") ||
                colour.find("422") != std::string::npos)
                continue; // pydicom has no codec here and leaves halved chroma as it is
            const auto ours = dicom::storedPixelBytes(*instance, std::nullopt);
            std::filesystem::remove(out);
            const std::string script =
                "import sys, pydicom, numpy\n"
                "d = pydicom.dcmread(sys.argv[1], force=True)\n"
                "a = d.pixel_array\n"
                "a = a.astype(a.dtype.newbyteorder('<'))\n"
                "open(sys.argv[2], 'wb').write(numpy.ascontiguousarray(a).tobytes())\n";
            must(core::writeWhole(folder / "peer.py", std::string_view(script)));
            const auto command = "/usr/bin/python3 " + (folder / "peer.py").string() + " '" +
                                 entry.path().string() + "' " + out.string() + " 2>/dev/null";
            if (std::system(command.c_str()) != 0 || !ours)
                continue;
            ++compared;
            const auto peer = must(core::readFile(out));
            EXPECT_TRUE(peer == *ours) << entry.path().filename();
        }
    std::cout << compared << " files compared\n";
    EXPECT_GE(compared, 20U);
}

} // namespace
} // namespace cw
