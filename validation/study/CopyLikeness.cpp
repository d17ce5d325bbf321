// SPDX-License-Identifier: Apache-2.0
#include "validation/study/CopyLikeness.h"

#include "imaging/Blocks.h"
#include "imaging/Fidelity.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cw::validation {
namespace {

constexpr const char* kBlock = "likeness";
enum Column : std::size_t { Equal, Psnr, Ssim, InputPsnr, InputSsim, kColumns };

double median(std::vector<double> values) {
    if (values.empty())
        return std::nan("");
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

double lowest(const std::vector<double>& values) {
    return values.empty() ? std::nan("") : *std::min_element(values.begin(), values.end());
}

} // namespace

Result<imaging::FeatureVector> likenessOf(const core::Image& original, const core::Image& copy,
                                          const core::Image& copyInput,
                                          const StudyRequest& request) {
    imaging::FeatureVector found{{"equal", "psnr", "ssim", "input_psnr", "input_ssim"},
                                 std::vector<double>(kColumns, std::nan(""))};
    const auto native = imaging::fidelityOf(original, copy);
    if (!native)
        return found;
    found.values[Equal] = native->equal ? 1 : 0;
    found.values[Psnr] = native->equal ? std::nan("") : native->psnr;
    found.values[Ssim] = native->ssim;
    CW_TRY(const auto input, imaging::modelInput(original, request.kind, request.inputSide));
    if (const auto small = imaging::fidelityOf(input, copyInput)) {
        found.values[InputPsnr] = small->equal ? std::nan("") : small->psnr;
        found.values[InputSsim] = small->ssim;
    }
    return found;
}

Result<CopyLikeness> likenessOf(const std::string& name, const PreparedSet& original,
                                const PreparedSet& copy) {
    CopyLikeness likeness;
    likeness.copy = name;
    std::array<std::vector<double>, kColumns> columns;
    for (std::size_t row = 0; row < copy.size(); ++row) {
        const PreparedPicture& picture = copy.at(row);
        const auto of = original.rowOf(picture.image);
        if (!of || !original.at(*of).fault.empty())
            continue; // cannot be used in any copy
        if (!picture.fault.empty()) {
            ++likeness.unreadable;
            continue;
        }
        const auto block = picture.blocks.find(kBlock);
        const bool comparable = block != picture.blocks.end() &&
                                block->second.values.size() == kColumns &&
                                std::isfinite(block->second.values[Equal]);
        if (!comparable) {
            ++likeness.incomparable;
            continue;
        }
        ++likeness.pictures;
        likeness.equal += block->second.values[Equal] == 1 ? 1U : 0U;
        for (std::size_t c = 0; c < kColumns; ++c)
            if (const double value = block->second.values[c]; std::isfinite(value))
                columns[c].push_back(value);
    }
    likeness.psnr = median(columns[Psnr]);
    likeness.lowestPsnr = lowest(columns[Psnr]);
    likeness.ssim = median(columns[Ssim]);
    likeness.lowestSsim = lowest(columns[Ssim]);
    likeness.inputPsnr = median(columns[InputPsnr]);
    likeness.inputSsim = median(columns[InputSsim]);
    return likeness;
}

} // namespace cw::validation
