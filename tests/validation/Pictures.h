// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Random.h"
#include "validation/Sample.h"
#include "validation/prepare/PictureSource.h"
#include <algorithm>
#include <map>
#include <vector>

namespace cw::validation::testing {

/// Small computed pictures: a disc of retina whose colour knows the label a little. Nothing is read
/// from disk.
struct PictureSet {
    std::vector<Sample> samples;
    std::map<std::string, std::shared_ptr<const core::Image>> images;

    PictureSource source() const {
        return [this](const std::string& name) -> Result<SourcePicture> {
            const auto found = images.find(name);
            if (found == images.end())
                return fail(ErrorCode::Unreadable, "the file is not a picture");
            SourcePicture picture;
            picture.image = found->second;
            return picture;
        };
    }
};

inline std::shared_ptr<const core::Image> retina(core::Random random, int side, double redder) {
    auto image =
        core::Image::create(side, side, 3, core::SampleType::U8, core::PixelMeaning::Rgb).value();
    const double green = 70 - redder + 6 * random.normal();
    const auto samples = image.samples<std::uint8_t>();
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double dx = x + 0.5 - side / 2.0, dy = y + 0.5 - side / 2.0;
            if (dx * dx + dy * dy > 0.23 * side * side)
                continue;
            const auto at = 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(side) +
                                 static_cast<std::size_t>(x));
            const auto level = [&](double mean) {
                return static_cast<std::uint8_t>(
                    std::clamp(mean + 8 * random.normal(), 0.0, 255.0));
            };
            samples[at] = level(170);
            samples[at + 1] = level(green);
            samples[at + 2] = level(40);
        }
    return std::make_shared<const core::Image>(std::move(image));
}

/// `patients` patients with two eyes each, half of them with label 1.
inline PictureSet pictures(core::Seed seed, int patients, double signal, int side = 96) {
    PictureSet set;
    const core::Random random(seed);
    for (int p = 0; p < patients; ++p)
        for (const char* eye : {"L", "R"}) {
            const int label = p % 2;
            const auto index = set.samples.size();
            const std::string name = "eye-" + std::to_string(index) + ".png";
            set.samples.push_back(
                {name, std::string("P").append(std::to_string(p)), label, "", eye, ""});
            set.images[name] = retina(random.stream("picture", index), side, signal * label);
        }
    return set;
}

} // namespace cw::validation::testing
