// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/DcmtkFrame.h"
#include "dicom/detail/LossyEncode.h"

#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dcrlerp.h>
#include <dcmtk/dcmimage/diregist.h> // else DicomImage, behind JPEG-LS with loss, knows no colour
#include <dcmtk/dcmjpeg/djrplol.h>
#include <dcmtk/dcmjpls/djrparam.h>

namespace cw::dicom {
namespace {

tl::unexpected<Error> failed() {
    return fail(ErrorCode::Unsupported, "the encoder does not take pixels of this kind");
}

Result<void> putCells(DcmDataset& set, ByteView cells, int bitsAllocated) {
    OFCondition state;
    if (bitsAllocated <= 8)
        state = set.putAndInsertUint8Array(
            DCM_PixelData, reinterpret_cast<const Uint8*>(cells.data()), cells.size());
    else
        state = set.putAndInsertUint16Array(
            DCM_PixelData, reinterpret_cast<const Uint16*>(cells.data()), cells.size() / 2);
    return state.good() ? Result<void>{} : failed();
}

/// The fragments behind the offset table, put together.
Result<Bytes> fragmentsOf(DcmDataset& set, E_TransferSyntax syntax,
                          const DcmRepresentationParameter& parameter) {
    DcmElement* element = nullptr;
    DcmPixelSequence* sequence = nullptr;
    if (set.findAndGetElement(DCM_PixelData, element).bad())
        return failed();
    auto* pixels = dynamic_cast<DcmPixelData*>(element);
    if (pixels == nullptr ||
        pixels->getEncapsulatedRepresentation(syntax, &parameter, sequence).bad() ||
        sequence == nullptr)
        return failed();
    Bytes coded;
    for (unsigned long i = 1; i < sequence->card(); ++i) {
        DcmPixelItem* item = nullptr;
        Uint8* bytes = nullptr;
        if (sequence->getItem(item, i).bad() || item->getUint8Array(bytes).bad() ||
            bytes == nullptr)
            return failed();
        const auto* from = reinterpret_cast<const std::byte*>(bytes);
        coded.insert(coded.end(), from, from + item->getLength());
    }
    return coded;
}

Result<Bytes> encodeBy(E_TransferSyntax syntax, const DcmRepresentationParameter& parameter,
                       ByteView cells, const FrameLayout& layout) {
    auto set = singleFrameDataSet(layout, layout.bitsAllocated, layout.bitsStored);
    CW_CHECK(putCells(set, cells, layout.bitsAllocated));
    if (set.chooseRepresentation(syntax, &parameter).bad())
        return failed();
    return fragmentsOf(set, syntax, parameter);
}

} // namespace

Result<Bytes> encodeNearLossless(ByteView cells, const FrameLayout& layout, int near) {
    const DJLSRepresentationParameter parameter(static_cast<Uint16>(near), OFFalse);
    CW_TRY(auto coded, encodeBy(EXS_JPEGLSLossy, parameter, cells, layout));
    // Coded as if it had more bits, a value next to the largest could become larger than Bits
    // Stored can say, and be read as black.
    CW_TRY(const auto header, jpegHeader(coded));
    if (header.precision != layout.bitsStored)
        return fail(ErrorCode::Unsupported, "the encoder does not take pixels of this depth");
    return coded;
}

Result<Bytes> encodeFrame(TransferSyntax syntax, ByteView cells, const FrameLayout& layout) {
    if (layout.bitsAllocated != 8 && layout.bitsAllocated != 16)
        return fail(ErrorCode::Unsupported, "only 8- and 16-bit pixels are compressed");
    switch (syntax) {
    case TransferSyntax::Rle:
        return encodeBy(EXS_RLELossless, DcmRLERepresentationParameter(), cells, layout);
    case TransferSyntax::JpegLossless: // process 14, selection value 1, no point transform
        return encodeBy(EXS_JPEGProcess14SV1, DJ_RPLossless(1, 0), cells, layout);
    case TransferSyntax::JpegLsLossless:
        return encodeBy(EXS_JPEGLSLossless, DJLSRepresentationParameter(0, OFTrue), cells, layout);
    case TransferSyntax::Jpeg2000Lossless:
        return encodeJpeg2000(cells, layout);
    default:
        break;
    }
    return fail(ErrorCode::InvalidArgument, "the transfer syntax does not compress pixels");
}

} // namespace cw::dicom
