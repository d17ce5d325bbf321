// SPDX-License-Identifier: Apache-2.0
// PSNR and SSIM beside the same formulas written in numpy and scipy from the paper (Wang 2004).
#include "imaging/Fidelity.h"
#include "core/Files.h"
#include "core/Random.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

namespace cw::imaging {
namespace {

core::Image noisy(int width, int height, int samples, int bits, core::Seed seed, double noise) {
    const auto type = bits > 8 ? core::SampleType::U16 : core::SampleType::U8;
    auto image = core::Image::create(width, height, samples, type,
                                     samples == 3 ? core::PixelMeaning::Rgb
                                                  : core::PixelMeaning::Monochrome2)
                     .value();
    image.setBitsStored(bits);
    const double top = std::ldexp(1.0, bits) - 1;
    core::Random random(seed);
    for (std::size_t i = 0; i < image.sampleCount(); ++i) {
        const double wave = 0.5 + 0.3 * std::sin(static_cast<double>(i) / 97.0);
        const auto value = std::clamp(std::round(top * (wave + noise * random.normal())), 0.0, top);
        if (bits > 8)
            image.samples<std::uint16_t>()[i] = static_cast<std::uint16_t>(value);
        else
            image.samples<std::uint8_t>()[i] = static_cast<std::uint8_t>(value);
    }
    return image;
}

constexpr const char* kOracle = R"PY(
import sys, numpy as np
from scipy.ndimage import convolve1d
w, h, s, bits = map(int, sys.argv[2:6])
kind = "<u2" if bits > 8 else "u1"
a, b = (np.fromfile(sys.argv[1] + n, kind).reshape(h, w, s).astype(float) for n in ("/a", "/b"))
peak = 2.0 ** bits - 1
print(repr(10 * np.log10(peak ** 2 / np.mean((a - b) ** 2))))
luma = (lambda p: p @ np.array([0.299, 0.587, 0.114])) if s == 3 else (lambda p: p[:, :, 0])
x, y = luma(a), luma(b)
k = np.exp(-np.arange(-5, 6) ** 2 / (2 * 1.5 ** 2)); k /= k.sum()
G = lambda p: convolve1d(convolve1d(p, k, 0), k, 1)[5:-5, 5:-5]
c1, c2 = (0.01 * peak) ** 2, (0.03 * peak) ** 2
mx, my = G(x), G(y)
xx, yy, xy = G(x * x) - mx ** 2, G(y * y) - my ** 2, G(x * y) - mx * my
print(repr(np.mean((2 * mx * my + c1) * (2 * xy + c2) / ((mx ** 2 + my ** 2 + c1) * (xx + yy + c2)))))
)PY";

std::array<double, 2> oracle(const core::Image& a, const core::Image& b, int bits) {
    std::string name = (std::filesystem::temp_directory_path() / "cw-fidelity-XXXXXX").string();
    const std::filesystem::path folder = ::mkdtemp(name.data());
    EXPECT_TRUE(core::writeWhole(folder / "a", a.bytes()));
    EXPECT_TRUE(core::writeWhole(folder / "b", b.bytes()));
    EXPECT_TRUE(core::writeWhole(folder / "oracle.py", std::string_view(kOracle)));
    const auto command = "/usr/bin/python3 " + (folder / "oracle.py").string() + " " +
                         folder.string() + " " + std::to_string(a.width()) + " " +
                         std::to_string(a.height()) + " " + std::to_string(a.samplesPerPixel()) +
                         " " + std::to_string(bits);
    std::array<double, 2> values{NAN, NAN};
    if (FILE* pipe = ::popen(command.c_str(), "r")) {
        EXPECT_EQ(std::fscanf(pipe, "%lf %lf", &values[0], &values[1]), 2);
        ::pclose(pipe);
    }
    std::filesystem::remove_all(folder);
    return values;
}

TEST(Fidelity, EqualsNumpyAndScipyOnGreyTwelveBitAndColour) {
    struct Case {
        int width, height, samples, bits;
    };
    // Taller than one strip, and no taller than the window.
    for (const auto& c :
         {Case{61, 600, 1, 8}, Case{90, 300, 1, 12}, Case{75, 40, 3, 8}, Case{30, 11, 1, 16}}) {
        const auto a = noisy(c.width, c.height, c.samples, c.bits, 1, 0.02),
                   b = noisy(c.width, c.height, c.samples, c.bits, 2, 0.05);
        const auto ours = fidelityOf(a, b).value();
        const auto [psnr, ssim] = oracle(a, b, c.bits);
        EXPECT_NEAR(ours.psnr, psnr, 1e-9);
        EXPECT_NEAR(ours.ssim, ssim, 1e-9);
        EXPECT_FALSE(ours.equal);
    }
}

TEST(Fidelity, APictureIsEqualToItselfExactly) {
    const auto a = noisy(64, 64, 3, 8, 1, 0.1);
    const auto same = fidelityOf(a, a).value();
    EXPECT_TRUE(same.equal);
    EXPECT_EQ(same.ssim, 1.0);
    EXPECT_TRUE(std::isinf(same.psnr));
    EXPECT_EQ(same.largestDifference, 0);
}

TEST(Fidelity, OneSampleOffByOneIsSeen) {
    const auto a = noisy(64, 64, 1, 8, 1, 0.1);
    auto b = a;
    auto& sample = b.samples<std::uint8_t>()[777];
    sample = static_cast<std::uint8_t>(sample > 0 ? sample - 1 : 1);
    const auto fidelity = fidelityOf(a, b).value();
    EXPECT_FALSE(fidelity.equal);
    EXPECT_EQ(fidelity.largestDifference, 1);
    EXPECT_LT(fidelity.ssim, 1);
    EXPECT_NEAR(fidelity.psnr, 10 * std::log10(255.0 * 255.0 * 4096), 1e-9);
}

TEST(Fidelity, SmallPicturesHaveNoSsimAndOtherShapesNone) {
    const auto a = noisy(10, 40, 1, 8, 1, 0.1), b = noisy(10, 40, 1, 8, 2, 0.1);
    EXPECT_TRUE(std::isnan(fidelityOf(a, b)->ssim));
    EXPECT_TRUE(std::isfinite(fidelityOf(a, b)->psnr));
    EXPECT_FALSE(fidelityOf(a, noisy(40, 10, 1, 8, 1, 0.1)));
    EXPECT_FALSE(fidelityOf(a, noisy(10, 40, 3, 8, 1, 0.1)));
}

} // namespace
} // namespace cw::imaging
