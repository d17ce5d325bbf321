// SPDX-License-Identifier: Apache-2.0
#include "dicom/StreamedFile.h"

#include "dicom/detail/DataSetScan.h"
#include "dicom/detail/DeflateStream.h"
#include "dicom/detail/Element.h"
#include "dicom/detail/EncapsulatedCopy.h"
#include "dicom/detail/HeaderEncode.h"
#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/MetaHeader.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

namespace cw::dicom {
namespace {

constexpr std::size_t kFirstWindow = 64U << 10; ///< nearly every header
constexpr std::size_t kWindowGrowth = 4;
constexpr Tag kExtendedOffsets{0x7FE0, 0x0001}, kExtendedLengths{0x7FE0, 0x0002};

/// Compressed syntaxes whose frames can be looked through. Video (MPEG-2, H.264, HEVC) and what is
/// private or newer than this list is refused: what cannot be read cannot be vouched for.
bool isEncapsulatedSyntax(std::string_view uid) {
    constexpr std::string_view jpegRoot = "1.2.840.10008.1.2.4.";
    if (uid == "1.2.840.10008.1.2.5") // RLE
        return true;
    if (!uid.starts_with(jpegRoot))
        return false;
    const auto rest = uid.substr(jpegRoot.size());
    constexpr std::array<std::string_view, 9> others{"80", "81",  "90",  "91", "92",
                                                     "93", "201", "202", "203"};
    const bool jpeg = rest.size() == 2 && rest >= "50" && rest <= "70";
    return jpeg || std::ranges::find(others, rest) != others.end();
}

/// The first part of a source, grown on demand; a view where the source is memory already.
class Window {
public:
    explicit Window(const ByteSource& source) : m_source(source) {}
    Result<void> reach(std::uint64_t size) {
        size = std::min(size, m_source.size());
        if (m_source.descriptor() < 0) {
            m_view = m_source.memory();
            return {};
        }
        const auto had = m_view.size();
        if (size > had) {
            // Not a vector: zeros that are overwritten at once cost as much as the reading.
            auto bytes =
                std::make_unique_for_overwrite<std::byte[]>(static_cast<std::size_t>(size));
            if (had > 0)
                std::memcpy(bytes.get(), m_view.data(), had);
            const std::span all(bytes.get(), static_cast<std::size_t>(size));
            CW_CHECK(m_source.read(had, all.subspan(had)));
            m_bytes = std::move(bytes);
            m_view = all;
        }
        return {};
    }
    ByteView view() const { return m_view; }
    bool whole() const { return m_view.size() == m_source.size(); }

private:
    const ByteSource& m_source;
    std::unique_ptr<std::byte[]> m_bytes;
    ByteView m_view;
};

tl::unexpected<Error> headerTooLarge() {
    return fail(ErrorCode::TooLarge, "the header is larger than the limit");
}

Result<MetaHeader> metaOf(Window& window, std::uint64_t limit) {
    CW_CHECK(window.reach(kFirstWindow));
    for (;;) {
        auto meta = readMeta(window.view());
        // A meta header that ends with the window may go on behind it.
        const bool inside = meta && meta->dataSetAt + 16 <= window.view().size();
        if (inside || window.whole())
            return meta;
        if (window.view().size() >= limit)
            return headerTooLarge();
        CW_CHECK(window.reach(std::min(limit, window.view().size() * kWindowGrowth)));
    }
}

Result<ScannedDataSet> scanHeader(Window& window, const ByteSource& source, std::uint64_t at,
                                  const Encoding& encoding, std::uint64_t limit) {
    ScanLimits limits;
    limits.pixelsInPlace = true;
    limits.total = source.size() - at;
    if (window.view().empty())
        CW_CHECK(window.reach(kFirstWindow));
    for (;;) {
        CW_TRY(auto scanned,
               scanDataSet(window.view().subspan(static_cast<std::size_t>(at)), encoding, limits));
        if (scanned.wanted == 0) {
            if (scanned.canonical.size() > limit)
                return headerTooLarge();
            return scanned;
        }
        const auto wanted = at + scanned.wanted;
        if (wanted > limit)
            return headerTooLarge();
        CW_CHECK(window.reach(
            std::min(limit, std::max<std::uint64_t>(wanted + kFirstWindow,
                                                    window.view().size() * kWindowGrowth))));
    }
}

} // namespace

Result<StreamedFile> StreamedFile::open(ByteSource source, const Limits& limits) {
    prepareDcmtk();
    StreamedFile file(std::move(source));
    CW_CHECK(file.readHeader(limits));
    return file;
}

Result<void> StreamedFile::readHeader(const Limits& limits) {
    Window window(m_source);
    CW_TRY(const auto meta, metaOf(window, limits.headerBytes));
    m_metaSopClass = meta.sopClass;
    auto at = static_cast<std::uint64_t>(meta.dataSetAt);
    Encoding encoding;
    std::optional<Window> inner;
    if (meta.transferSyntax == uid(TransferSyntax::Deflated)) {
        const auto limit = inflatedLimit(m_source.size(), limits.inflatedBytes);
        CW_TRY(m_inflated, inflated(m_source, at, limit, limits.spillFolder));
        inner.emplace(*m_inflated);
        at = 0;
    } else {
        CW_TRY(encoding, encodingFor(meta.transferSyntax,
                                     window.view().subspan(static_cast<std::size_t>(at))));
    }
    CW_TRY(auto scanned,
           scanHeader(inner ? *inner : window, dataSource(), at, encoding, limits.headerBytes));
    if (scanned.canonical.empty() && !scanned.place)
        return fail(ErrorCode::Malformed, "the file holds no data set");
    CW_TRY(m_header, Header::of(std::move(scanned.canonical)));
    if (const auto& place = scanned.place)
        m_pixels = Pixels{.tag = place->tag,
                          .words = place->words,
                          .encapsulated = place->encapsulated(),
                          .valueAt = at + place->valueAt,
                          .length = place->length};
    return settle(meta.transferSyntax, encoding.explicitVr, encoding.bigEndian);
}

/// Which transfer syntax the output has, and whether the pixel data agree with it.
Result<void> StreamedFile::settle(const std::string& metaSyntax, bool explicitVr, bool bigEndian) {
    constexpr std::array<std::string_view, 3> native{"1.2.840.10008.1.2", "1.2.840.10008.1.2.1",
                                                     "1.2.840.10008.1.2.2"};
    if (m_inflated) {
        m_form = Form::Deflated;
        m_transferSyntax = metaSyntax;
    } else if (metaSyntax.empty() || std::ranges::find(native, metaSyntax) != native.end()) {
        m_explicitVr = explicitVr;
        m_bigEndian = bigEndian;
        m_transferSyntax = syntaxOf({explicitVr, bigEndian});
    } else if (isEncapsulatedSyntax(metaSyntax)) { // their header is explicit little endian (A.4)
        m_form = Form::Encapsulated;
        m_transferSyntax = metaSyntax;
    } else {
        return fail(ErrorCode::Unsupported, "the transfer syntax is video, private or unknown");
    }
    if (!m_pixels)
        return {};
    if (m_pixels->encapsulated && m_form != Form::Encapsulated)
        return fail(ErrorCode::Malformed,
                    "compressed pixel data in an uncompressed transfer syntax");
    if (!m_pixels->encapsulated && m_form == Form::Encapsulated && m_pixels->length > 0)
        return fail(ErrorCode::Malformed,
                    "uncompressed pixel data in a compressed transfer syntax");
    return {};
}

std::string StreamedFile::sopClassUid() const {
    auto own = m_header.text({0x0008, 0x0016}).value_or("");
    return own.empty() ? m_metaSopClass : own;
}

Result<StreamedFile::PixelReport> StreamedFile::write(Header header, const FrameFilter& filter,
                                                      ByteSink& sink) const {
    const auto sopClass = header.text({0x0008, 0x0016}).value_or(m_metaSopClass);
    const auto sopInstance = header.text({0x0008, 0x0018}).value_or("");
    if (sopClass.empty() || sopInstance.empty())
        return fail(ErrorCode::Malformed, "the data set has no SOP Class or SOP Instance UID");
    const auto start = partTenStart(sopClass, sopInstance, m_transferSyntax);
    if (m_pixels && m_pixels->encapsulated)
        return writeEncapsulated(std::move(header), start, filter, sink);
    // Tables of offsets mean nothing beside native pixels.
    if (header.has(kExtendedOffsets) || header.has(kExtendedLengths))
        header = header.without(std::array{kExtendedOffsets, kExtendedLengths});
    CW_CHECK(sink.write(start));
    if (m_form != Form::Deflated)
        return writeBody(header, sink);
    CW_TRY(const auto deflating, DeflateSink::over(sink));
    CW_TRY(const auto report, writeBody(header, *deflating));
    CW_CHECK(deflating->finish());
    return report;
}

Result<StreamedFile::PixelReport> StreamedFile::writeBody(const Header& header,
                                                          ByteSink& sink) const {
    if (m_explicitVr && !m_bigEndian) {
        CW_CHECK(sink.write(header.canonical()));
    } else {
        CW_CHECK(sink.write(encoded(header, {m_explicitVr, m_bigEndian})));
    }
    return m_pixels ? writeNative(sink) : PixelReport{};
}

/// Bytes the picture takes (PS3.5 8.1.1), 0 where the header does not say.
std::uint64_t StreamedFile::pictureBytes(std::uint64_t stored) const {
    const auto number = [this](std::uint16_t element, long long absent) {
        const auto value = m_header.integer({0x0028, element}).value_or(absent);
        return static_cast<std::uint64_t>(std::clamp(value, 0LL, 0x7FFFFFFFLL));
    };
    const auto bitsOfCell = m_pixels->tag == Tag{0x7FE0, 0x0009}   ? std::uint64_t{64}
                            : m_pixels->tag == Tag{0x7FE0, 0x0008} ? std::uint64_t{32}
                                                                   : number(0x0100, 0);
    std::uint64_t bits = bitsOfCell;
    for (const auto factor :
         {number(0x0010, 0), number(0x0011, 0), std::max<std::uint64_t>(1, number(0x0002, 1)),
          std::max<std::uint64_t>(1, number(0x0008, 1))})
        if (__builtin_mul_overflow(bits, factor, &bits))
            return 0;
    const auto full = bits / 8 + (bits % 8 != 0 ? 1 : 0);
    // Halved chroma takes two thirds (C.7.6.3.1.2), but many a file says so and stores it in full.
    const auto photometric = m_header.text({0x0028, 0x0004}).value_or("");
    const bool halved = photometric == "YBR_FULL_422" || photometric == "YBR_PARTIAL_422";
    return halved && stored < full ? full / 3 * 2 : full;
}

Result<StreamedFile::PixelReport> StreamedFile::writeNative(ByteSink& sink) const {
    const auto& source = dataSource();
    PixelReport report;
    const auto there = std::min(m_pixels->length, source.size() - m_pixels->valueAt);
    report.truncated = there < m_pixels->length;
    report.trailerCut = source.size() - m_pixels->valueAt - there > 1;
    const auto picture = pictureBytes(there);
    auto kept = there;
    if (picture > 0 && there > picture) {
        kept = picture;
        report.excessCut = there > picture + picture % 2;
    }
    const auto padded = kept + kept % 2;
    if (padded >= 0xFFFFFFFEU)
        return fail(ErrorCode::TooLarge, "uncompressed pixel data of 4 GiB do not fit an element");
    const auto words = m_pixels->words || !m_explicitVr;
    CW_CHECK(sink.write(pixelHead(m_pixels->tag, words, static_cast<std::uint32_t>(padded),
                                  {m_explicitVr, m_bigEndian})));
    CW_CHECK(sink.copy(source, m_pixels->valueAt, kept));
    if (kept % 2 != 0)
        CW_CHECK(sink.write(std::array{std::byte{0}}));
    return report;
}

Result<StreamedFile::PixelReport> StreamedFile::writeEncapsulated(Header header,
                                                                  std::span<const std::byte> start,
                                                                  const FrameFilter& filter,
                                                                  ByteSink& sink) const {
    CW_TRY(auto pixels, EncapsulatedCopy::scan(m_source, m_pixels->valueAt, m_source.size()));
    const auto frames = static_cast<std::uint64_t>(
        std::clamp(m_header.integer({0x0028, 0x0008}).value_or(1), 1LL, 0x7FFFFFFFLL));
    CW_CHECK(pixels.findFrames(frames, m_header.bytes(kExtendedOffsets), filter));
    const auto* offsets = header.find(kExtendedOffsets);
    const auto* lengths = header.find(kExtendedLengths);
    const bool tables = offsets != nullptr && lengths != nullptr && pixels.extendedTableHolds() &&
                        offsets->length == lengths->length;
    if (!tables && (offsets != nullptr || lengths != nullptr))
        header = header.without(std::array{kExtendedOffsets, kExtendedLengths});
    CW_CHECK(sink.write(start));
    const auto headerAt = sink.position();
    CW_CHECK(sink.write(header.canonical()));
    CW_CHECK(sink.write(pixelHead(m_pixels->tag, false, 0xFFFFFFFFU, {})));
    CW_TRY(const auto written, pixels.write(sink, filter));
    if (tables && written.extendedOffsets.size() == offsets->length) {
        CW_CHECK(sink.patch(headerAt + offsets->valueAt, written.extendedOffsets));
        CW_CHECK(sink.patch(headerAt + lengths->valueAt, written.extendedLengths));
    }
    return PixelReport{.cutFromFrames = written.cut,
                       .excessCut = false,
                       .truncated = pixels.truncated() || written.truncated,
                       .trailerCut = pixels.end() < m_source.size()};
}

} // namespace cw::dicom
