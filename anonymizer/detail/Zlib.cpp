// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/Zlib.h"
#include <algorithm>
#include <limits>
#include <new>
#include <zlib.h>

namespace cw::anonymizer {
namespace {

constexpr std::size_t kStep = 1U << 20;

uInt part(std::size_t bytes) {
    return static_cast<uInt>(std::min<std::size_t>(bytes, std::numeric_limits<uInt>::max() / 2));
}

} // namespace

std::optional<Inflated> inflateZlib(std::span<const std::byte> packed, std::size_t limit) {
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK)
        return std::nullopt;
    Inflated result;
    int state = Z_OK;
    std::size_t fed = 0;
    while (state == Z_OK && result.plain.size() < limit) {
        if (stream.avail_in == 0) {
            stream.next_in =
                const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.data())) + fed;
            stream.avail_in = part(packed.size() - fed);
            fed += stream.avail_in;
            if (stream.avail_in == 0)
                break;
        }
        const std::size_t had = result.plain.size(), room = std::min(kStep, limit - had);
        result.plain.resize(had + room);
        stream.next_out = reinterpret_cast<Bytef*>(result.plain.data() + had);
        stream.avail_out = static_cast<uInt>(room);
        state = inflate(&stream, Z_NO_FLUSH);
        result.plain.resize(had + room - stream.avail_out);
    }
    result.used = fed - stream.avail_in;
    result.complete = state == Z_STREAM_END;
    inflateEnd(&stream);
    if (result.used == 0 || (state != Z_OK && state != Z_STREAM_END && result.plain.empty()))
        return std::nullopt;
    return result;
}

std::vector<std::byte> deflateZlib(std::span<const std::byte> plain) {
    uLongf size = compressBound(static_cast<uLong>(plain.size()));
    std::vector<std::byte> packed(size);
    if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                  reinterpret_cast<const Bytef*>(plain.data()), static_cast<uLong>(plain.size()),
                  Z_DEFAULT_COMPRESSION) != Z_OK)
        throw std::bad_alloc(); // the only failure where there is room for the bound
    packed.resize(size);
    return packed;
}

} // namespace cw::anonymizer
