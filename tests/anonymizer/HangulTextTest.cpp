// SPDX-License-Identifier: Apache-2.0
// Korean names in pixels, drawn by another program and a real font: how far Tesseract's Korean
// goes.
#include "anonymizer/LeakScan.h"
#include "anonymizer/Support.h"
#include "anonymizer/detail/PixelText.h"
#include "core/Files.h"
#include "imaging/Picture.h"

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;

bool canDraw() {
    return fs::exists("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc") &&
           std::system("/usr/bin/python3 -c 'import PIL' 2>/dev/null") == 0;
}

bool draw(const fs::path& file, int size, const std::string& text) {
    return std::system(("/usr/bin/python3 '" CW_SOURCE_DIR "/tests/anonymizer/render_text.py' '" +
                        file.string() + "' " + std::to_string(size) + " '" + text + "'")
                           .c_str()) == 0;
}

#define SKIP_WITHOUT_KOREAN()                                                                      \
    if (!canDraw() || !PictureReader().readsKorean())                                              \
    GTEST_SKIP() << "no Noto CJK, PIL or Korean Tesseract here"

TEST(HangulInPixels, IsALeakOfTheFileThatShowsIt) {
    SKIP_WITHOUT_KOREAN();
    const cw::testing::ScratchFolder scratch;
    auto set = cw::testing::aMammogram();
    set.put(0x00080005, "CS", "ISO_IR 192").put(0x00100010, "PN", "Kim^Younghee==김^영희");
    fs::create_directories(scratch.path() / "in");
    fs::create_directories(scratch.path() / "out");
    ASSERT_TRUE(core::writeWhole(scratch.path() / "in" / "a.dcm",
                                 std::string_view(cw::testing::dicomFile(set))));
    ASSERT_TRUE(draw(scratch.path() / "out" / "named.png", 40, "김영희 F 1982-07-15"));
    ASSERT_TRUE(draw(scratch.path() / "out" / "other.png", 40, "우측 상하 촬영"));
    const auto report = leakScan(scratch.path() / "in", scratch.path() / "out");
    ASSERT_TRUE(report);
    ASSERT_EQ(report->leaks.size(), 1U);
    EXPECT_EQ(report->leaks[0].file, "named.png");
    EXPECT_EQ(report->leaks[0].kind, "burned-in text");
    EXPECT_EQ(report->picturesWithText, 2U);
}

TEST(HangulInPixels, IsReadMoreOftenThanNot) {
    SKIP_WITHOUT_KOREAN();
    const cw::testing::ScratchFolder scratch;
    PictureReader reader;
    int read = 0, all = 0;
    std::string missed;
    for (const char* name : {"홍길동", "김영희", "박민수", "이순신", "최지우", "정하늘", "강서연",
                             "조현우", "윤미래", "임꺽정"})
        for (const int size : {20, 28, 40, 60}) {
            FormSet set;
            set.add({IdentifierForm::Name, "PatientName",
                     "==" + std::string(name, 3) + "^" + std::string(name + 3)});
            const PictureWords words(set);
            const auto file = scratch.path() / "x.png";
            ASSERT_TRUE(draw(file, size, std::string(name) + " F/52"));
            const auto picture = imaging::readPicture(file);
            ASSERT_TRUE(picture);
            const auto writing = reader.read(picture->image);
            ASSERT_TRUE(writing);
            bool found = false;
            for (const PictureLine& line : writing->lines)
                found = found || words.identifierIn(line.text).has_value();
            read += found ? 1 : 0;
            missed += found ? std::string() : " " + std::string(name) + "@" + std::to_string(size);
            ++all;
        }
    RecordProperty("read", read);
    RecordProperty("all", all);
    std::printf("Korean names read: %d of %d; missed:%s\n", read, all, missed.c_str());
    EXPECT_GE(read * 2, all);
}

} // namespace
} // namespace cw::anonymizer
