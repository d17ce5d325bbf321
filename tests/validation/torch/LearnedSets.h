// SPDX-License-Identifier: Apache-2.0
// Computed pictures with a planted blob, in the shape that models are given.
#pragma once
#include "core/Random.h"
#include "validation/Folds.h"
#include "validation/Metrics.h"
#include "validation/models/LearnedModels.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace cw::validation::testing {

struct LearnedSet {
    PreparedSet set;
    std::vector<Sample> samples; ///< with labels, one a row
    std::string outlines;        ///< JSON of all positive pictures
};

/// Coarse cloud plus fine noise, and with contrast > 0 a round blob somewhere.
inline core::Image cloud(core::Random random, int width, int height, int channels, double contrast,
                         double x, double y, double radius) {
    auto image = core::Image::create(width, height, channels, core::SampleType::U8,
                                     channels == 3 ? core::PixelMeaning::Rgb
                                                   : core::PixelMeaning::Monochrome2)
                     .value();
    const double fx = random.uniform(1, 3), fy = random.uniform(1, 3), phase = random.uniform(0, 6);
    const auto samples = image.samples<std::uint8_t>();
    std::size_t at = 0;
    for (int row = 0; row < height; ++row)
        for (int column = 0; column < width; ++column) {
            const double dx = (column + 0.5 - x) / radius, dy = (row + 0.5 - y) / radius;
            const double level = 110 + 25 * std::sin(fx * column / 10 + fy * row / 10 + phase) +
                                 contrast * std::exp(-(dx * dx + dy * dy) / 2);
            for (int c = 0; c < channels; ++c)
                samples[at++] =
                    static_cast<std::uint8_t>(std::clamp(level + 8 * random.normal(), 0.0, 255.0));
        }
    return image;
}

struct SetOptions {
    int patients = 40, side = 32, channels = 1;
    double contrast = 90; ///< of the blob in `input`
    double radius = 0.1;  ///< share of the side
    bool views = false;   ///< CC and MLO of both breasts; the left one carries the lesion
    bool reduced = false; ///< also a reduced picture of 96 x 64 from 192 x 128 pixels
};

inline LearnedSet learnedSet(core::Seed seed, const SetOptions& options = {}) {
    LearnedSet result;
    std::vector<PreparedPicture> pictures;
    const core::Random all(seed);
    result.outlines = "{";
    for (int p = 0; p < options.patients; ++p)
        for (int v = 0; v < (options.views ? 4 : 1); ++v) {
            const auto index = pictures.size();
            core::Random random = all.stream("picture", index);
            const bool positive = p % 2 == 1 && v < 2;
            PreparedPicture picture;
            picture.image = "i" + std::to_string(100'000 + index);
            const double side = options.side;
            picture.input =
                cloud(random.stream("input"), options.side, options.side, options.channels,
                      positive ? options.contrast : 0, random.uniform(0.25, 0.75) * side,
                      random.uniform(0.25, 0.75) * side, options.radius * side);
            picture.width = picture.height = options.side;
            if (options.reduced) {
                const double x = random.uniform(20, 76), y = random.uniform(16, 48);
                picture.width = 192;
                picture.height = 128;
                picture.reduced = cloud(random.stream("reduced"), 96, 64, 1,
                                        positive ? options.contrast : 0, x, y, 4);
                if (positive) {
                    result.outlines += (result.outlines.size() > 1 ? "," : "");
                    result.outlines += "\"" + picture.image + "\":[[";
                    for (int corner = 0; corner < 8; ++corner) {
                        const double angle = corner * 0.785398;
                        result.outlines += (corner > 0 ? ",[" : "[") +
                                           std::to_string(2 * (x + 6 * std::cos(angle))) + "," +
                                           std::to_string(2 * (y + 6 * std::sin(angle))) + "]";
                    }
                    result.outlines += "]]";
                }
            }
            Sample sample{picture.image, "P" + std::to_string(100 + p), positive ? 1 : 0};
            if (options.views) {
                sample.laterality = v < 2 ? "L" : "R";
                sample.view = v % 2 == 0 ? "CC" : "MLO";
            }
            result.samples.push_back(std::move(sample));
            pictures.push_back(std::move(picture));
        }
    result.outlines += "}";
    result.set = PreparedSet::of(std::move(pictures)).value();
    return result;
}

struct Parts {
    Training training;
    std::vector<std::size_t> test;
};

/// Fold 0 of k is the test part.
inline Parts partsOf(const std::vector<Sample>& samples, int k = 4) {
    const auto folds = patientFolds(samples, k, 5).value();
    Parts parts;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (folds[i] == 0) {
            parts.test.push_back(i);
            continue;
        }
        parts.training.rows.push_back(i);
        parts.training.labels.push_back(samples[i].label);
        parts.training.groups.push_back(samples[i].patient);
    }
    return parts;
}

inline double aucOf(const std::vector<double>& scores, const std::vector<std::size_t>& rows,
                    const std::vector<Sample>& samples) {
    std::vector<Scored> scored;
    for (std::size_t i = 0; i < rows.size(); ++i)
        scored.push_back({scores[i], samples[rows[i]].label});
    return auc(scored).value().auc;
}

/// What a fold gives, for comparing two runs bit by bit.
struct Run {
    std::vector<double> scores, inner;
    std::vector<std::size_t> innerRows;
    std::string settings;
    bool operator==(const Run&) const = default;
};

inline Result<Run> runOf(const ImageModel& model, const PreparedSet& set, const Parts& parts,
                         const ModelContext& context) {
    CW_TRY(const auto trained, model.train(set, parts.training, context));
    Run run;
    CW_TRY(run.scores, trained.scorer->score(parts.test));
    for (const InnerScore& one : trained.inner) {
        run.inner.push_back(one.score);
        run.innerRows.push_back(one.row);
    }
    run.settings = trained.settings;
    return run;
}

} // namespace cw::validation::testing
