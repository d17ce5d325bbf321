// SPDX-License-Identifier: Apache-2.0
// Networks that python3-torch made, once a process.
#pragma once
#include "../Oracle.h"
#include "LearnedSets.h"

#include <fstream>

namespace cw::validation::testing {

struct Networks {
    ScratchFolder folder;
    bool made = false;
    std::string said;

    static const Networks& get() {
        static const Networks networks;
        return networks;
    }
    std::filesystem::path file(const std::string& name) const { return folder.path() / name; }
    std::vector<double> answers(const std::string& name) const {
        std::ifstream stream(file(name + ".txt"));
        std::vector<double> values;
        for (double value = 0; stream >> value;)
            values.push_back(value);
        return values;
    }
    /// The eight pictures of make_networks.py.
    PreparedSet pictures() const {
        const auto bytes = core::readFile(file("pictures.bin")).value();
        std::vector<PreparedPicture> pictures;
        for (std::size_t i = 0; i < 8; ++i) {
            PreparedPicture picture;
            picture.image = "i" + std::to_string(i);
            picture.input =
                core::Image::create(32, 32, 3, core::SampleType::U8, core::PixelMeaning::Rgb)
                    .value();
            std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(i * 3072), 3072,
                        picture.input->bytes().begin());
            pictures.push_back(std::move(picture));
        }
        return PreparedSet::of(std::move(pictures)).value();
    }

private:
    Networks() {
        auto [output, well] =
            outputOf("/usr/bin/python3 " CW_SOURCE_DIR "/tests/validation/torch/make_networks.py " +
                     folder.path().string());
        made = well;
        said = std::move(output);
    }
};

/// Skips where python3-torch is missing; anything else that goes wrong there is a failure.
#define CW_NEED_NETWORKS()                                                                         \
    if (!Networks::get().made) {                                                                   \
        if (Networks::get().said.find("No module named 'torch'") != std::string::npos)             \
            GTEST_SKIP() << "python3-torch is not here";                                           \
        FAIL() << Networks::get().said;                                                            \
    }                                                                                              \
    static_assert(true)

} // namespace cw::validation::testing
