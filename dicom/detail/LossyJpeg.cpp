// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/LossyEncode.h"

#include <dcmtk/dcmjpeg/djcparam.h>
#include <dcmtk/dcmjpeg/djeijg12.h>
#include <dcmtk/dcmjpeg/djeijg8.h>
#include <memory>

namespace cw::dicom {

Result<Bytes> encodeLossyJpeg(ByteView cells, const FrameLayout& layout, int quality) {
    const DJCodecParameter parameter(ECC_lossyYCbCr, EDC_never, EUC_never, EPC_colorByPixel,
                                     OFFalse, OFFalse, OFTrue, OFTrue /* best Huffman tables */);
    const auto interpretation = layout.samples == 3 ? EPI_RGB : EPI_Monochrome2;
    const auto columns = static_cast<Uint16>(layout.columns),
               rows = static_cast<Uint16>(layout.rows);
    const auto samples = static_cast<Uint16>(layout.samples);
    Uint8* coded = nullptr;
    Uint32 length = 0;
    OFCondition state;
    // The encoders do not write to their input; the parameter lacks the const.
    auto* bytes = const_cast<Uint8*>(reinterpret_cast<const Uint8*>(cells.data()));
    if (layout.bitsAllocated == 8) {
        DJCompressIJG8Bit encoder(parameter, EJM_baseline, static_cast<Uint8>(quality));
        state = encoder.encode(columns, rows, interpretation, samples, bytes, coded, length);
    } else {
        std::vector<Uint16> words(cells.size() / 2);
        for (std::size_t i = 0; i < words.size(); ++i)
            words[i] = static_cast<Uint16>(std::to_integer<unsigned>(cells[2 * i]) |
                                           std::to_integer<unsigned>(cells[2 * i + 1]) << 8);
        DJCompressIJG12Bit encoder(parameter, EJM_sequential, static_cast<Uint8>(quality));
        state = encoder.encode(columns, rows, interpretation, samples, words.data(), coded, length);
    }
    const std::unique_ptr<Uint8[]> owner(coded);
    if (state.bad() || coded == nullptr)
        return fail(ErrorCode::Unsupported, "the JPEG encoder does not take pixels of this kind");
    const auto* from = reinterpret_cast<const std::byte*>(coded);
    return Bytes(from, from + length);
}

} // namespace cw::dicom
