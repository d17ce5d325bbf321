// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/detail/SourceView.h"
#include <functional>
#include <memory>

namespace cw::anonymizer {

using SeeDecoded =
    std::function<void(std::string_view decoded, std::size_t at, std::string_view what)>;
/// Runs of base64 (RFC 4648, also with line breaks and the URL alphabet) and of hexadecimal digits
/// in a text, decoded: at each of the places where a group may begin, for a run may begin in the
/// middle of one. what is "base64 text" or "hexadecimal text".
void decodeRuns(std::string_view text, const SeeDecoded& see);

/// Calls see(at) where a zlib (RFC 1950) or gzip (RFC 1952) stream may begin.
void findPacked(std::string_view text, const std::function<void(std::size_t at)>& see);

/// Unpacks streams, chunk by chunk.
class Unpacker {
public:
    enum class Format {
        Wrapped, ///< zlib or gzip, whichever the header says
        Bare     ///< deflate without a header (PS3.5 A.5)
    };
    enum class End {
        Whole,   ///< up to its end, or to where it breaks off
        TooLarge ///< more than the limit: the rest was not unpacked
    };
    Unpacker();
    ~Unpacker();
    Unpacker(const Unpacker&) = delete;
    Unpacker& operator=(const Unpacker&) = delete;

    /// Hands out what unpacks from at on, also of a stream that breaks off or is none: then perhaps
    /// nothing.
    End unpack(SourceView& file, std::uint64_t at, Format format, std::uint64_t limit,
               const std::function<void(std::string_view)>& see);

private:
    struct Stream;
    std::unique_ptr<Stream> m_stream; ///< kept, for most places that look like one are none
};

} // namespace cw::anonymizer
