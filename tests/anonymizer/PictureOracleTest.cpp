// SPDX-License-Identifier: Apache-2.0
// Real pictures and odd ones, judged by exiftool, PIL, pydicom and DCMTK.
#include "anonymizer/PixelReview.h"
#include "anonymizer/Support.h"
#include "anonymizer/detail/ColourProfile.h"
#include "core/Files.h"
#include "dicom/Instances.h"
#include "dicom/Pixels.h"
#include "imaging/Picture.h"
#include <cstdlib>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;
using cw::testing::must;

struct Answer {
    int status = 0;
    std::string text;
};
Answer run(const std::string& command) {
    Answer answer;
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    char buffer[512];
    while (pipe != nullptr && std::fgets(buffer, sizeof buffer, pipe) != nullptr)
        answer.text += buffer;
    answer.status = pipe != nullptr ? ::pclose(pipe) : -1;
    return answer;
}

Answer oracle(const std::string& arguments) {
    return run("/usr/bin/python3 " CW_SOURCE_DIR "/tests/anonymizer/pixel_oracle.py " + arguments);
}

class PictureOracle : public ::testing::Test {
protected:
    void SetUp() override {
        if (run("/usr/bin/python3 -c 'import PIL, numpy, pydicom'").status != 0 ||
            run("exiftool -ver").status != 0)
            GTEST_SKIP() << "needs python3-pil, python3-pydicom and libimage-exiftool-perl";
    }
    /// A picture made by a script in PIL; the script sees the path as out.
    fs::path made(const std::string& name, const std::string& script) const {
        const fs::path file = m_scratch.path() / name;
        const fs::path program = m_scratch.path() / "make.py";
        EXPECT_TRUE(core::writeWhole(
            program, std::string_view("import io, struct, zlib, numpy, PIL.Image as I\n"
                                      "out = '" +
                                      file.string() +
                                      "'\n"
                                      "a = (numpy.arange(48*40*3) * 7 % 251)"
                                      ".astype('uint8').reshape(40, 48, 3)\n" +
                                      script)));
        const auto answer = run("/usr/bin/python3 " + program.string());
        EXPECT_EQ(answer.status, 0) << answer.text;
        return file;
    }
    Result<fs::path> deidentified(const fs::path& file) const {
        const fs::path target = m_scratch.path() / ("clean" + file.extension().string());
        std::error_code ignored;
        fs::remove(target, ignored);
        CW_CHECK(deidentifyFile(file, target, cw::testing::contextOf("curation"), file.filename())
                     .map([](const auto&) {}));
        return target;
    }
    cw::testing::ScratchFolder m_scratch;
};

TEST_F(PictureOracle, RealPhotographsKeepTheirPixelsAndNoExif) {
    const fs::path folder = cw::testing::testData() / "fundus_hrf" / "images";
    if (!fs::is_directory(folder))
        GTEST_SKIP() << "no real test data (CONCORD_TEST_DATA or ../shared/data)";
    int pictures = 0;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const auto clean = must(deidentified(entry.path()));
        const auto plain = oracle("plain " + clean.string());
        EXPECT_EQ(plain.status, 0) << entry.path().filename() << ": " << plain.text;
        EXPECT_EQ(oracle("same " + entry.path().string() + " " + clean.string()).text, "\n");
        ++pictures;
    }
    EXPECT_GT(pictures, 2);
    // The oracle sees what it is asked for.
    EXPECT_NE(oracle("plain " + fs::directory_iterator(folder)->path().string()).status, 0);
}

// Case 13 of deidentification.md.
TEST_F(PictureOracle, TurnedPicturesAndOddCodingsKeepTheirPixels) {
    const std::string icc =
        "from PIL import ImageCms\n"
        "p = ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB')).tobytes()\n";
    const std::pair<const char*, std::string> cases[] = {
        {"turned.jpg", "e = I.Exif(); e[274] = 6; e[271] = 'CANARY'\n"
                       "I.fromarray(a).save(out, exif=e, comment=b'CANARY')\n"},
        {"progressive.jpg", "b = io.BytesIO(); I.fromarray(a).save(b, 'JPEG', progressive=True)\n"
                            "j = b.getvalue(); at = j.rindex(b'\\xff\\xda')\n"
                            "c = b'\\xff\\xfe\\x00\\x08CANARY'\n"
                            "open(out, 'wb').write(j[:at] + c + j[at:] + b'CANARY' + j)\n"},
        {"cmyk.jpg", "I.fromarray(a).convert('CMYK').save(out)\n"},
        {"grey.jpg", "I.fromarray(a[:, :, 0]).save(out)\n"},
        {"profile.jpg", icc + "I.fromarray(a).save(out, icc_profile=p)\n"},
        {"mpo.jpg", "I.fromarray(a).save(out, 'MPO', save_all=True, "
                    "append_images=[I.fromarray(255 - a)])\n"},
        {"sixteen.png", "I.fromarray((a[:, :, 0].astype('uint16') * 257 + 3)).save(out)\n"},
        {"palette.png", "I.fromarray(a).quantize(17).save(out)\n"},
        {"alpha.png", "I.fromarray(numpy.dstack([a, a[:, :, 0]]), 'RGBA').save(out)\n"},
        {"text.png", "from PIL.PngImagePlugin import PngInfo\ni = PngInfo()\n"
                     "i.add_text('Author', 'CANARY', zip=True); i.add_itxt('x', 'CANARY')\n"
                     "I.fromarray(a).save(out, pnginfo=i)\n"},
        {"profile.png", icc + "I.fromarray(a).save(out, icc_profile=p)\n"},
        {"animated.png", "I.fromarray(a).save(out, save_all=True, "
                         "append_images=[I.fromarray(255 - a)])\n"},
    };
    for (const auto& [name, script] : cases) {
        const auto file = made(name, script);
        const auto clean = deidentified(file);
        ASSERT_TRUE(clean) << name << ": " << clean.error().sentence();
        const auto bytes = cw::testing::textOf(must(core::readFile(*clean)));
        EXPECT_FALSE(cw::testing::contains(bytes, "CANARY")) << name;
        EXPECT_EQ(oracle("plain " + clean->string()).text, "\n") << name;
        EXPECT_EQ(oracle("same " + file.string() + " " + clean->string()).text, "\n") << name;
    }
}

TEST_F(PictureOracle, InterlacedAndOverfullPngsKeepTheirPixelsOnly) {
    // PIL writes no interlaced files: rows of the seven passes by hand, then a second stream.
    const auto file =
        made("adam7.png",
             "def chunk(n, d): return struct.pack('>I', len(d)) + n + d + struct.pack('>I', "
             "zlib.crc32(n + d))\n"
             "rows = b''\n"
             "for x, y, dx, dy in [(0,0,8,8),(4,0,8,8),(0,4,4,8),(2,0,4,4),(0,2,2,4),(1,0,2,2),"
             "(0,1,1,2)]:\n"
             "    part = a[y::dy, x::dx]\n"
             "    if part.size:\n"
             "        for row in part: rows += b'\\0' + row.tobytes()\n"
             "z = zlib.compress(rows + b'CANARY-ROWS') + b'CANARY-BEHIND'\n"
             "head = struct.pack('>IIBBBBB', 48, 40, 8, 2, 0, 0, 1)\n"
             "open(out, 'wb').write(b'\\x89PNG\\r\\n\\x1a\\n' + chunk(b'IHDR', head) + "
             "chunk(b'IDAT', z[:100]) + chunk(b'IDAT', z[100:]) + chunk(b'IEND', b''))\n");
    const auto clean = must(deidentified(file));
    EXPECT_EQ(oracle("same " + file.string() + " " + clean.string()).text, "\n");
    const auto inside = run("/usr/bin/python3 -c \"import zlib,re;d=open('" + clean.string() +
                            "','rb').read();i=d.index(b'IDAT');n=int.from_bytes(d[i-4:i],'big');"
                            "o=zlib.decompressobj();p=o.decompress(d[i+4:i+4+n]);"
                            "print(len(p)==sum(1 for _ in [0]) or b'CANARY' in p or "
                            "b'CANARY' in o.unused_data or b'CANARY' in d)\"");
    EXPECT_EQ(inside.text, "False\n");
}

TEST_F(PictureOracle, TiffAndBmpAreWrittenAgainWithoutLoss) {
    const std::pair<const char*, std::string> cases[] = {
        {"sixteen.tif", "I.fromarray(a[:, :, 0].astype('uint16') * 200 + 1).save(out, "
                        "description='CANARY')\n"},
        {"lzw.tif", "I.fromarray(a).save(out, compression='tiff_lzw', software='CANARY')\n"},
        {"grey.tif", "I.fromarray(a[:, :, 0]).save(out, compression='tiff_deflate')\n"},
        {"colour.bmp", "I.fromarray(a).save(out)\n"},
        {"palette.bmp", "I.fromarray(a).quantize(30).save(out)\n"},
        {"bits.bmp", "I.fromarray(a[:, :, 0]).convert('1').save(out)\n"},
        // Eight bits, run lengths: each row of 48 is one run and an end of line.
        {"rle.bmp",
         "p = b''.join(bytes([i, 255 - i, i // 2, 0]) for i in range(256))\n"
         "r = b''.join(bytes([48, 3 * y, 0, 0]) for y in range(40)) + b'\\0\\1'\n"
         "h = struct.pack('<IiiHHIIiiII', 40, 48, 40, 1, 8, 1, len(r), 0, 0, 256, 0)\n"
         "open(out, 'wb').write(b'BM' + struct.pack('<IHHI', 54 + 1024 + len(r), 0, 0, 54 + 1024)"
         " + h + p + r)\n"},
    };
    for (const auto& [name, script] : cases) {
        const auto file = made(name, script);
        const auto clean = deidentified(file);
        ASSERT_TRUE(clean) << name << ": " << clean.error().sentence();
        EXPECT_FALSE(
            cw::testing::contains(cw::testing::textOf(must(core::readFile(*clean))), "CANARY"))
            << name;
        const auto colours = run("/usr/bin/python3 -c \"import numpy,PIL.Image as I;"
                                 "a,b=I.open('" +
                                 file.string() + "'),I.open('" + clean->string() +
                                 "');m='I' if a.mode.startswith('I') else 'RGB';"
                                 "print(numpy.array_equal(numpy.asarray(a.convert(m)),"
                                 "numpy.asarray(b.convert(m))))\"");
        EXPECT_EQ(colours.text, "True\n") << name;
    }
}

TEST_F(PictureOracle, WhatCannotBeKeptWithoutLossIsRefusedInWords) {
    const std::tuple<const char*, std::string, const char*> cases[] = {
        {"pages.tif", "I.fromarray(a).save(out, save_all=True, append_images=[I.fromarray(a)])\n",
         "several pages"},
        {"alpha.tif", "I.fromarray(numpy.dstack([a, a[:, :, 0]]), 'RGBA').save(out)\n",
         "transparency"},
        {"inks.tif", "I.fromarray(a).convert('CMYK').save(out)\n", "inks"},
        {"float.tif", "I.fromarray(a[:, :, 0].astype('float32') / 3).save(out)\n", ""},
    };
    for (const auto& [name, script, words] : cases) {
        const auto refused = deidentified(made(name, script));
        ASSERT_FALSE(refused) << name;
        EXPECT_EQ(refused.error().code, ErrorCode::Unsupported) << name;
        EXPECT_TRUE(cw::testing::contains(refused.error().sentence(), words))
            << refused.error().sentence();
    }
}

TEST_F(PictureOracle, AWideColourProfileIsReportedAndAnSrgbOneIsNot) {
    const auto srgb =
        made("srgb.jpg", "from PIL import ImageCms\n"
                         "p = ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB')).tobytes()\n"
                         "I.fromarray(a).save(out, icc_profile=p)\n");
    const auto wide =
        made("wide.png", "from PIL import ImageCms\n"
                         "p = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB'))"
                         ".tobytes())\n"
                         "at = p.index(b'rXYZ'); o = int.from_bytes(p[at+4:at+8], 'big')\n"
                         "p[o+8:o+12] = struct.pack('>i', int(0.61 * 65536))\n"
                         "I.fromarray(a).save(out, icc_profile=bytes(p))\n");
    EXPECT_EQ(colourProfileOf(must(core::readFile(srgb))), ColourProfile::LikeSrgb);
    EXPECT_EQ(colourProfileOf(must(core::readFile(wide))), ColourProfile::Other);
    EXPECT_EQ(colourProfileOf(must(imaging::encodePng(must(imaging::readPicture(srgb)).image))),
              ColourProfile::None);
    const auto record = must(deidentifyFile(wide, m_scratch.path() / "o.png",
                                            cw::testing::contextOf("curation"), "wide.png"));
    ASSERT_EQ(record.record.warnings.size(), 1U);
    EXPECT_TRUE(cw::testing::contains(record.record.warnings[0], "colour profile"));
}

// Hiding in DICOM, judged by pydicom and DCMTK.
TEST_F(PictureOracle, HiddenBoxesChangeNothingElseForOtherReaders) {
    core::Random random(11);
    auto instance = cw::testing::instanceOf(cw::testing::randomImage(
        random, 70, 50, core::SampleType::U16, core::PixelMeaning::Monochrome2, 12));
    using dicom::TransferSyntax;
    for (const auto syntax :
         {TransferSyntax::ImplicitLittle, TransferSyntax::ExplicitLittle,
          TransferSyntax::ExplicitBig, TransferSyntax::Deflated, TransferSyntax::Rle,
          TransferSyntax::JpegLossless, TransferSyntax::JpegLsLossless}) {
        const auto before = m_scratch.path() / "before.dcm", after = m_scratch.path() / "after.dcm";
        const auto file = must(dicom::encodeInstance(instance, syntax));
        must(core::writeWhole(before, file));
        const TextBox box{.box = {11, 7, 43, 29}, .frame = 0};
        must(core::writeWhole(after, must(hideBoxes(file, std::vector{box})).bytes));
        const auto answer =
            oracle("outside " + before.string() + " " + after.string() + " 11,7,43,29");
        EXPECT_EQ(answer.text, "\n") << dicom::uid(syntax);
    }
}

// Every transfer syntax that real files are at hand in; DCMTK and pydicom decode.
TEST_F(PictureOracle, HiddenBoxesOfRealFilesKeepSyntaxAndPixelsOutside) {
    if (!fs::is_directory(cw::testing::testData()))
        GTEST_SKIP() << "no real test data (CONCORD_TEST_DATA or ../shared/data)";
    for (const char* name :
         {"mg_dicom_transcoded/OutOfBoundsOverlay_RLE.dcm",
          "mg_dicom_transcoded/OutOfBoundsOverlay_EBE.dcm",
          "mg_dicom_transcoded/OutOfBoundsOverlay_ILE.dcm",
          "mg_dicom_transcoded/OutOfBoundsOverlay_DEFL.dcm",
          "mg_dicom_transcoded/OutOfBoundsOverlay_J2KR.dcm",
          "mg_dicom_transcoded/OutOfBoundsOverlay_JLSL.dcm",
          "mg_dicom_transcoded/OutOfBoundsOverlay_JLSN_md2.dcm",
          "mg_dicom_transcoded/OutOfBoundsOverlay_JPLL70.dcm", "mg_dicom/OutOfBoundsOverlay.dcm",
          "op_dicom/sample-op.dcm", "mg_dicom/jpeg2k_3d.dcm"}) {
        const fs::path source = cw::testing::testData() / name;
        const auto file = must(core::readFile(source));
        const auto before = must(dicom::readInstance(file));
        const TextBox box{.box = {30, 20, 90, 60}, .frame = -1};
        const auto hidden = must(hideBoxes(file, std::vector{box}));
        EXPECT_FALSE(hidden.recoded) << name;
        const auto after = must(dicom::readInstance(hidden.bytes));
        EXPECT_EQ(after.transferSyntaxUid(), before.transferSyntaxUid()) << name;
        const auto was = must(dicom::decodeFrame(before, 0, dicom::ColourHandling::Stored)),
                   is = must(dicom::decodeFrame(after, 0, dicom::ColourHandling::Stored));
        int changed = 0;
        for (int y = 0; y < was.height(); ++y)
            for (int x = 0; x < was.width(); ++x)
                for (int s = 0; s < was.samplesPerPixel(); ++s) {
                    const bool inside = x >= 30 && x < 90 && y >= 20 && y < 60;
                    changed += !inside && was.valueAt(x, y, s) != is.valueAt(x, y, s) ? 1 : 0;
                }
        EXPECT_EQ(changed, 0) << name;
        const std::string uid = before.transferSyntaxUid();
        if (uid.ends_with(".90") || uid.ends_with(".91"))
            continue; // neither DCMTK nor pydicom reads JPEG 2000 here
        const auto target = m_scratch.path() / "hidden.dcm";
        must(core::writeWhole(target, hidden.bytes));
        EXPECT_EQ(
            oracle("outside " + source.string() + " " + target.string() + " 30,20,90,60").text,
            "\n")
            << name;
    }
}

TEST_F(PictureOracle, HiddenBoxesOfALooseJpegLeaveItsOtherBlocksForOtherReaders) {
    const auto file =
        made("big.jpg", "I.fromarray(numpy.tile(a, (5, 6, 1))).save(out, quality=88)\n");
    const TextBox box{.box = {100, 80, 150, 100}};
    const auto after = m_scratch.path() / "after.jpg";
    must(core::writeWhole(after,
                          must(hideBoxes(must(core::readFile(file)), std::vector{box})).bytes));
    const auto answer = run("/usr/bin/python3 -c \"import numpy,PIL.Image as I;"
                            "a=numpy.asarray(I.open('" +
                            file.string() + "')).copy();b=numpy.asarray(I.open('" + after.string() +
                            "')).copy();print(int(b[80:100,100:150].max()));"
                            "a[62:130,78:178]=0;b[62:130,78:178]=0;print((a==b).all())\"");
    EXPECT_EQ(answer.text, "0\nTrue\n");
}

} // namespace
} // namespace cw::anonymizer
