// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"

namespace cw::imaging {

/// How near a copy is to its original.
struct Fidelity {
    double psnr = 0; ///< dB, over all samples, peak 2^bits - 1 of the original; infinite when equal
    double ssim = 0; ///< mean structural similarity; 1 when equal; NaN below 11 px a side
    double largestDifference = 0; ///< of one sample
    bool equal = false;           ///< sample by sample
};

/// PSNR, and SSIM after Wang et al. 2004 (IEEE TIP 13:600): 11 x 11 Gaussian of 1.5 px, K1 = 0.01,
/// K2 = 0.03, range = the peak, mean over the places where the window lies inside the picture. SSIM
/// of colour pictures is that of their luma (0.299 R + 0.587 G + 0.114 B). Memory: a few strips of
/// rows, whatever the picture's height. InvalidArgument: another size, number of samples or
/// polarity.
Result<Fidelity> fidelityOf(const core::Image& original, const core::Image& copy);

} // namespace cw::imaging
