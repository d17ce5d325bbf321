// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/LossyEncode.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <openjpeg.h>

namespace cw::dicom {
namespace {

struct CodecDeleter {
    void operator()(opj_codec_t* codec) const { opj_destroy_codec(codec); }
};
struct StreamDeleter {
    void operator()(opj_stream_t* stream) const { opj_stream_destroy(stream); }
};
struct ImageDeleter {
    void operator()(opj_image_t* image) const { opj_image_destroy(image); }
};
using CodecPtr = std::unique_ptr<opj_codec_t, CodecDeleter>;
using StreamPtr = std::unique_ptr<opj_stream_t, StreamDeleter>;
using ImagePtr = std::unique_ptr<opj_image_t, ImageDeleter>;

/// A cursor over bytes in memory, for reading.
struct Source {
    ByteView bytes;
    std::size_t at = 0;
};

OPJ_SIZE_T readSource(void* buffer, OPJ_SIZE_T count, void* user) {
    auto& source = *static_cast<Source*>(user);
    const auto left = source.bytes.size() - source.at;
    if (left == 0)
        return static_cast<OPJ_SIZE_T>(-1);
    const auto part = std::min<std::size_t>(count, left);
    std::memcpy(buffer, source.bytes.data() + source.at, part);
    source.at += part;
    return part;
}

OPJ_BOOL seekSource(OPJ_OFF_T to, void* user) {
    auto& source = *static_cast<Source*>(user);
    if (to < 0 || static_cast<std::size_t>(to) > source.bytes.size())
        return OPJ_FALSE;
    source.at = static_cast<std::size_t>(to);
    return OPJ_TRUE;
}

OPJ_OFF_T skipSource(OPJ_OFF_T by, void* user) {
    auto& source = *static_cast<Source*>(user);
    const auto left = static_cast<OPJ_OFF_T>(source.bytes.size() - source.at);
    const auto step = std::clamp<OPJ_OFF_T>(by, -static_cast<OPJ_OFF_T>(source.at), left);
    source.at = static_cast<std::size_t>(static_cast<OPJ_OFF_T>(source.at) + step);
    return step;
}

/// The growing bytes of an encoder, with a cursor.
struct Sink {
    Bytes bytes;
    std::size_t at = 0;
    void reach(std::size_t end) {
        if (end > bytes.size())
            bytes.resize(end);
    }
};

OPJ_SIZE_T writeSink(void* buffer, OPJ_SIZE_T count, void* user) {
    auto& sink = *static_cast<Sink*>(user);
    sink.reach(sink.at + count);
    std::memcpy(sink.bytes.data() + sink.at, buffer, count);
    sink.at += count;
    return count;
}

OPJ_BOOL seekSink(OPJ_OFF_T to, void* user) {
    auto& sink = *static_cast<Sink*>(user);
    if (to < 0)
        return OPJ_FALSE;
    sink.at = static_cast<std::size_t>(to);
    sink.reach(sink.at);
    return OPJ_TRUE;
}

OPJ_OFF_T skipSink(OPJ_OFF_T by, void* user) {
    auto& sink = *static_cast<Sink*>(user);
    return seekSink(static_cast<OPJ_OFF_T>(sink.at) + by, user) == OPJ_TRUE ? by : -1;
}

std::uint32_t big(ByteView bytes, std::size_t at, std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value = (value << 8) | std::to_integer<std::uint32_t>(bytes[at + i]);
    return value;
}

constexpr std::uint32_t kSoc = 0xFF4F, kSiz = 0xFF51, kCod = 0xFF52, kCoc = 0xFF53, kSot = 0xFF90;
constexpr std::uint64_t kMaxTiles = 16384;      ///< OpenJPEG allocates 6 KB for each at once
constexpr std::uint64_t kMaxBlocks = 2'000'000; ///< code blocks and precincts of one frame

/// The codestream inside a JP2 file's boxes, or the bytes themselves.
Result<ByteView> codestreamOf(ByteView coded) {
    std::size_t at = 0;
    while (coded.size() >= 4 && big(coded, 0, 2) != kSoc) {
        if (coded.size() - at < 8)
            return fail(ErrorCode::Malformed, "the JPEG 2000 frame holds no codestream");
        const auto length = big(coded, at, 4);
        if (big(coded, at + 4, 4) == 0x6A703263) // 'jp2c'
            return coded.subspan(at + 8);
        if (length < 8 || length > coded.size() - at)
            return fail(ErrorCode::Malformed, "the JPEG 2000 frame has a box astray");
        at += length;
    }
    return coded;
}

struct CodestreamSize {
    std::uint32_t width = 0, height = 0, tileWidth = 0, tileHeight = 0;
    std::uint64_t tiles = 0;
    std::uint32_t components = 0;
};

/// ISO/IEC 15444-1 A.5.1.
Result<CodestreamSize> readSize(ByteView segment, const FrameLayout& layout) {
    if (segment.size() < 36)
        return fail(ErrorCode::Malformed, "the JPEG 2000 header is cut off");
    const auto x = big(segment, 2, 4), y = big(segment, 6, 4), x0 = big(segment, 10, 4),
               y0 = big(segment, 14, 4);
    CodestreamSize size;
    size.tileWidth = big(segment, 18, 4);
    size.tileHeight = big(segment, 22, 4);
    const auto tx0 = big(segment, 26, 4), ty0 = big(segment, 30, 4);
    size.components = big(segment, 34, 2);
    if (x <= x0 || y <= y0 || size.tileWidth == 0 || size.tileHeight == 0 || tx0 > x0 || ty0 > y0)
        return fail(ErrorCode::Malformed, "the JPEG 2000 header describes no picture");
    size.width = x - x0;
    size.height = y - y0;
    if (size.width != static_cast<std::uint32_t>(layout.columns) ||
        size.height != static_cast<std::uint32_t>(layout.rows) ||
        size.components != static_cast<std::uint32_t>(layout.samples))
        return fail(ErrorCode::Malformed,
                    "the compressed frame is of another size than the data set says");
    if (segment.size() < 36 + 3 * std::size_t{size.components})
        return fail(ErrorCode::Malformed, "the JPEG 2000 header is cut off");
    for (std::size_t c = 0; c < size.components; ++c) {
        if (big(segment, 37 + 3 * c, 2) != 0x0101)
            return fail(ErrorCode::Unsupported, "subsampled JPEG 2000 is not handled");
        if ((big(segment, 36 + 3 * c, 1) & 0x7FU) + 1 > 16)
            return fail(ErrorCode::Unsupported, "JPEG 2000 of more than 16 bits is not handled");
    }
    const auto across = (std::uint64_t{x} - tx0 + size.tileWidth - 1) / size.tileWidth;
    const auto down = (std::uint64_t{y} - ty0 + size.tileHeight - 1) / size.tileHeight;
    size.tiles = across * down;
    if (size.tiles > kMaxTiles)
        return fail(ErrorCode::TooLarge, "the JPEG 2000 frame has too many tiles");
    return size;
}

/// Coding style parameters from the decomposition levels on: levels, block size exponents, style,
/// transform, precincts. How many blocks they cut the frame into decides the memory.
Result<void> checkBlocks(ByteView style, bool ownPrecincts, const CodestreamSize& size) {
    if (style.size() < 5)
        return fail(ErrorCode::Malformed, "the JPEG 2000 coding style is cut off");
    const std::size_t levels = big(style, 0, 1);
    const auto blockWidth = big(style, 1, 1) + 2, blockHeight = big(style, 2, 1) + 2;
    if (levels > 32 || blockWidth > 10 || blockHeight > 10 || blockWidth + blockHeight > 12)
        return fail(ErrorCode::Malformed, "the JPEG 2000 coding style is impossible");
    const auto pixels = std::uint64_t{size.width} * size.height * size.components;
    auto blocks = (pixels >> (blockWidth + blockHeight)) * 4 / 3;
    blocks += size.tiles * (3 * levels + 1) * size.components;
    if (ownPrecincts) {
        if (style.size() < 5 + levels + 1)
            return fail(ErrorCode::Malformed, "the JPEG 2000 coding style is cut off");
        for (std::size_t r = 0; r <= levels; ++r) {
            const auto exponents = big(style, 5 + r, 1);
            const auto shift = (exponents & 15U) + (exponents >> 4);
            // Resolution r holds 1/4^(levels - r) of the pixels.
            const auto part = pixels >> std::min<std::size_t>(2 * (levels - r), 63);
            blocks += 3 * (part >> shift);
        }
    }
    if (blocks > kMaxBlocks)
        return fail(ErrorCode::TooLarge, "the JPEG 2000 frame is cut into too many blocks");
    return {};
}

/// Main and tile-part headers, before OpenJPEG allocates by them.
Result<void> checkCodestream(ByteView coded, const FrameLayout& layout) {
    CW_TRY(const auto bytes, codestreamOf(coded));
    if (bytes.size() < 6 || big(bytes, 0, 2) != kSoc || big(bytes, 2, 2) != kSiz)
        return fail(ErrorCode::Malformed, "the frame does not start as a JPEG 2000 codestream");
    CodestreamSize size;
    std::size_t at = 2;
    while (at + 4 <= bytes.size()) {
        const auto code = big(bytes, at, 2);
        const std::size_t length = big(bytes, at + 2, 2);
        if (code < 0xFF00 || length < 2 || length > bytes.size() - at - 2)
            return fail(ErrorCode::Malformed, "the JPEG 2000 header has a marker astray");
        const auto segment = bytes.subspan(at + 4, length - 2);
        if (code == kSot)
            return {};
        if (code == kSiz) {
            CW_TRY(size, readSize(segment, layout));
        } else if (code == kCod) {
            if (segment.size() < 5)
                return fail(ErrorCode::Malformed, "the JPEG 2000 coding style is cut off");
            CW_CHECK(checkBlocks(segment.subspan(5), (big(segment, 0, 1) & 1U) != 0, size));
        } else if (code == kCoc) {
            const std::size_t wide = size.components < 257 ? 1 : 2;
            if (segment.size() < wide + 1)
                return fail(ErrorCode::Malformed, "the JPEG 2000 coding style is cut off");
            CW_CHECK(
                checkBlocks(segment.subspan(wide + 1), (big(segment, wide, 1) & 1U) != 0, size));
        }
        at += 2 + length;
    }
    return fail(ErrorCode::Malformed, "the JPEG 2000 frame holds no tile");
}

StreamPtr streamOf(Source& source) {
    StreamPtr stream(opj_stream_default_create(OPJ_TRUE));
    opj_stream_set_read_function(stream.get(), readSource);
    opj_stream_set_seek_function(stream.get(), seekSource);
    opj_stream_set_skip_function(stream.get(), skipSource);
    opj_stream_set_user_data(stream.get(), &source, nullptr);
    opj_stream_set_user_data_length(stream.get(), source.bytes.size());
    return stream;
}

Result<ImagePtr> decoded(ByteView coded) {
    Source source{.bytes = coded};
    const auto stream = streamOf(source);
    const bool raw = coded.size() >= 2 && big(coded, 0, 2) == kSoc;
    const CodecPtr codec(opj_create_decompress(raw ? OPJ_CODEC_J2K : OPJ_CODEC_JP2));
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    opj_image_t* header = nullptr;
    const bool ready = opj_setup_decoder(codec.get(), &parameters) == OPJ_TRUE &&
                       opj_read_header(stream.get(), codec.get(), &header) == OPJ_TRUE;
    ImagePtr image(header);
    if (!ready || !image || opj_decode(codec.get(), stream.get(), image.get()) != OPJ_TRUE)
        return fail(ErrorCode::Malformed, "the JPEG 2000 frame is damaged or cut off");
    return image;
}

} // namespace

Result<RawFrame> decodeJpeg2000(ByteView coded, const FrameLayout& layout) {
    CW_CHECK(checkCodestream(coded, layout));
    CW_TRY(const auto image, decoded(coded));
    const auto samples = static_cast<std::size_t>(layout.samples);
    if (image->numcomps < samples)
        return fail(ErrorCode::Malformed, "the JPEG 2000 frame lacks a component");
    OPJ_UINT32 precision = 0;
    for (std::size_t c = 0; c < samples; ++c) {
        const auto& component = image->comps[c];
        if (component.data == nullptr || component.w != static_cast<OPJ_UINT32>(layout.columns) ||
            component.h != static_cast<OPJ_UINT32>(layout.rows))
            return fail(ErrorCode::Malformed, "a JPEG 2000 component has a wrong size");
        precision = std::max(precision, component.prec);
    }
    const std::size_t cell = precision <= 8 && layout.bitsAllocated <= 8 ? 1 : 2;
    Bytes cells(layout.sampleCount() * cell);
    for (std::size_t c = 0; c < samples; ++c) {
        const auto* from = image->comps[c].data;
        for (std::size_t i = 0; i < layout.pixelCount(); ++i) {
            const auto value = static_cast<std::uint32_t>(from[i]);
            const auto to = (i * samples + c) * cell;
            cells[to] = static_cast<std::byte>(value & 0xFFU);
            if (cell == 2)
                cells[to + 1] = static_cast<std::byte>((value >> 8) & 0xFFU);
        }
    }
    // The component transforms RCT and ICT are undone by the codec.
    const bool transformed = layout.photometric == "YBR_RCT" || layout.photometric == "YBR_ICT";
    return RawFrame(std::move(cells), static_cast<int>(8 * cell),
                    transformed ? "RGB" : layout.photometric);
}

namespace {

ImagePtr imageFor(ByteView cells, const FrameLayout& layout, int precision) {
    const auto samples = static_cast<std::size_t>(layout.samples);
    std::vector<opj_image_cmptparm_t> parameters(samples);
    for (auto& p : parameters) {
        p = {};
        p.dx = p.dy = 1;
        p.w = static_cast<OPJ_UINT32>(layout.columns);
        p.h = static_cast<OPJ_UINT32>(layout.rows);
        p.prec = static_cast<OPJ_UINT32>(precision);
        p.sgnd = layout.isSigned ? 1 : 0;
    }
    ImagePtr image(opj_image_create(static_cast<OPJ_UINT32>(samples), parameters.data(),
                                    samples == 3 ? OPJ_CLRSPC_SRGB : OPJ_CLRSPC_GRAY));
    if (!image)
        return image;
    image->x1 = static_cast<OPJ_UINT32>(layout.columns);
    image->y1 = static_cast<OPJ_UINT32>(layout.rows);
    const auto cell = layout.cellBytes();
    for (std::size_t i = 0; i < layout.sampleCount(); ++i) {
        auto value = std::to_integer<std::int32_t>(cells[i * cell]);
        if (cell == 2)
            value |= std::to_integer<std::int32_t>(cells[i * cell + 1]) << 8;
        if (layout.isSigned)
            value = cell == 2 ? static_cast<std::int16_t>(value) : static_cast<std::int8_t>(value);
        image->comps[i % samples].data[i / samples] = value;
    }
    return image;
}

/// Bits Stored if every cell fits into them, else the whole cell: nothing of it may be lost.
int precisionOf(ByteView cells, const FrameLayout& layout) {
    const auto cell = layout.cellBytes();
    const int bits = layout.bitsStored;
    for (std::size_t at = 0; at + cell <= cells.size(); at += cell) {
        auto value = std::to_integer<std::int32_t>(cells[at]);
        if (cell == 2)
            value |= std::to_integer<std::int32_t>(cells[at + 1]) << 8;
        if (layout.isSigned) {
            value = cell == 2 ? static_cast<std::int16_t>(value) : static_cast<std::int8_t>(value);
            value = value < 0 ? ~value : value;
            if (value >> (bits - 1) != 0)
                return layout.bitsAllocated;
        } else if (value >> bits != 0) {
            return layout.bitsAllocated;
        }
    }
    return bits;
}

int resolutionsFor(const FrameLayout& layout) {
    int resolutions = 1;
    for (int side = std::min(layout.rows, layout.columns); side >= 64 && resolutions < 6; side /= 2)
        ++resolutions;
    return resolutions;
}

} // namespace

namespace {

opj_cparameters_t parametersFor(const FrameLayout& layout) {
    opj_cparameters_t parameters;
    opj_set_default_encoder_parameters(&parameters); // 5-3 reversible, one layer
    parameters.numresolution = resolutionsFor(layout);
    parameters.tcp_numlayers = 1;
    parameters.tcp_rates[0] = 0; // lossless
    parameters.cp_disto_alloc = 1;
    parameters.tcp_mct = layout.samples == 3 && layout.photometric == "RGB" ? 1 : 0;
    return parameters;
}

Result<Bytes> encoded(opj_image_t* image, opj_cparameters_t parameters) {
    if (image == nullptr)
        return fail(ErrorCode::TooLarge, "no memory for the JPEG 2000 encoder");
    const CodecPtr codec(opj_create_compress(OPJ_CODEC_J2K));
    Sink sink;
    const StreamPtr stream(opj_stream_default_create(OPJ_FALSE));
    opj_stream_set_write_function(stream.get(), writeSink);
    opj_stream_set_seek_function(stream.get(), seekSink);
    opj_stream_set_skip_function(stream.get(), skipSink);
    opj_stream_set_user_data(stream.get(), &sink, nullptr);
    if (opj_setup_encoder(codec.get(), &parameters, image) != OPJ_TRUE ||
        opj_start_compress(codec.get(), image, stream.get()) != OPJ_TRUE ||
        opj_encode(codec.get(), stream.get()) != OPJ_TRUE ||
        opj_end_compress(codec.get(), stream.get()) != OPJ_TRUE)
        return fail(ErrorCode::Internal, "the JPEG 2000 encoder failed");
    return std::move(sink.bytes);
}

} // namespace

Result<Bytes> encodeJpeg2000(ByteView cells, const FrameLayout& layout) {
    const auto image = imageFor(cells, layout, precisionOf(cells, layout));
    return encoded(image.get(), parametersFor(layout));
}

Result<Bytes> encodeLossyJpeg2000(ByteView cells, const FrameLayout& layout, double bytes) {
    const auto image = imageFor(cells, layout, layout.bitsStored);
    auto parameters = parametersFor(layout);
    parameters.irreversible = 1; // 9-7, and the irreversible colour transform
    // OpenJPEG counts the ratio from the bits of the samples, not from their cells.
    parameters.tcp_rates[0] = static_cast<float>(static_cast<double>(layout.sampleCount()) *
                                                 layout.bitsStored / 8 / std::max(bytes, 1.0));
    return encoded(image.get(), parameters);
}

} // namespace cw::dicom
