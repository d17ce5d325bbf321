// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Random.h"
#include "validation/Folds.h"
#include "validation/checks/Checks.h"

#include <cmath>
#include <functional>
#include <map>
#include <set>

namespace cw::validation::testing {

/// A made-up set: numbers out of a random generator, no pictures. Nothing but the block "features"
/// knows the class, unless a test plants it.
struct Made {
    std::vector<PreparedPicture> pictures; ///< in the order of samples until done()
    std::vector<Sample> samples;
    std::vector<int> folds;
    int k = 5;
    PreparedSet set;

    /// Plants are done; rows in the order of the set, folds by patient.
    void done(core::Seed seed = 1) {
        std::map<std::string, Sample> byImage;
        for (const Sample& sample : samples)
            byImage[sample.image] = sample;
        set = PreparedSet::of(pictures).value();
        samples.clear();
        for (std::size_t row = 0; row < set.size(); ++row)
            samples.push_back(byImage.at(set.at(row).image));
        if (const auto dealt = patientFolds(samples, k, seed))
            folds = *dealt;
        else // too few patients: a test of degenerate sets
            folds.assign(samples.size(), 0);
    }
    CheckInput input(int workers = 1, core::Seed seed = 7) const {
        return {set, samples, folds, k, seed, workers, nullptr};
    }
    double& value(std::size_t i, const std::string& block, std::size_t column) {
        return pictures[i].blocks.at(block).values.at(column);
    }
};

struct MadeOf {
    int patients = 60;
    int each = 2;      ///< pictures of a patient
    double signal = 1; ///< of the class in the first feature, in standard deviations
    double own = 1;    ///< how much of a feature is the patient's
    std::size_t features = 12;
};

inline imaging::FeatureVector numbered(const std::vector<std::string>& names,
                                       const std::function<double()>& draw) {
    imaging::FeatureVector vector{names, {}};
    for (std::size_t i = 0; i < names.size(); ++i)
        vector.values.push_back(draw());
    return vector;
}

inline Made made(core::Seed seed, const MadeOf& of = {}) {
    core::Random random = core::Random(seed).stream("made");
    Made result;
    std::vector<std::string> featureNames;
    for (std::size_t c = 0; c < of.features; ++c)
        featureNames.push_back("f" + std::to_string(c));
    for (int p = 0; p < of.patients; ++p) {
        const int label = p % 2;
        std::vector<double> own;
        for (std::size_t c = 0; c < of.features; ++c)
            own.push_back(of.own * random.normal());
        const std::string device = std::string("device ") + "ABC"[random.below(3)];
        const std::string site = std::string("site ") + "XY"[random.below(2)];
        const double age = 40 + 30 * random.uniform();
        const bool female = random.chance(0.5);
        for (int i = 0; i < of.each; ++i) {
            // Names by a random number: their order says nothing.
            const std::string image = std::to_string(100000 + random.below(900000)) + "-" +
                                      std::to_string(result.samples.size()) + ".png";
            Sample sample{image,  "P" + std::to_string(1000 + p), label,
                          device, i % 2 == 0 ? "L" : "R",         i / 2 % 2 == 0 ? "CC" : "MLO"};
            sample.site = site;
            sample.age = age;
            sample.sex = female ? "F" : "M";
            PreparedPicture picture;
            picture.image = image;
            picture.fileSha256 = "file " + image;
            picture.pixelSha256 = "pixels " + image;
            picture.width = 800;
            picture.height = 600;
            const auto normal = [&] { return random.normal(); };
            auto& features = picture.blocks["features"] = numbered(featureNames, normal);
            for (std::size_t c = 0; c < of.features; ++c)
                features.values[c] += own[c];
            features.values[0] += of.signal * label;
            picture.blocks["file"] = numbered({"bytes", "jpeg_quality"}, normal);
            picture.blocks["size"] = {{"width", "height"}, {800, 600}};
            picture.blocks["border"] = numbered({"border_mean", "border_deviation"}, normal);
            picture.blocks["colour"] = numbered({"red_mean", "green_mean", "blue_mean"}, normal);
            picture.blocks["text"] = {{"text_share"}, {0}};
            picture.blocks["blanked"] = numbered({"background_mean"}, normal);
            picture.blocks["compression"] = numbered({"seam_columns", "cut_off"}, normal);
            picture.blocks["quality"] = {
                {"sharpness_laplacian", "exposure_mean", "contrast", "fill"},
                {3 + 0.2 * random.normal(), 0.4 + 0.03 * random.normal(),
                 0.2 + 0.01 * random.normal(), 0.6 + 0.02 * random.normal()}};
            result.samples.push_back(std::move(sample));
            result.pictures.push_back(std::move(picture));
        }
    }
    return result;
}

inline double number(const CheckResult& result, const std::string& name) {
    for (const auto& [key, value] : result.numbers)
        if (key == name)
            return value;
    return std::nan("");
}

inline const CheckResult* named(const std::vector<CheckResult>& results, const std::string& name) {
    for (const CheckResult& result : results)
        if (result.check == name)
            return &result;
    return nullptr;
}

/// Warning or failure: what must not happen on a clean set.
inline bool alarms(const CheckResult& result) {
    return result.severity == Severity::Warning || result.severity == Severity::Failure;
}

/// A field for field image of a result: equal text means equal bits.
inline std::string everythingOf(const CheckResult& result) {
    std::string text =
        result.check + "|" + nameOf(result.severity) + "|" + result.verdict + "|" + result.sentence;
    const auto add = [&](double value) {
        char buffer[40];
        std::snprintf(buffer, sizeof buffer, "|%a", value);
        text += buffer;
    };
    for (const auto& [name, value] : result.numbers) {
        text += "|" + name;
        add(value);
    }
    for (const double value : result.series)
        add(value);
    for (const CaseRemark& remark : result.cases) {
        text += "|" + remark.image + remark.reason;
        add(remark.suspicion);
    }
    for (const CheckTable& table : result.tables)
        for (const CheckRow& row : table.rows) {
            for (const std::string& word : row.words)
                text += "|" + word;
            for (const double value : row.numbers)
                add(value);
        }
    return text;
}

/// Scores of a good but imperfect image model, with probabilities: out of fold by construction.
inline OutOfFold saidOf(const Made& made, core::Seed seed, double signal = 2) {
    core::Random random = core::Random(seed).stream("model");
    OutOfFold model;
    model.model = "made up";
    for (const Sample& sample : made.samples) {
        const double score = signal * (sample.label - 0.5) + random.normal();
        model.scores.push_back(score);
        model.probabilities.push_back(1 / (1 + std::exp(-signal * score)));
    }
    return model;
}

} // namespace cw::validation::testing
