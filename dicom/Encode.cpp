// SPDX-License-Identifier: Apache-2.0
#include "dicom/Instance.h"
#include "dicom/detail/Codec.h"
#include "dicom/detail/Element.h"
#include "dicom/detail/InstanceImpl.h"

#include <algorithm>

namespace cw::dicom {
namespace {

constexpr std::uint64_t kMaxUncompressed = 2ULL << 30;

bool isNative(TransferSyntax syntax) {
    return syntax == TransferSyntax::ImplicitLittle || syntax == TransferSyntax::ExplicitLittle ||
           syntax == TransferSyntax::ExplicitBig || syntax == TransferSyntax::Deflated;
}

/// Layout of the frames as the target holds them: samples interleaved, colour as decoded.
FrameLayout targetLayout(FrameLayout layout, const RawFrame& raw) {
    layout.planar = false;
    layout.photometric = raw.photometric;
    if (layout.bitsAllocated < raw.bitsAllocated)
        layout.bitsAllocated = raw.bitsAllocated;
    return layout;
}

/// The Image Pixel attributes that the new encoding changes; the others keep their values.
Result<void> describe(Instance& instance, const FrameLayout& layout, TransferSyntax syntax) {
    auto photometric = layout.photometric;
    if (syntax == TransferSyntax::Jpeg2000Lossless && layout.samples == 3 && photometric == "RGB")
        photometric = "YBR_RCT"; // PS3.5 8.2.4: what the reversible component transform makes
    if (photometric == "YBR_FULL_422")
        photometric = "YBR_FULL"; // chroma stands at every pixel now
    CW_CHECK(instance.setText({0x0028, 0x0004}, photometric));
    if (layout.samples == 3)
        CW_CHECK(instance.setText({0x0028, 0x0006}, "0"));
    CW_CHECK(instance.setText({0x0028, 0x0100}, std::to_string(layout.bitsAllocated)));
    instance.remove({0x7FE0, 0x0001});
    instance.remove({0x7FE0, 0x0002});
    return {};
}

Bytes offsetTableFor(const std::vector<Bytes>& frames) {
    Bytes table;
    std::uint64_t offset = 0;
    for (const auto& frame : frames) {
        if (offset > 0xFFFFFFFFU)
            return {}; // no Basic Offset Table beyond 4 GiB; readers find one fragment a frame
        appendLittle(table, offset, 4);
        offset += 8 + frame.size();
    }
    return table;
}

std::shared_ptr<const PixelStore> native(Bytes cells, int bitsAllocated) {
    auto store = std::make_shared<PixelStore>();
    auto owner = std::make_shared<const Bytes>(std::move(cells));
    store->words = bitsAllocated > 8;
    store->native = *owner;
    store->owner = std::move(owner);
    return store;
}

/// Wider cells where a codec worked in narrower ones than the data set allocates.
Bytes widened(const RawFrame& raw, int bitsAllocated) {
    const auto have = static_cast<std::size_t>(raw.bitsAllocated / 8),
               want = static_cast<std::size_t>(bitsAllocated / 8);
    Bytes cells(raw.cells.size() / have * want);
    for (std::size_t i = 0; i < raw.cells.size(); ++i)
        cells[i / have * want + i % have] = raw.cells[i];
    return cells;
}

/// Decodes every frame and hands it to the sink in the target's layout.
template <class Sink>
Result<FrameLayout> forEachFrame(const Instance& instance, Sink sink) {
    CW_TRY(const auto layout, layoutOf(instance));
    auto target = layout;
    for (int i = 0; i < instance.frameCount(); ++i) {
        CW_TRY(auto raw, rawFrame(instance, layout, i, true));
        target = targetLayout(layout, raw);
        if (raw.bitsAllocated < target.bitsAllocated) {
            auto cells = widened(raw, target.bitsAllocated);
            CW_CHECK(sink(ByteView(cells), target));
        } else {
            CW_CHECK(sink(raw.cells, target));
        }
    }
    return target;
}

Result<void> reencode(Instance& instance, TransferSyntax syntax) {
    CW_TRY(const auto claimed, layoutOf(instance));
    const auto frameBytes = claimed.sampleCount() * claimed.cellBytes();
    if (isNative(syntax) &&
        static_cast<std::uint64_t>(instance.frameCount()) > kMaxUncompressed / frameBytes)
        return fail(ErrorCode::TooLarge, "uncompressed the object would have more than 2 GiB");
    std::vector<Bytes> frames;
    Bytes cells;
    const auto sink = [&](ByteView frame, const FrameLayout& layout) -> Result<void> {
        if (isNative(syntax)) {
            append(cells, frame);
            return {};
        }
        CW_TRY(auto coded, encodeFrame(syntax, frame, layout));
        if (coded.size() % 2 != 0)
            coded.push_back(std::byte{0});
        frames.push_back(std::move(coded));
        return {};
    };
    CW_TRY(const auto layout, forEachFrame(instance, sink));
    CW_CHECK(describe(instance, layout, syntax));
    instance.impl().pixels = isNative(syntax) ? native(std::move(cells), layout.bitsAllocated)
                                              : encapsulated(std::move(frames));
    return {};
}

} // namespace

std::shared_ptr<const PixelStore> encapsulated(std::vector<Bytes> frames) {
    auto store = std::make_shared<PixelStore>();
    store->encapsulated = true;
    store->words = false;
    store->ownFragments = std::move(frames);
    auto table = std::make_shared<const Bytes>(offsetTableFor(store->ownFragments));
    store->offsetTable = *table;
    store->owner = std::move(table);
    for (const auto& fragment : store->ownFragments)
        store->fragments.push_back(fragment);
    return store;
}

Result<std::vector<std::byte>> encodeInstance(const Instance& instance, TransferSyntax syntax) {
    const auto& impl = instance.impl();
    if (impl.transferSyntax == uid(syntax))
        return encodeInstance(instance);
    auto copy = instance.clone();
    auto target = syntax;
    if (!impl.pixels) {
        if (!isNative(syntax))
            target = TransferSyntax::ExplicitLittle; // nothing to compress
    } else if (impl.pixels->encapsulated || !isNative(syntax)) {
        CW_CHECK(reencode(copy, syntax));
    }
    copy.impl().transferSyntax = uid(target);
    return encodeInstance(copy);
}

} // namespace cw::dicom
