// SPDX-License-Identifier: Apache-2.0
#include "dicom/Blanking.h"
#include "dicom/detail/BlankCells.h"
#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/ItemValues.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace cw::dicom {
namespace {

constexpr std::uint16_t kFirstOverlay = 0x6000, kLastOverlay = 0x601E;
constexpr Tag kIconSequence{0x0088, 0x0200};

Result<PixelRect> wholePixels(const core::RectPx& box, const FrameLayout& layout) {
    const auto clamped = [](double value, int limit) {
        return static_cast<int>(std::clamp(value, 0.0, static_cast<double>(limit)));
    };
    const PixelRect rect{
        clamped(std::floor(box.left), layout.columns), clamped(std::floor(box.top), layout.rows),
        clamped(std::ceil(box.right), layout.columns), clamped(std::ceil(box.bottom), layout.rows)};
    if (!(rect.left < rect.right && rect.top < rect.bottom))
        return fail(ErrorCode::InvalidArgument, "a box to be hidden lies outside of the image");
    return rect;
}

Result<std::vector<std::vector<PixelRect>>> rectsByFrame(std::span<const BlankRegion> regions,
                                                         const FrameLayout& layout, int frames) {
    std::vector<std::vector<PixelRect>> rects(static_cast<std::size_t>(frames));
    for (const BlankRegion& region : regions) {
        if (region.frame < -1 || region.frame >= frames)
            return fail(ErrorCode::InvalidArgument, "the image has no such frame");
        if (region.overlaysOnly)
            continue;
        CW_TRY(const auto rect, wholePixels(region.box, layout));
        for (int i = 0; i < frames; ++i)
            if (region.frame == -1 || region.frame == i)
                rects[static_cast<std::size_t>(i)].push_back(rect);
    }
    return rects;
}

/// Clears the bits of one overlay plane, in all of its frames, that lie under the rectangles.
bool blankOverlay(DcmItem& set, std::uint16_t group, std::span<const PixelRect> rects) {
    const auto rows = integerIn(set, {group, 0x0010}).value_or(0),
               columns = integerIn(set, {group, 0x0011}).value_or(0);
    auto bits = bytesIn(set, {group, 0x3000});
    if (rows < 1 || columns < 1 || rows > 65535 || columns > 65535 || bits.empty())
        return false;
    const auto row0 = integerIn(set, {group, 0x0050}, 0).value_or(1) - 1,
               column0 = integerIn(set, {group, 0x0050}, 1).value_or(1) - 1;
    const auto plane = static_cast<std::size_t>(rows * columns);
    const std::size_t frames = std::max<std::size_t>(1, bits.size() * 8 / plane);
    bool changed = false;
    for (const PixelRect& rect : rects)
        for (long long y = std::max<long long>(0, rect.top - row0);
             y < std::min<long long>(rows, rect.bottom - row0); ++y)
            for (long long x = std::max<long long>(0, rect.left - column0);
                 x < std::min<long long>(columns, rect.right - column0); ++x)
                for (std::size_t f = 0; f < frames; ++f) {
                    const auto bit = f * plane + static_cast<std::size_t>(y * columns + x);
                    if (bit / 8 >= bits.size())
                        break;
                    auto& byte = reinterpret_cast<unsigned char&>(bits[bit / 8]);
                    const auto mask = static_cast<unsigned char>(1U << (bit % 8));
                    changed = changed || (byte & mask) != 0;
                    byte = static_cast<unsigned char>(byte & ~mask);
                }
    if (!changed)
        return false;
    return set
        .putAndInsertUint8Array({group, 0x3000}, reinterpret_cast<const Uint8*>(bits.data()),
                                bits.size())
        .good();
}

/// An overlay may be larger than the image: its boxes are not cut to it.
bool blankOverlays(Instance& instance, std::span<const BlankRegion> regions) {
    std::vector<PixelRect> all;
    const auto whole = [](double value) {
        return static_cast<int>(std::clamp(value, -100000.0, 100000.0));
    };
    for (const BlankRegion& each : regions)
        all.push_back({whole(std::floor(each.box.left)), whole(std::floor(each.box.top)),
                       whole(std::ceil(each.box.right)), whole(std::ceil(each.box.bottom))});
    bool changed = false;
    for (std::uint16_t group = kFirstOverlay; group <= kLastOverlay; group += 2)
        changed = blankOverlay(instance.impl().dataset(), group, all) || changed;
    return changed;
}

/// Where the cells of a native frame lie.
struct NativeFrame {
    std::byte* cells;
    const FrameLayout& layout;

    void put(std::size_t cell, std::uint32_t word) const {
        std::memcpy(cells + cell * layout.cellBytes(), &word, layout.cellBytes());
    }
    void blank(const PixelRect& rect, const BlackGround& black) const {
        const auto columns = static_cast<std::size_t>(layout.columns);
        for (int y = rect.top; y < rect.bottom; ++y)
            for (int x = rect.left; x < rect.right; ++x) {
                const auto pixel =
                    static_cast<std::size_t>(y) * columns + static_cast<std::size_t>(x);
                for (std::size_t s = 0; s < static_cast<std::size_t>(layout.samples); ++s)
                    put(layout.planar ? s * layout.pixelCount() + pixel
                                      : pixel * static_cast<std::size_t>(layout.samples) + s,
                        black.words[s]);
            }
    }
    /// Y1 Y2 Cb Cr for two pixels: both go where one lies inside.
    void blankHalved(const PixelRect& rect, const BlackGround& black) const {
        const auto columns = static_cast<std::size_t>(layout.columns);
        for (int y = rect.top; y < rect.bottom; ++y)
            for (int x = rect.left / 2 * 2; x < rect.right; x += 2) {
                const auto group =
                    (static_cast<std::size_t>(y) * columns + static_cast<std::size_t>(x)) / 2 * 4;
                put(group, black.words[0]);
                put(group + 1, black.words[0]);
                put(group + 2, black.words[1]);
                put(group + 3, black.words[2]);
            }
    }
};

void blankBits(std::span<std::byte> bytes, std::size_t firstBit, const FrameLayout& layout,
               const PixelRect& rect, bool one) {
    for (int y = rect.top; y < rect.bottom; ++y)
        for (int x = rect.left; x < rect.right; ++x) {
            const auto bit =
                firstBit + static_cast<std::size_t>(y) * static_cast<std::size_t>(layout.columns) +
                static_cast<std::size_t>(x);
            const auto mask = std::byte{1} << static_cast<int>(bit % 8);
            bytes[bit / 8] = one ? bytes[bit / 8] | mask : bytes[bit / 8] & ~mask;
        }
}

} // namespace

void blankCells(std::span<std::byte> cells, std::size_t cellBytes, int columns, int samples,
                const BlackGround& black, std::span<const PixelRect> rects) {
    for (const PixelRect& rect : rects)
        for (int y = rect.top; y < rect.bottom; ++y)
            for (int x = rect.left; x < rect.right; ++x)
                for (int s = 0; s < samples; ++s) {
                    const auto cell =
                        (static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) +
                         static_cast<std::size_t>(x)) *
                            static_cast<std::size_t>(samples) +
                        static_cast<std::size_t>(s);
                    std::memcpy(cells.data() + cell * cellBytes,
                                &black.words[static_cast<std::size_t>(s)], cellBytes);
                }
}

Result<void> blankNative(Instance& instance, const FrameLayout& layout,
                         const std::vector<std::vector<PixelRect>>& rects) {
    const auto& old = *instance.impl().pixels;
    const bool halved =
        layout.chromaHalved() && layout.pixelCount() % 2 == 0 && layout.columns % 2 == 0;
    const std::size_t frameBytes =
        (halved ? layout.pixelCount() * 2 : layout.sampleCount()) * layout.cellBytes();
    const auto frameBits = layout.sampleCount();
    const auto all =
        layout.bitsAllocated == 1 ? (frameBits * rects.size() + 7) / 8 : frameBytes * rects.size();
    if (old.native.size() < all)
        return fail(ErrorCode::Malformed, "pixel data are shorter than the frames they claim");
    auto cells = std::make_shared<Bytes>(old.native.begin(), old.native.end());
    for (std::size_t i = 0; i < rects.size(); ++i) {
        if (rects[i].empty())
            continue;
        CW_TRY(const auto black,
               blackOf(instance, layout, static_cast<int>(i), layout.photometric));
        const NativeFrame frame{cells->data() + (layout.bitsAllocated == 1 ? 0 : i * frameBytes),
                                layout};
        for (const PixelRect& rect : rects[i]) {
            if (layout.bitsAllocated == 1)
                blankBits(*cells, i * frameBits, layout, rect, black.values[0] != 0);
            else if (halved)
                frame.blankHalved(rect, black);
            else
                frame.blank(rect, black);
        }
    }
    auto store = std::make_shared<PixelStore>();
    store->words = old.words;
    store->truncated = old.truncated;
    store->native = *cells;
    store->owner = std::move(cells);
    instance.impl().pixels = std::move(store);
    return {};
}

Result<Blanked> blankRegions(Instance& instance, std::span<const BlankRegion> regions,
                             const JpegBlanker& blanker) {
    auto& impl = instance.impl();
    if (!impl.pixels)
        return fail(ErrorCode::Unsupported, "the object has no pixel data");
    CW_TRY(const auto layout, layoutOf(instance));
    CW_TRY(const auto rects, rectsByFrame(regions, layout, instance.frameCount()));
    Blanked done;
    if (impl.pixels->encapsulated) {
        CW_TRY(done, blankCoded(instance, layout, rects, blanker));
    } else {
        CW_CHECK(blankNative(instance, layout, rects));
    }
    done.overlaysChanged = blankOverlays(instance, regions);
    done.iconRemoved = instance.has(kIconSequence);
    instance.remove(kIconSequence);
    return done;
}

} // namespace cw::dicom
