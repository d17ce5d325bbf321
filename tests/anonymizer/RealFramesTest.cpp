// SPDX-License-Identifier: Apache-2.0
// Real files of many makers: the picture of the output is the picture of the source, by our decoder
// and by DCMTK's program.
#include "anonymizer/Support.h"
#include "core/Files.h"
#include "dicom/Pixels.h"
#include <algorithm>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> filesUnder(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && fs::file_size(entry.path()) < (64U << 20))
            files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

/// dcmj2pnm's picture of the first frame over its full range; empty if it cannot decode the file.
std::vector<std::byte> shownByPeer(const fs::path& file, const fs::path& folder) {
    const auto picture = folder / "peer.pnm";
    fs::remove(picture);
    const auto command =
        "dcmj2pnm -q +op +Wm -O '" + file.string() + "' '" + picture.string() + "' >/dev/null 2>&1";
    if (std::system(command.c_str()) != 0 || !fs::exists(picture))
        return {};
    return core::readFile(picture).value();
}

struct Seen {
    int written = 0, compared = 0, byPeer = 0;
};

void compareFrames(const fs::path& source, const fs::path& target, Seen& seen) {
    const auto before = dicom::readInstance(source), after = dicom::readInstance(target);
    ASSERT_TRUE(before && after) << "an output that our own reader refuses";
    EXPECT_EQ(after->frameCount(), before->frameCount());
    for (const int frame : {0, before->frameCount() - 1}) {
        const auto a = dicom::decodeFrame(*before, frame), b = dicom::decodeFrame(*after, frame);
        ASSERT_EQ(a.has_value(), b.has_value());
        if (a) {
            EXPECT_TRUE(*a == *b);
            ++seen.compared;
        }
    }
}

class RealFrames : public ::testing::TestWithParam<const char*> {};

TEST_P(RealFrames, LookTheSameAfterwards) {
    const auto root = cw::testing::testData() / GetParam();
    if (!fs::exists(root))
        GTEST_SKIP() << "the real test data are not on this machine (CONCORD_TEST_DATA)";
    const bool peer = std::system("command -v dcmj2pnm >/dev/null 2>&1") == 0;
    const auto context = cw::testing::contextOf("curation");
    const cw::testing::ScratchFolder scratch;
    const auto target = scratch.path() / "out.dcm";
    Seen seen;
    for (const auto& source : filesUnder(root)) {
        SCOPED_TRACE(fs::relative(source, root).string()); // public files
        fs::remove(target);
        const auto done = deidentifyFile(source, target, context, source.filename());
        if (!done || done->mediaType != "application/dicom" || done->attributes.width == 0)
            continue;
        ++seen.written;
        compareFrames(source, target, seen);
        if (!peer || std::string_view(GetParam()) == "corner") // seconds a file
            continue;
        const auto shown = shownByPeer(source, scratch.path());
        if (!shown.empty()) {
            EXPECT_EQ(shown, shownByPeer(target, scratch.path()));
            ++seen.byPeer;
        }
    }
    EXPECT_GT(seen.compared, 0);
    RecordProperty("written", seen.written);
    RecordProperty("compared", seen.compared);
    RecordProperty("by_peer", seen.byPeer);
}

INSTANTIATE_TEST_SUITE_P(Of, RealFrames,
                         ::testing::Values("mg_dicom", "mg_dicom_transcoded", "op_dicom",
                                           "corner"));

} // namespace
} // namespace cw::anonymizer
