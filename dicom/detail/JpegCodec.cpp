// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/Codec.h"
#include "dicom/detail/InstanceImpl.h"

#include <dcmtk/dcmjpeg/djcparam.h>
#include <dcmtk/dcmjpeg/djdijg12.h>
#include <dcmtk/dcmjpeg/djdijg16.h>
#include <dcmtk/dcmjpeg/djdijg8.h>

namespace cw::dicom {
namespace {

/// Whether the samples are YCbCr. The stream's own marks win over the data set, where writers are
/// often wrong; without a mark the data set is believed.
bool isYcbcr(const JpegHeader& header, const FrameLayout& layout) {
    if (header.components != 3 || header.rgbComponents)
        return false;
    if (header.adobeTransform >= 0)
        return header.adobeTransform == 1;
    if (layout.photometric.starts_with("YBR"))
        return true;
    return header.jfif && !header.lossless();
}

std::unique_ptr<DJDecoder> decoderFor(int precision, const DJCodecParameter& parameter,
                                      bool ycbcr) {
    const OFBool isYbr = ycbcr ? OFTrue : OFFalse;
    if (precision <= 8)
        return std::make_unique<DJDecompressIJG8Bit>(parameter, isYbr);
    if (precision <= 12)
        return std::make_unique<DJDecompressIJG12Bit>(parameter, isYbr);
    return std::make_unique<DJDecompressIJG16Bit>(parameter, isYbr);
}

} // namespace

Result<RawFrame> decodeJpeg(ByteView coded, const FrameLayout& layout, bool toRgb) {
    CW_TRY(const auto header, jpegHeader(coded));
    CW_CHECK(checkAgainst(header, layout));
    if (header.precision > 12 && !header.lossless())
        return fail(ErrorCode::Unsupported, "lossy JPEG of more than 12 bits is not handled");
    if (coded.size() > 0xFFFFFFFFU)
        return fail(ErrorCode::TooLarge, "a compressed frame of 4 GiB");
    const bool ycbcr = isYcbcr(header, layout);
    const bool convert = ycbcr && toRgb;
    const DJCodecParameter parameter(ECC_lossyYCbCr, convert ? EDC_always : EDC_never, EUC_default,
                                     EPC_colorByPixel);
    const auto decoder = decoderFor(header.precision, parameter, ycbcr);
    const int bits = header.precision <= 8 ? 8 : 16;
    Bytes cells(layout.sampleCount() * static_cast<std::size_t>(bits / 8));
    if (decoder->init().bad())
        return fail(ErrorCode::Internal, "the JPEG decoder could not start");
    // The decoder does not write to its input; the parameter lacks the const.
    auto* in = const_cast<Uint8*>(reinterpret_cast<const Uint8*>(coded.data()));
    const auto state = decoder->decode(
        in, static_cast<Uint32>(coded.size()), reinterpret_cast<Uint8*>(cells.data()),
        static_cast<Uint32>(cells.size()), layout.isSigned ? OFTrue : OFFalse);
    if (state.bad())
        return fail(ErrorCode::Malformed, "the JPEG frame is damaged or cut off");
    auto colour = layout.photometric;
    if (header.components == 3)
        colour = ycbcr && !convert ? "YBR_FULL" : "RGB";
    return RawFrame(std::move(cells), bits, std::move(colour));
}

} // namespace cw::dicom
