// SPDX-License-Identifier: Apache-2.0
#include "dicom/Pixels.h"
#include "dicom/detail/BlankCells.h"
#include "dicom/detail/Codec.h"
#include "dicom/detail/Element.h"
#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/ItemValues.h"

#include <algorithm>

namespace cw::dicom {
namespace {

using Rects = std::vector<std::vector<PixelRect>>;

struct Coding {
    std::string_view uid;
    TransferSyntax frames; ///< how a frame is coded without loss under this UID
};
constexpr std::string_view kLossyJ2k = "1.2.840.10008.1.2.4.91";
// Readers learn of loss from the stream, not from the UID (PS3.5 A.4.3, A.4.4: the second UID of
// JPEG-LS and of JPEG 2000 is for either).
constexpr Coding kCodings[] = {
    {"1.2.840.10008.1.2.5", TransferSyntax::Rle},
    {"1.2.840.10008.1.2.4.57", TransferSyntax::JpegLossless},
    {"1.2.840.10008.1.2.4.70", TransferSyntax::JpegLossless},
    {"1.2.840.10008.1.2.4.80", TransferSyntax::JpegLsLossless},
    {"1.2.840.10008.1.2.4.81", TransferSyntax::JpegLsLossless},
    {"1.2.840.10008.1.2.4.90", TransferSyntax::Jpeg2000Lossless},
    {kLossyJ2k, TransferSyntax::Jpeg2000Lossless},
};

std::optional<TransferSyntax> codingOf(std::string_view uid) {
    for (const Coding& each : kCodings)
        if (each.uid == uid)
            return each.frames;
    return std::nullopt;
}

bool isJpeg2000Family(std::string_view uid) {
    return uid == "1.2.840.10008.1.2.4.92" || uid == "1.2.840.10008.1.2.4.93" ||
           uid.starts_with("1.2.840.10008.1.2.4.20");
}

bool sameOutside(ByteView a, ByteView b, std::size_t pixelBytes, const FrameLayout& layout,
                 std::span<const PixelRect> rects) {
    if (a.size() != b.size())
        return false;
    if (std::ranges::equal(a, b))
        return true;
    for (int y = 0; y < layout.rows; ++y)
        for (int x = 0; x < layout.columns; ++x) {
            const bool inside =
                std::ranges::any_of(rects, [&](const PixelRect& r) { return r.holds(x, y); });
            const auto at =
                (static_cast<std::size_t>(y) * static_cast<std::size_t>(layout.columns) +
                 static_cast<std::size_t>(x)) *
                pixelBytes;
            if (!inside &&
                !std::ranges::equal(a.subspan(at, pixelBytes), b.subspan(at, pixelBytes)))
                return false;
        }
    return true;
}

/// Codes fragments of a file anew, frame by frame.
class CodedBlanking {
public:
    CodedBlanking(Instance& instance, const FrameLayout& layout, const Rects& rects,
                  const JpegBlanker& blanker)
        : m_instance(instance), m_layout(layout), m_rects(rects), m_blanker(blanker),
          m_old(instance.impl().pixels),
          m_offsets(bytesIn(instance.impl().dataset(), {0x7FE0, 0x0001})) {}

    /// nullopt: the transfer syntax cannot be kept.
    Result<std::optional<Blanked>> run();

private:
    Result<bool> frame(int number, bool whole);
    Result<Bytes> losslessly(const RawFrame& raw, Bytes cells, TransferSyntax syntax,
                             std::span<const PixelRect> rects) const;
    Result<std::optional<Bytes>> inBlocks(int number, const BlackGround& black);
    void finish();
    ByteView offsets() const { return std::as_bytes(std::span(m_offsets)); }

    Instance& m_instance;
    const FrameLayout& m_layout;
    const Rects& m_rects;
    const JpegBlanker& m_blanker;
    std::shared_ptr<const PixelStore> m_old;
    std::string m_offsets; ///< Extended Offset Table
    std::shared_ptr<PixelStore> m_new = std::make_shared<PixelStore>();
    std::vector<std::size_t> m_starts; ///< first fragment of each frame
    std::vector<std::size_t> m_own;    ///< fragments that are ownFragments, in order
    Blanked m_done;
};

Result<std::optional<Bytes>> CodedBlanking::inBlocks(int number, const BlackGround& black) {
    if (!m_blanker)
        return std::optional<Bytes>();
    CW_TRY(const auto coded, codedFrame(*m_old, offsets(), m_instance.frameCount(), number));
    std::vector<core::RectPx> boxes;
    for (const PixelRect& r : m_rects[static_cast<std::size_t>(number)])
        boxes.push_back({static_cast<double>(r.left), static_cast<double>(r.top),
                         static_cast<double>(r.right), static_cast<double>(r.bottom)});
    const std::span<const int> values(black.values.data(),
                                      static_cast<std::size_t>(m_layout.samples));
    return m_blanker(coded.bytes, boxes, values);
}

/// The frame coded and, as proof, decoded again. An encoder that works on the stored bits alone
/// would lose what stands in the spare ones: then it gets the whole words.
Result<Bytes> CodedBlanking::losslessly(const RawFrame& raw, Bytes cells, TransferSyntax syntax,
                                        std::span<const PixelRect> rects) const {
    FrameLayout target = m_layout;
    target.planar = false;
    target.bitsAllocated = raw.bitsAllocated;
    target.bitsStored = std::min(target.bitsStored, target.bitsAllocated);
    target.highBit = std::min(target.highBit, target.bitsAllocated - 1);
    target.photometric = raw.photometric;
    // A component transform must be said in the header, and there is none if it says RGB.
    if (syntax == TransferSyntax::Jpeg2000Lossless && m_layout.photometric == "RGB")
        target.photometric = "YBR_FULL";
    for (const bool wholeWords : {false, true}) {
        if (wholeWords) {
            target.bitsStored = target.bitsAllocated;
            target.highBit = target.bitsAllocated - 1;
        }
        auto coded = encodeFrame(syntax, cells, target);
        if (!coded)
            return coded;
        if (coded->size() % 2 != 0)
            coded->push_back(std::byte{0});
        PixelStore store;
        store.encapsulated = true;
        store.fragments = {*coded};
        // Through the same door as any file's frame.
        auto probe = m_instance.clone();
        probe.impl().pixels = std::make_shared<const PixelStore>(std::move(store));
        if (m_instance.has({0x0028, 0x0008}))
            CW_CHECK(probe.setText({0x0028, 0x0008}, "1"));
        const auto again = rawFrame(probe, m_layout, 0, false);
        const bool same =
            again && again->bitsAllocated == raw.bitsAllocated &&
            sameOutside(again->cells, cells,
                        static_cast<std::size_t>(raw.bitsAllocated / 8 * m_layout.samples),
                        m_layout, wholeWords ? std::span<const PixelRect>() : rects);
        if (same)
            return coded;
    }
    return fail(ErrorCode::Unsupported,
                "the frame cannot be coded again without changing pixels that must stay");
}

/// False: not in this transfer syntax.
Result<bool> CodedBlanking::frame(int number, bool whole) {
    const auto& rects = m_rects[static_cast<std::size_t>(number)];
    CW_TRY(const auto range, fragmentsOf(*m_old, offsets(), m_instance.frameCount(), number));
    m_starts.push_back(m_new->fragments.size());
    if (rects.empty() && !whole) {
        for (auto i = range.first; i < range.last; ++i)
            m_new->fragments.push_back(m_old->fragments[i]);
        return true;
    }
    CW_TRY(const auto raw, rawFrame(m_instance, m_layout, number, false));
    FrameLayout cellLayout = m_layout;
    cellLayout.bitsAllocated = raw.bitsAllocated;
    cellLayout.bitsStored = std::min(m_layout.bitsStored, raw.bitsAllocated);
    cellLayout.highBit = raw.bitsAllocated < m_layout.bitsAllocated
                             ? cellLayout.bitsStored - 1
                             : std::min(m_layout.highBit, raw.bitsAllocated - 1);
    CW_TRY(const auto black, blackOf(m_instance, cellLayout, number, raw.photometric));
    const auto syntax = codingOf(m_instance.impl().transferSyntax);
    Bytes coded;
    if (syntax) {
        Bytes cells(raw.cells.begin(), raw.cells.end());
        blankCells(cells, cellLayout.cellBytes(), m_layout.columns, m_layout.samples, black, rects);
        CW_TRY(coded, losslessly(raw, std::move(cells), *syntax, rects));
    } else {
        CW_TRY(auto inBlocksCoded, inBlocks(number, black));
        if (!inBlocksCoded)
            return false;
        coded = std::move(*inBlocksCoded);
        if (coded.size() % 2 != 0)
            coded.push_back(std::byte{0});
        m_done.wholeBlocks = true;
    }
    m_own.push_back(m_new->fragments.size());
    m_new->ownFragments.push_back(std::move(coded));
    m_new->fragments.emplace_back();
    return true;
}

void CodedBlanking::finish() {
    auto& store = *m_new;
    store.encapsulated = true;
    store.words = false;
    // The untouched fragments are views into the old store's bytes: it stays alive behind them.
    store.owner = std::shared_ptr<const Bytes>(m_old, m_old->owner.get());
    for (std::size_t i = 0; i < m_own.size(); ++i)
        store.fragments[m_own[i]] = store.ownFragments[i];
    const bool hadTable = !m_old->offsetTable.empty() || m_instance.has({0x7FE0, 0x0001});
    Bytes table;
    std::uint64_t offset = 0;
    for (std::size_t i = 0, frame = 0; hadTable && i < store.fragments.size(); ++i) {
        if (frame < m_starts.size() && m_starts[frame] == i) {
            appendLittle(table, offset, 4);
            ++frame;
        }
        offset += 8 + store.fragments[i].size();
    }
    if (offset <= 0xFFFFFFFFU) {
        store.ownFragments.push_back(std::move(table)); // kept alive beside the fragments
        store.offsetTable = store.ownFragments.back();
    }
    m_instance.remove({0x7FE0, 0x0001});
    m_instance.remove({0x7FE0, 0x0002});
    m_instance.impl().pixels = m_new;
}

Result<std::optional<Blanked>> CodedBlanking::run() {
    const auto& uid = m_instance.impl().transferSyntax;
    // ICT loses; frames coded again use RCT, and the header can say only one of them.
    const bool whole = uid == kLossyJ2k && m_layout.photometric == "YBR_ICT";
    for (int i = 0; i < m_instance.frameCount(); ++i) {
        CW_TRY(const bool kept, frame(i, whole));
        if (!kept)
            return std::optional<Blanked>();
    }
    finish();
    if (whole)
        CW_CHECK(m_instance.setText({0x0028, 0x0004}, "YBR_RCT"));
    return std::optional(m_done);
}

} // namespace

Result<Blanked> blankCoded(Instance& instance, const FrameLayout& layout, const Rects& rects,
                           const JpegBlanker& blanker) {
    const std::string uid = instance.impl().transferSyntax;
    if (!isJpeg2000Family(uid)) {
        CW_TRY(const auto kept, CodedBlanking(instance, layout, rects, blanker).run());
        if (kept)
            return *kept;
    }
    // All frames decoded, blanked and coded losslessly in the nearest syntax that we can write.
    CW_TRY(const auto plainBytes, encodeInstance(instance, TransferSyntax::ExplicitLittle));
    CW_TRY(auto plain, readInstance(plainBytes));
    CW_TRY(const auto plainLayout, layoutOf(plain));
    CW_CHECK(blankNative(plain, plainLayout, rects));
    const bool lossyJpeg = codingOf(uid) == std::nullopt && !isJpeg2000Family(uid);
    CW_TRY(const auto coded,
           encodeInstance(plain, isJpeg2000Family(uid) ? TransferSyntax::Jpeg2000Lossless
                                                       : TransferSyntax::JpegLossless));
    CW_TRY(instance, readInstance(coded));
    if (lossyJpeg) // what was lost stays lost (PS3.3 C.7.6.1.1.5)
        CW_CHECK(instance.setText({0x0028, 0x2110}, "01", "CS"));
    return Blanked{.recoded = true};
}

} // namespace cw::dicom
