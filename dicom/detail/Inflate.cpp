// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/Inflate.h"

#include <algorithm>
#include <array>
#include <zlib.h>

namespace cw::dicom {
namespace {

constexpr std::size_t kChunk = 256U << 10;

Bytef* asBytef(ByteView bytes) {
    // zlib does not write to its input; next_in lacks the const for historical reasons.
    return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
}

Result<Bytes> inflateWith(ByteView deflated, std::uintmax_t limit, int windowBits) {
    z_stream stream{};
    if (inflateInit2(&stream, windowBits) != Z_OK)
        return fail(ErrorCode::Internal, "zlib could not start");
    Bytes out;
    std::vector<Bytef> chunk(kChunk);
    int state = Z_OK;
    std::size_t fed = 0;
    while (state == Z_OK) {
        if (stream.avail_in == 0) {
            const auto part = std::min<std::size_t>(deflated.size() - fed, 1U << 30);
            stream.next_in = asBytef(deflated.subspan(fed));
            stream.avail_in = static_cast<uInt>(part);
            fed += part;
        }
        stream.next_out = chunk.data();
        stream.avail_out = static_cast<uInt>(chunk.size());
        state = ::inflate(&stream, Z_NO_FLUSH);
        const auto made = chunk.size() - stream.avail_out;
        if (out.size() + made > limit) {
            inflateEnd(&stream);
            return fail(ErrorCode::TooLarge, "the deflated data set unpacks beyond the limit");
        }
        const auto* bytes = reinterpret_cast<const std::byte*>(chunk.data());
        out.insert(out.end(), bytes, bytes + made);
    }
    inflateEnd(&stream);
    if (state != Z_STREAM_END)
        return fail(ErrorCode::Malformed, "the deflated data set is damaged or cut off");
    return out;
}

} // namespace

Result<Bytes> inflate(ByteView deflated, std::uintmax_t limit) {
    auto raw = inflateWith(deflated, limit, -MAX_WBITS);
    if (raw || raw.error().code != ErrorCode::Malformed)
        return raw;
    auto wrapped = inflateWith(deflated, limit, MAX_WBITS);
    return wrapped ? std::move(wrapped) : std::move(raw);
}

Result<Bytes> deflate(ByteView plain) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        return fail(ErrorCode::Internal, "zlib could not start");
    Bytes out;
    std::vector<Bytef> chunk(kChunk);
    std::size_t fed = 0;
    int state = Z_OK;
    while (state == Z_OK) {
        if (stream.avail_in == 0 && fed < plain.size()) {
            const auto part = std::min<std::size_t>(plain.size() - fed, 1U << 30);
            stream.next_in = asBytef(plain.subspan(fed));
            stream.avail_in = static_cast<uInt>(part);
            fed += part;
        }
        stream.next_out = chunk.data();
        stream.avail_out = static_cast<uInt>(chunk.size());
        state = ::deflate(&stream, fed == plain.size() ? Z_FINISH : Z_NO_FLUSH);
        const auto* bytes = reinterpret_cast<const std::byte*>(chunk.data());
        out.insert(out.end(), bytes, bytes + (chunk.size() - stream.avail_out));
    }
    deflateEnd(&stream);
    if (state != Z_STREAM_END)
        return fail(ErrorCode::Internal, "zlib could not finish");
    return out;
}

} // namespace cw::dicom
