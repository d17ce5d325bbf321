// SPDX-License-Identifier: Apache-2.0
#include "imaging/Picture.h"

#include "core/Files.h"
#include "imaging/detail/CvBridge.h"
#include "imaging/detail/OpenCvCodecs.h"
#include "imaging/detail/PictureHeader.h"
#include "imaging/detail/Upright.h"
#include <cstring>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <string_view>

namespace cw::imaging {
namespace {

constexpr std::uintmax_t kMaxFileBytes = 1ULL << 30;

// OpenCV prints on its own what we report as an error.
void silenceOpenCv() {
    static const bool once = [] {
        cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
        return true;
    }();
    static_cast<void>(once);
}

// OpenCV turns TIFF pixels whatever it is told, and fails where width and height swap. So it gets
// bytes that say "upright", and every format is turned by us, once.
std::vector<std::byte> withoutTiffOrientation(std::span<const std::byte> bytes,
                                              std::size_t valueOffset) {
    std::vector<std::byte> patched(bytes.begin(), bytes.end());
    const bool bigEndian = std::to_integer<char>(bytes[0]) == 'M';
    patched[valueOffset] = std::byte{static_cast<unsigned char>(bigEndian ? 0 : 1)};
    patched[valueOffset + 1] = std::byte{static_cast<unsigned char>(bigEndian ? 1 : 0)};
    return patched;
}

Result<cv::Mat> decodedMatrix(std::span<const std::byte> bytes) {
    // ANYCOLOR drops alpha; IGNORE_ORIENTATION because uprightImage() does it for all formats.
    constexpr int kFlags =
        cv::IMREAD_ANYCOLOR | cv::IMREAD_ANYDEPTH | cv::IMREAD_IGNORE_ORIENTATION;
    const cv::Mat buffer(1, static_cast<int>(bytes.size()), CV_8U,
                         const_cast<std::byte*>(bytes.data()));
    return detail::decodeWithOpenCv(buffer, kFlags);
}

Result<core::Image> decodePixels(std::span<const std::byte> bytes,
                                 const detail::PictureHeader& header) {
    const bool turned = header.format == PictureFormat::Tiff && header.orientation != 1;
    CW_TRY(const cv::Mat matrix,
           turned ? decodedMatrix(withoutTiffOrientation(bytes, header.orientationValueOffset))
                  : decodedMatrix(bytes));
    if (matrix.empty())
        return fail(ErrorCode::Malformed, "the picture's pixels cannot be decoded");
    // libtiff turns 8-bit white-is-zero over by itself, 16-bit samples come as stored.
    const bool inverted = header.whiteIsZero && matrix.depth() == CV_16U;
    return detail::uprightImage(matrix, header.orientation,
                                inverted ? core::PixelMeaning::Monochrome1
                                         : core::PixelMeaning::Monochrome2);
}

Result<std::vector<std::byte>> encode(const core::Image& image, const char* extension,
                                      const std::vector<int>& parameters, bool allows16Bit) {
    const bool wide = image.sampleType() == core::SampleType::U16;
    if (image.sampleType() != core::SampleType::U8 && !(wide && allows16Bit))
        return fail(ErrorCode::Unsupported, "this picture format does not hold such samples");
    if (image.samplesPerPixel() != 1 && image.samplesPerPixel() != 3)
        return fail(ErrorCode::Unsupported, "only grey and colour pictures can be written");
    try {
        cv::Mat matrix = detail::viewOf(image);
        if (matrix.channels() == 3) {
            cv::Mat swapped(matrix.size(), matrix.type());
            const int order[] = {0, 2, 1, 1, 2, 0};
            cv::mixChannels(&matrix, 1, &swapped, 1, order, 3);
            matrix = swapped;
        }
        std::vector<unsigned char> encoded;
        CW_TRY(const bool done, detail::encodeWithOpenCv(extension, matrix, encoded, parameters));
        if (!done)
            return fail(ErrorCode::Internal, "the picture cannot be encoded");
        const auto* first = reinterpret_cast<const std::byte*>(encoded.data());
        return std::vector<std::byte>(first, first + encoded.size());
    } catch (const std::exception&) {
        return fail(ErrorCode::Internal, "the picture cannot be encoded");
    }
}

} // namespace

std::optional<PictureFormat> sniffPicture(std::span<const std::byte> firstBytes) {
    const auto starts = [&](std::string_view magic) {
        return firstBytes.size() >= magic.size() &&
               std::memcmp(firstBytes.data(), magic.data(), magic.size()) == 0;
    };
    using namespace std::string_view_literals;
    if (starts("\xFF\xD8\xFF"sv))
        return PictureFormat::Jpeg;
    if (starts("\x89PNG\r\n\x1A\n"sv))
        return PictureFormat::Png;
    if (starts("II*\0"sv) || starts("MM\0*"sv) || starts("II+\0"sv) || starts("MM\0+"sv))
        return PictureFormat::Tiff;
    // "BM" alone opens many texts: the reserved words must be zero and the header size known.
    if (starts("BM"sv) && firstBytes.size() >= 18) {
        const auto at = [&](std::size_t i) { return std::to_integer<unsigned>(firstBytes[i]); };
        const bool reservedZero = (at(6) | at(7) | at(8) | at(9)) == 0;
        if (reservedZero && at(14) >= 12 && at(15) == 0 && at(16) == 0 && at(17) == 0)
            return PictureFormat::Bmp;
    }
    return std::nullopt;
}

Result<Picture> decodePicture(std::span<const std::byte> bytes) {
    silenceOpenCv();
    if (bytes.size() > kMaxFileBytes)
        return fail(ErrorCode::TooLarge, "picture file of more than a gigabyte");
    CW_TRY(const auto header, detail::readHeader(bytes));
    CW_TRY(auto image,
           detail::guarded(ErrorCode::Malformed, "the picture's pixels cannot be decoded",
                           [&] { return decodePixels(bytes, header); }));
    const auto width = static_cast<std::uint64_t>(image.width());
    const auto height = static_cast<std::uint64_t>(image.height());
    const bool same = width == header.width && height == header.height;
    const bool swapped = width == header.height && height == header.width;
    if (!(header.orientation >= 5 ? swapped : same))
        return fail(ErrorCode::Malformed, "the picture's size is not what its header says");
    return Picture{std::move(image), header.format, header.orientation, header.pages,
                   header.partly};
}

Result<Picture> readPicture(const std::filesystem::path& file) {
    CW_TRY(const auto bytes, core::readFile(file, kMaxFileBytes));
    return decodePicture(bytes);
}

Result<std::vector<std::byte>> encodePng(const core::Image& image) {
    return encode(image, ".png", {cv::IMWRITE_PNG_COMPRESSION, 4}, true);
}

Result<std::vector<std::byte>> encodeJpeg(const core::Image& image, int quality) {
    if (quality < 1 || quality > 100)
        return fail(ErrorCode::InvalidArgument, "JPEG quality is 1 to 100");
    return encode(image, ".jpg", {cv::IMWRITE_JPEG_QUALITY, quality}, false);
}

Result<std::vector<std::byte>> encodeTiff(const core::Image& image) {
    constexpr int kLzw = 5; // TIFF 6.0 Compression: lossless, every reader has it
    return encode(image, ".tif", {cv::IMWRITE_TIFF_COMPRESSION, kLzw}, true);
}

} // namespace cw::imaging
