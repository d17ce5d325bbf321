// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/RunLength.h"

#include "core/Image.h"

#include <algorithm>

namespace cw::dataset {
namespace {

Result<std::uint64_t> pixelCount(int width, int height) {
    if (width <= 0 || height <= 0)
        return fail(ErrorCode::Malformed, "run lengths of a mask without a size");
    const auto pixels = static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height);
    if (pixels > core::Image::kMaxSamples)
        return fail(ErrorCode::TooLarge, "a mask of more than 200 million pixels");
    return pixels;
}

} // namespace

Result<Runs> runsFromText(std::string_view counts, int width, int height) {
    CW_TRY(const auto pixels, pixelCount(width, height));
    Runs runs;
    std::size_t at = 0;
    while (at < counts.size()) {
        std::int64_t value = 0;
        bool more = true;
        for (unsigned shift = 0; more; shift += 5) {
            const int letter = at < counts.size() ? counts[at++] - '0' : -1;
            if (letter < 0 || letter > 63 || shift > 30)
                return fail(ErrorCode::Malformed, "compressed run lengths are damaged");
            value |= static_cast<std::int64_t>(letter & 0x1f) << shift;
            more = (letter & 0x20) != 0;
            if (!more && (letter & 0x10) != 0)
                value -= std::int64_t{1} << (shift + 5); // the sign's bit is the last letter's
        }
        if (runs.size() > 2)
            value += runs[runs.size() - 2];
        if (value < 0 || static_cast<std::uint64_t>(value) > pixels || runs.size() > pixels)
            return fail(ErrorCode::Malformed, "a run length is longer than the mask");
        runs.push_back(static_cast<std::uint32_t>(value));
    }
    return runs;
}

std::string textOf(const Runs& runs) {
    std::string text;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        std::int64_t value = runs[i];
        if (i > 2)
            value -= runs[i - 2];
        bool more = true;
        while (more) {
            auto letter = static_cast<unsigned>(value & 0x1f);
            value >>= 5;
            more = (letter & 0x10) != 0 ? value != -1 : value != 0;
            if (more)
                letter |= 0x20;
            text += static_cast<char>('0' + letter);
        }
    }
    return text;
}

Result<Bitmap> bitmapFrom(const Runs& runs, int width, int height) {
    CW_TRY(const auto pixels, pixelCount(width, height));
    const auto tall = static_cast<std::uint64_t>(height);
    struct Run {
        std::uint64_t from, end;
    };
    std::vector<Run> inside;
    std::uint64_t at = 0;
    int left = width, right = 0, top = height, bottom = 0;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const std::uint64_t end = at + runs[i];
        if (end > pixels)
            return fail(ErrorCode::Malformed, "run lengths are longer than the mask");
        if (i % 2 == 1 && end > at) {
            inside.push_back({at, end});
            left = std::min(left, static_cast<int>(at / tall));
            right = std::max(right, static_cast<int>((end - 1) / tall) + 1);
            const bool oneColumn = at / tall == (end - 1) / tall;
            top = std::min(top, oneColumn ? static_cast<int>(at % tall) : 0);
            bottom = std::max(bottom, oneColumn ? static_cast<int>((end - 1) % tall) + 1 : height);
        }
        at = end;
    }
    if (at != pixels)
        return fail(ErrorCode::Malformed, "run lengths do not fill the mask");
    if (inside.empty())
        return Bitmap{};
    Bitmap bitmap{left, top, right - left, bottom - top, {}};
    bitmap.inside.assign(
        static_cast<std::size_t>(bitmap.width) * static_cast<std::size_t>(bitmap.height), 0);
    for (const Run& run : inside)
        for (std::uint64_t p = run.from; p < run.end; ++p)
            bitmap.inside[(p % tall - static_cast<std::uint64_t>(top)) *
                              static_cast<std::uint64_t>(bitmap.width) +
                          p / tall - static_cast<std::uint64_t>(left)] = 1;
    return bitmap;
}

Runs runsOf(const Bitmap& bitmap, int width, int height) {
    Runs runs;
    std::uint32_t run = 0;
    bool value = false;
    for (int column = 0; column < width; ++column)
        for (int row = 0; row < height; ++row) {
            const bool here = bitmap.at(column - bitmap.left, row - bitmap.top);
            if (here != value) {
                runs.push_back(run);
                run = 0;
                value = here;
            }
            ++run;
        }
    runs.push_back(run);
    return runs;
}

} // namespace cw::dataset
