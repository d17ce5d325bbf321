// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/ByteReader.h"
#include "imaging/detail/PictureHeader.h"

#include <algorithm>
#include <cstring>

namespace cw::imaging::detail {
namespace {

// TIFF 6.0 section 8; Orientation is the same tag in EXIF 2.32.
constexpr unsigned kImageWidth = 256, kImageLength = 257, kBitsPerSample = 258, kPhotometric = 262,
                   kOrientation = 274, kSamplesPerPixel = 277, kTileWidth = 322, kTileLength = 323;

/// The first directory of a TIFF structure.
class TiffDirectory {
public:
    struct Entry {
        std::uint64_t value = 0;
        std::uint64_t valueOffset = 0; ///< where the value stands in the file
    };

    static std::optional<TiffDirectory> open(std::span<const std::byte> bytes) {
        if (bytes.size() < 8)
            return std::nullopt;
        const bool big = std::to_integer<char>(bytes[0]) == 'M';
        const ByteReader read(bytes, big);
        const auto version = read.number(2, 2);
        if (version != 42U && version != 43U)
            return std::nullopt;
        const bool bigTiff = version == 43U;
        const auto start = bigTiff ? read.number(8, 8) : read.number(4, 4);
        const auto count = start ? read.number(*start, bigTiff ? 8 : 2) : std::nullopt;
        if (!count)
            return std::nullopt;
        return TiffDirectory(read, bigTiff, *start + (bigTiff ? 8U : 2U),
                             std::min<std::uint64_t>(*count, 4096));
    }

    /// First value of a BYTE, SHORT, LONG or LONG8 entry.
    std::optional<Entry> find(unsigned tag) const {
        const unsigned entrySize = m_bigTiff ? 20 : 12, valueAt = m_bigTiff ? 12 : 8;
        for (std::uint64_t i = 0; i < m_count; ++i) {
            const auto at = m_start + i * entrySize;
            if (m_read.number(at, 2) != tag)
                continue;
            const auto type = m_read.number(at + 2, 2);
            const auto count = m_read.number(at + 4, m_bigTiff ? 8 : 4);
            const unsigned size = type == 1U    ? 1
                                  : type == 3U  ? 2
                                  : type == 4U  ? 4
                                  : type == 16U ? 8
                                                : 0;
            if (size == 0 || !count || *count == 0)
                return std::nullopt;
            auto where = at + valueAt;
            if (*count > (m_bigTiff ? 8U : 4U) / size) // too long for the entry: a pointer
                where = m_read.number(where, m_bigTiff ? 8 : 4).value_or(m_read.size());
            const auto value = m_read.number(where, size);
            return value ? std::optional<Entry>({*value, where}) : std::nullopt;
        }
        return std::nullopt;
    }
    std::uint64_t valueOr(unsigned tag, std::uint64_t fallback) const {
        const auto entry = find(tag);
        return entry ? entry->value : fallback;
    }

    /// Directories from this one on; a loop ends the count.
    int count() const {
        constexpr int kMost = 10000;
        int pages = 1;
        auto next = nextOf(m_start, m_count);
        while (next != 0 && pages < kMost) {
            const auto entries = m_read.number(next, m_bigTiff ? 8 : 2);
            if (!entries)
                break;
            ++pages;
            next = nextOf(next + (m_bigTiff ? 8U : 2U), *entries);
        }
        return pages;
    }

private:
    std::uint64_t nextOf(std::uint64_t start, std::uint64_t entries) const {
        if (entries > 4096)
            return 0;
        return m_read.number(start + entries * (m_bigTiff ? 20U : 12U), m_bigTiff ? 8 : 4)
            .value_or(0);
    }
    TiffDirectory(ByteReader read, bool bigTiff, std::uint64_t start, std::uint64_t count)
        : m_read(read), m_bigTiff(bigTiff), m_start(start), m_count(count) {}
    ByteReader m_read;
    bool m_bigTiff;
    std::uint64_t m_start, m_count;
};

int validOrientation(std::uint64_t value) {
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
}

} // namespace

int orientationOfExif(std::span<const std::byte> tiff) {
    const auto directory = TiffDirectory::open(tiff);
    return directory ? validOrientation(directory->valueOr(kOrientation, 1)) : 1;
}

Result<PictureHeader> readTiffHeader(std::span<const std::byte> bytes) {
    const auto directory = TiffDirectory::open(bytes);
    if (!directory)
        return fail(ErrorCode::Malformed, "TIFF without a readable directory");
    PictureHeader header;
    header.format = PictureFormat::Tiff;
    header.width = directory->valueOr(kImageWidth, 0);
    header.height = directory->valueOr(kImageLength, 0);
    const auto channels = directory->valueOr(kSamplesPerPixel, 1);
    const auto bits = directory->valueOr(kBitsPerSample, 1);
    const auto tile =
        std::max(directory->valueOr(kTileWidth, 0), directory->valueOr(kTileLength, 0));
    if (channels == 0 || channels > 8 || bits > 64)
        return fail(ErrorCode::Unsupported, "TIFF with an unusual number of channels or bits");
    if (tile > 1U << 15U)
        return fail(ErrorCode::TooLarge, "TIFF with tiles larger than this program opens");
    header.channels = static_cast<int>(channels);
    header.bitsPerSample = static_cast<int>(bits);
    header.pages = directory->count();
    header.partly = channels == 2 || channels > 3;
    header.whiteIsZero = directory->valueOr(kPhotometric, 1) == 0;
    if (const auto orientation = directory->find(kOrientation)) {
        header.orientation = validOrientation(orientation->value);
        header.orientationValueOffset = static_cast<std::size_t>(orientation->valueOffset);
    }
    return header;
}

} // namespace cw::imaging::detail
