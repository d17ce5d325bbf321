// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/DcmtkFrame.h"

#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>

namespace cw::dicom {
namespace {

Result<std::unique_ptr<DcmPixelSequence>> sequenceOf(ByteView coded) {
    if (coded.size() > 0xFFFFFFFEU)
        return fail(ErrorCode::TooLarge, "a compressed frame of 4 GiB");
    auto sequence = std::make_unique<DcmPixelSequence>(DCM_PixelSequenceTag);
    for (const auto value : {ByteView(), coded}) {
        auto item = std::make_unique<DcmPixelItem>(DcmTag(DCM_Item, EVR_OB));
        if (!value.empty() &&
            item->putUint8Array(reinterpret_cast<const Uint8*>(value.data()), value.size()).bad())
            return fail(ErrorCode::Internal, "a fragment could not be made");
        if (sequence->insert(item.get()).bad())
            return fail(ErrorCode::Internal, "a fragment could not be made");
        item.release();
    }
    return sequence;
}

} // namespace

DcmDataset singleFrameDataSet(const FrameLayout& layout, int bitsAllocated, int bitsStored) {
    DcmDataset set;
    const auto put = [&set](const DcmTagKey& tag, int value) {
        set.putAndInsertUint16(tag, static_cast<Uint16>(value));
    };
    put(DCM_SamplesPerPixel, layout.samples);
    set.putAndInsertString(DCM_PhotometricInterpretation,
                           layout.samples == 3 ? "RGB" : "MONOCHROME2");
    if (layout.samples == 3)
        put(DCM_PlanarConfiguration, 0);
    put(DCM_Rows, layout.rows);
    put(DCM_Columns, layout.columns);
    put(DCM_BitsAllocated, bitsAllocated);
    put(DCM_BitsStored, bitsStored);
    put(DCM_HighBit, bitsStored - 1);
    put(DCM_PixelRepresentation, layout.isSigned ? 1 : 0);
    return set;
}

Result<RawFrame> decodeJpegLs(ByteView coded, const FrameLayout& layout) {
    CW_TRY(const auto header, jpegHeader(coded));
    CW_CHECK(checkAgainst(header, layout));
    const int bits = header.precision <= 8 ? 8 : 16;
    auto set = singleFrameDataSet(layout, bits, header.precision);
    CW_TRY(auto sequence, sequenceOf(coded));
    DcmPixelData pixels(DCM_PixelData);
    pixels.putOriginalRepresentation(EXS_JPEGLSLossless, nullptr, sequence.release());
    Bytes cells(layout.sampleCount() * static_cast<std::size_t>(bits / 8));
    Uint32 fragment = 0;
    OFString colour;
    // DCMTK wants room for a frame padded to even length.
    cells.resize(cells.size() + cells.size() % 2);
    const auto state = pixels.getUncompressedFrame(&set, 0, fragment, cells.data(),
                                                   static_cast<Uint32>(cells.size()), colour);
    if (state.bad())
        return fail(ErrorCode::Malformed, "the JPEG-LS frame is damaged or cut off");
    cells.resize(layout.sampleCount() * static_cast<std::size_t>(bits / 8));
    return RawFrame(std::move(cells), bits, layout.photometric);
}

} // namespace cw::dicom
