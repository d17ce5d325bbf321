// SPDX-License-Identifier: Apache-2.0
#include "dicom/LossyCopy.h"

#include "dicom/DerivedUid.h"
#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/LossyEncode.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace cw::dicom {
namespace {

struct Coded {
    Bytes bytes;
    double setting = 0;
};

struct Frame {
    Bytes cells;
    FrameLayout layout;
};

/// The frame as the encoders want it: nothing above Bits Stored, colours as RGB.
Result<Frame> frameOf(const Instance& instance) {
    CW_TRY(auto layout, layoutOf(instance));
    if (instance.frameCount() != 1)
        return fail(ErrorCode::Unsupported, "only pictures of one frame are copied with loss");
    if (layout.isSigned || layout.highBit != layout.bitsStored - 1 || layout.bitsAllocated > 16 ||
        layout.bitsAllocated < 8 || layout.photometric == "PALETTE COLOR")
        return fail(ErrorCode::Unsupported,
                    "signed, palette or shifted pixels are not copied with loss");
    CW_TRY(const auto raw, rawFrame(instance, layout, 0, true));
    if (layout.samples == 3 && raw.photometric != "RGB")
        return fail(ErrorCode::Unsupported, "colours other than RGB are not copied with loss");
    layout.planar = false;
    layout.photometric = raw.photometric;
    layout.bitsAllocated = raw.bitsAllocated;
    Frame frame{Bytes(raw.cells.begin(), raw.cells.end()), layout};
    if (layout.bitsAllocated == 16 && layout.bitsStored < 16) {
        const auto mask = static_cast<std::byte>(
            layout.bitsStored > 8 ? (1U << (layout.bitsStored - 8)) - 1 : 0U);
        for (std::size_t i = 1; i < frame.cells.size(); i += 2)
            frame.cells[i] &= mask;
    }
    return frame;
}

/// Without what an encoder appended to an even length behind the end marker: that byte is not
/// always the same, and is no part of the picture.
Bytes upToEndMarker(Bytes coded) {
    const auto size = coded.size();
    if (size > 3 && coded[size - 3] == std::byte{0xFF} && coded[size - 2] == std::byte{0xD9})
        coded.pop_back();
    return coded;
}

/// The setting from..to (ratio falls or rises with it) whose ratio is nearest to the asked one.
template <class Encode>
Result<Coded> nearest(int from, int to, bool rises, std::size_t rawBytes, double ratio,
                      const Encode& encode) {
    std::optional<Coded> best;
    const auto distance = [&](const Coded& coded) {
        return std::abs(std::log(static_cast<double>(rawBytes) /
                                 static_cast<double>(coded.bytes.size()) / ratio));
    };
    while (from <= to) {
        const int middle = from + (to - from) / 2;
        CW_TRY(auto bytes, encode(middle));
        Coded coded{upToEndMarker(std::move(bytes)), static_cast<double>(middle)};
        const bool further =
            static_cast<double>(rawBytes) < ratio * static_cast<double>(coded.bytes.size());
        if (!best || distance(coded) < distance(*best))
            best = std::move(coded);
        if (further == rises)
            from = middle + 1;
        else
            to = middle - 1;
    }
    return std::move(*best);
}

/// OpenJPEG keeps to a size, but for its headers, which are learned from a first try, and in steps
/// of whole passes, which matter in small frames: between what was too small and what was too
/// large.
Result<Coded> coded2000(const Frame& frame, std::size_t rawBytes, double ratio) {
    constexpr int kTries = 10;
    const double wanted = static_cast<double>(rawBytes) / ratio;
    double target = wanted, below = 0, above = static_cast<double>(rawBytes);
    std::optional<Coded> best;
    const auto distance = [&](const Coded& coded) {
        return std::abs(std::log(static_cast<double>(coded.bytes.size()) / wanted));
    };
    for (int i = 0; i < kTries && (!best || distance(*best) > 0.02); ++i) {
        CW_TRY(auto bytes, encodeLossyJpeg2000(frame.cells, frame.layout, target));
        const double excess = static_cast<double>(bytes.size()) - wanted;
        (excess > 0 ? above : below) = target;
        Coded coded{std::move(bytes), static_cast<double>(rawBytes) / target};
        if (!best || distance(coded) < distance(*best))
            best = std::move(coded);
        const double next = target - excess;
        target = next > below && next < above ? next : (below + above) / 2;
        if (target < 1 || above - below < 1)
            break;
    }
    return std::move(*best);
}

Result<Coded> codedAt(const Frame& frame, LossyCodec codec, std::size_t rawBytes, double ratio) {
    const FrameLayout& layout = frame.layout;
    switch (codec) {
    case LossyCodec::Jpeg:
        if (layout.bitsStored > 12)
            return fail(ErrorCode::Unsupported,
                        "JPEG with loss holds at most 12 bits, and this picture has more");
        return nearest(1, 100, false, rawBytes, ratio,
                       [&](int q) { return encodeLossyJpeg(frame.cells, layout, q); });
    case LossyCodec::JpegLs:
        return nearest(1, std::min(255, (1 << layout.bitsStored) / 2 - 1), true, rawBytes, ratio,
                       [&](int near) { return encodeNearLossless(frame.cells, layout, near); });
    case LossyCodec::Jpeg2000:
        return coded2000(frame, rawBytes, ratio);
    }
    return fail(ErrorCode::InvalidArgument, "no such codec");
}

struct Marks {
    const char *syntax, *method, *colour;
    int bitsStored;
};

Marks marksOf(LossyCodec codec, const FrameLayout& layout) {
    switch (codec) {
    case LossyCodec::Jpeg: // chroma stands at every pixel
        return layout.bitsAllocated == 8
                   ? Marks{"1.2.840.10008.1.2.4.50", "ISO_10918_1", "YBR_FULL", 8}
                   : Marks{"1.2.840.10008.1.2.4.51", "ISO_10918_1", "YBR_FULL", 12};
    case LossyCodec::Jpeg2000:
        return {"1.2.840.10008.1.2.4.91", "ISO_15444_1", "YBR_ICT", layout.bitsStored};
    case LossyCodec::JpegLs:
        break;
    }
    return {"1.2.840.10008.1.2.4.81", "ISO_14495_1", "RGB", layout.bitsStored};
}

/// "DERIVED" in place of "ORIGINAL"; ratio and method behind those of earlier losses.
Result<void> mark(Instance& copy, const Marks& marks, const FrameLayout& layout, double ratio) {
    const auto behind = [&](Tag tag, const std::string& value) {
        const auto before = copy.text(tag).value_or("");
        return copy.setText(tag, before.empty() ? value : before + "\\" + value);
    };
    char text[17];
    std::snprintf(text, sizeof text, "%.2f", ratio);
    auto type = copy.text({0x0008, 0x0008}).value_or("");
    const auto slash = type.find('\\');
    type =
        "DERIVED" + (slash == std::string::npos ? std::string("\\SECONDARY") : type.substr(slash));
    CW_CHECK(copy.setText({0x0008, 0x0008}, type));
    CW_CHECK(copy.setText({0x0028, 0x2110}, "01"));
    CW_CHECK(behind({0x0028, 0x2112}, text));
    CW_CHECK(behind({0x0028, 0x2114}, marks.method));
    if (layout.samples == 3) {
        CW_CHECK(copy.setText({0x0028, 0x0004}, marks.colour));
        CW_CHECK(copy.setText({0x0028, 0x0006}, "0"));
    }
    CW_CHECK(copy.setText({0x0028, 0x0100}, std::to_string(layout.bitsAllocated)));
    CW_CHECK(copy.setText({0x0028, 0x0101}, std::to_string(marks.bitsStored)));
    return copy.setText({0x0028, 0x0102}, std::to_string(marks.bitsStored - 1));
}

} // namespace

std::string_view name(LossyCodec codec) {
    switch (codec) {
    case LossyCodec::Jpeg:
        return "jpeg";
    case LossyCodec::Jpeg2000:
        return "jpeg2000";
    case LossyCodec::JpegLs:
        return "jpeg-ls";
    }
    return {};
}

std::optional<LossyCodec> lossyCodecFrom(std::string_view text) {
    for (const auto codec : {LossyCodec::Jpeg, LossyCodec::Jpeg2000, LossyCodec::JpegLs})
        if (text == name(codec))
            return codec;
    return std::nullopt;
}

Result<LossyCopy> lossyCopyAt(const Instance& instance, LossyCodec codec, double ratio,
                              const std::string& sopInstanceUid) {
    if (!(ratio >= 1) || !std::isfinite(ratio))
        return fail(ErrorCode::InvalidArgument, "a compression ratio is a number from 1 on");
    if (!isUid(sopInstanceUid))
        return fail(ErrorCode::InvalidArgument, "the copy has no UID");
    CW_TRY(const auto frame, frameOf(instance));
    const auto rawBytes = frame.cells.size();
    CW_TRY(auto coded, codedAt(frame, codec, rawBytes, ratio));
    LossyCopy copy{instance.clone(), coded.setting, rawBytes, coded.bytes.size()};
    const auto marks = marksOf(codec, frame.layout);
    CW_CHECK(mark(copy.instance, marks, frame.layout, copy.ratio()));
    CW_CHECK(copy.instance.setText({0x0008, 0x0018}, sopInstanceUid));
    copy.instance.remove({0x7FE0, 0x0001});
    copy.instance.remove({0x7FE0, 0x0002});
    if (coded.bytes.size() % 2 != 0)
        coded.bytes.push_back(std::byte{0});
    std::vector<Bytes> frames;
    frames.push_back(std::move(coded.bytes));
    copy.instance.impl().pixels = encapsulated(std::move(frames));
    copy.instance.impl().transferSyntax = marks.syntax;
    return copy;
}

} // namespace cw::dicom
