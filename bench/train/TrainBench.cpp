// SPDX-License-Identifier: Apache-2.0
// Folds of a learned model as a study runs them, one process with one thread: two of them side by
// side make a whole cross-validation. docs/benchmarks.md has the figures.
//   concord-bench-train MANIFEST.csv cnn:side=96 --folds 10 --run 1,3,5 --seed 1 [--outlines FILE]
//   concord-bench-train --rate SIDE EPOCHS   pictures a second on computed pictures
#include "core/Random.h"
#include "imaging/Blocks.h"
#include "imaging/Picture.h"
#include "validation/Folds.h"
#include "validation/Manifest.h"
#include "validation/Metrics.h"
#include "validation/models/LearnedModels.h"
#include "validation/models/TorchHooks.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace cw;
using namespace cw::validation;

namespace {

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

[[noreturn]] void stop(const Error& error) {
    std::fprintf(stderr, "concord-bench-train: %s\n", error.sentence().c_str());
    std::exit(3);
}

template <class T>
T valueOf(Result<T> result) {
    if (!result)
        stop(result.error());
    return std::move(*result);
}

/// Sorted by image, as a prepared set is.
PreparedSet prepared(std::vector<Sample>& samples, const std::filesystem::path& folder, int side) {
    std::ranges::sort(samples, {}, &Sample::image);
    std::vector<PreparedPicture> pictures;
    for (const Sample& sample : samples) {
        auto picture = valueOf(imaging::readPicture(folder / sample.image));
        PreparedPicture one;
        one.image = sample.image;
        one.width = picture.image.width();
        one.height = picture.image.height();
        one.input = valueOf(imaging::modelInput(picture.image, core::ImageKind::Fundus, side));
        pictures.push_back(std::move(one));
    }
    return valueOf(PreparedSet::of(std::move(pictures)));
}

std::unique_ptr<ImageModel> modelFrom(const std::string& text) {
    const auto colon = std::min(text.find(':'), text.size());
    return valueOf(
        makeLearned(text.substr(0, colon), colon < text.size() ? text.substr(colon + 1) : ""));
}

struct Options {
    std::filesystem::path manifest, outlines;
    std::string model;
    int folds = 10, side = 128;
    core::Seed seed = 1;
    std::vector<int> run;
};

Options optionsFrom(int argc, char** argv) {
    Options options;
    options.manifest = argv[1];
    options.model = argv[2];
    for (int i = 3; i + 1 < argc; i += 2) {
        const std::string key = argv[i], value = argv[i + 1];
        if (key == "--folds")
            options.folds = std::atoi(value.c_str());
        else if (key == "--side")
            options.side = std::atoi(value.c_str());
        else if (key == "--seed")
            options.seed = static_cast<core::Seed>(std::atoll(value.c_str()));
        else if (key == "--outlines")
            options.outlines = value;
        else if (key == "--run")
            for (std::size_t at = 0; at < value.size();
                 at = std::min(value.find(',', at), value.size() - 1) + 1)
                options.run.push_back(std::atoi(value.c_str() + at));
    }
    return options;
}

int runFolds(const Options& options) {
    const auto start = std::chrono::steady_clock::now();
    auto samples = valueOf(readManifest(options.manifest));
    const auto set = prepared(samples, options.manifest.parent_path(), options.side);
    const auto folds = valueOf(patientFolds(samples, options.folds, options.seed));
    std::fprintf(stderr, "%zu pictures prepared in %.1f s\n", samples.size(), secondsSince(start));
    const auto model = modelFrom(options.model);
    std::vector<Sample> cases = samples;
    for (Sample& one : cases)
        one.label = -1;
    std::printf("image,patient,label,fold,score\n");
    for (int fold = 1; fold <= options.folds; ++fold) {
        if (!options.run.empty() && std::ranges::count(options.run, fold) == 0)
            continue;
        Training training;
        std::vector<std::size_t> test;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            if (folds[i] + 1 == fold) {
                test.push_back(i);
                continue;
            }
            training.rows.push_back(i);
            training.labels.push_back(samples[i].label);
            training.groups.push_back(samples[i].patient);
        }
        ModelContext context;
        context.cases = cases;
        context.outlines = options.outlines;
        context.seed =
            core::Random(options.seed).stream("fold", static_cast<std::uint64_t>(fold)).next();
        const auto begin = std::chrono::steady_clock::now();
        const auto trained = valueOf(model->train(set, training, context));
        const auto scores = valueOf(trained.scorer->score(test));
        std::vector<Scored> scored, inner;
        for (std::size_t i = 0; i < test.size(); ++i) {
            const Sample& sample = samples[test[i]];
            scored.push_back({scores[i], sample.label});
            std::printf("%s,%s,%d,%d,%.9g\n", sample.image.c_str(), sample.patient.c_str(),
                        sample.label, fold, scores[i]);
        }
        for (const InnerScore& one : trained.inner)
            inner.push_back({one.score, one.label});
        std::fprintf(stderr, "fold %d: AUC %.4f, held out %.4f, %.1f s, %s\n", fold,
                     valueOf(auc(scored)).auc, valueOf(auc(inner)).auc, secondsSince(begin),
                     trained.settings.c_str());
    }
    std::fprintf(stderr, "all: %.1f s\n", secondsSince(start));
    return 0;
}

/// 512 computed colour pictures, half of each class, one a patient. bench/train/twin.py does the
/// same with python3-torch.
int rate(int side, int epochs) {
    core::Random random(1);
    std::vector<PreparedPicture> pictures;
    Training training;
    for (int i = 0; i < 512; ++i) {
        PreparedPicture one;
        one.image = std::to_string(100'000 + i);
        one.width = one.height = side;
        one.input = valueOf(
            core::Image::create(side, side, 3, core::SampleType::U8, core::PixelMeaning::Rgb));
        for (auto& value : one.input->samples<std::uint8_t>())
            value = static_cast<std::uint8_t>(random.below(256));
        training.rows.push_back(training.rows.size());
        training.labels.push_back(i % 2);
        training.groups.push_back(one.image);
        pictures.push_back(std::move(one));
    }
    const auto set = valueOf(PreparedSet::of(std::move(pictures)));
    for (const bool augment : {true, false}) {
        CnnOptions options;
        options.side = side;
        options.epochs = options.patience = epochs;
        options.augment = augment;
        const auto model = valueOf(makeCnn(options));
        const auto begin = std::chrono::steady_clock::now();
        const auto trained = valueOf(model->train(set, training, {}));
        const double seconds = secondsSince(begin);
        std::printf("C++ %s: %.0f pictures/s (%zu held out and scored each epoch)\n",
                    augment ? "changing the pictures" : "pictures as they are",
                    static_cast<double>(512 - trained.inner.size()) * epochs / seconds,
                    trained.inner.size());
    }
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    cw::validation::installTorch();
    if (argc >= 4 && std::strcmp(argv[1], "--rate") == 0)
        return rate(std::atoi(argv[2]), std::atoi(argv[3]));
    if (argc >= 3)
        return runFolds(optionsFrom(argc, argv));
    std::fprintf(stderr, "usage: concord-bench-train MANIFEST MODEL [--folds K] [--run 1,2] | "
                         "--rate SIDE EPOCHS\n");
    return 2;
}
