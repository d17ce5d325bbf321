// SPDX-License-Identifier: Apache-2.0
#include "core/Base64.h"

#include <algorithm>
#include <openssl/evp.h>

namespace cw::core {

std::string base64(std::span<const std::byte> bytes) {
    // OpenSSL counts in int: in parts, each of whole groups of three bytes.
    constexpr std::size_t kPart = 3U << 20;
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += kPart) {
        const auto part = bytes.subspan(at, std::min(kPart, bytes.size() - at));
        std::string coded((part.size() + 2) / 3 * 4 + 1, '\0'); // it ends with a zero
        const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(coded.data()),
                                           reinterpret_cast<const unsigned char*>(part.data()),
                                           static_cast<int>(part.size()));
        text.append(coded, 0, static_cast<std::size_t>(length));
    }
    return text;
}

} // namespace cw::core
