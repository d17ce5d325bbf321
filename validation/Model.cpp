// SPDX-License-Identifier: Apache-2.0
#include "validation/Model.h"

#include "validation/Logistic.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <opencv2/ml.hpp>

namespace cw::validation {

struct FittedModel::Parts {
    ModelSettings settings;
    Standardisation standard;
    Logistic logistic;               ///< of that kind
    cv::Ptr<cv::ml::StatModel> tree; ///< SVM or forest
    std::size_t columns() const { return standard.mean().size(); }
};

namespace {

using Json = nlohmann::ordered_json;
constexpr const char* kFormat = "concord-model-1";

cv::Mat floatsOf(const Matrix& matrix) {
    cv::Mat result(static_cast<int>(matrix.rows), static_cast<int>(matrix.columns), CV_32F);
    for (std::size_t r = 0; r < matrix.rows; ++r)
        for (std::size_t c = 0; c < matrix.columns; ++c)
            result.at<float>(static_cast<int>(r), static_cast<int>(c)) =
                static_cast<float>(matrix.row(r)[c]);
    return result;
}

cv::Ptr<cv::ml::StatModel> trainedSvm(double c, const Matrix& training,
                                      std::span<const int> labels) {
    auto svm = cv::ml::SVM::create();
    svm->setType(cv::ml::SVM::C_SVC);
    svm->setKernel(cv::ml::SVM::RBF);
    svm->setC(c);
    svm->setGamma(1.0 / static_cast<double>(std::max<std::size_t>(training.columns, 1)));
    svm->setTermCriteria({cv::TermCriteria::MAX_ITER | cv::TermCriteria::EPS, 100'000, 1e-4});
    cv::Mat responses(static_cast<int>(labels.size()), 1, CV_32S);
    for (std::size_t i = 0; i < labels.size(); ++i)
        responses.at<int>(static_cast<int>(i)) = labels[i];
    svm->train(floatsOf(training), cv::ml::ROW_SAMPLE, responses);
    return svm;
}

cv::Ptr<cv::ml::StatModel> trainedForest(double trees, const Matrix& training,
                                         std::span<const int> labels, core::Seed seed) {
    // A regression forest on 0 and 1: the mean of the leaves is a finer score than votes, and its
    // order does not hang on which class came first.
    auto forest = cv::ml::RTrees::create();
    forest->setMaxDepth(12);
    forest->setMinSampleCount(4);
    forest->setRegressionAccuracy(0);
    forest->setActiveVarCount(0); // square root of the number of features
    forest->setCalculateVarImportance(false);
    forest->setTermCriteria({cv::TermCriteria::MAX_ITER, static_cast<int>(trees), 0});
    cv::Mat responses(static_cast<int>(labels.size()), 1, CV_32F);
    for (std::size_t i = 0; i < labels.size(); ++i)
        responses.at<float>(static_cast<int>(i)) = static_cast<float>(labels[i]);
    cv::theRNG().state = core::Random(seed).stream("forest").next() | 1; // one generator a thread
    forest->train(floatsOf(training), cv::ml::ROW_SAMPLE, responses);
    return forest;
}

std::vector<double> treeScores(const cv::ml::StatModel& model, ModelKind kind,
                               const Matrix& features) {
    const bool svm = kind == ModelKind::Svm;
    cv::Mat predicted;
    model.predict(floatsOf(features), predicted, svm ? cv::ml::StatModel::RAW_OUTPUT : 0);
    std::vector<double> scores;
    for (int i = 0; i < predicted.rows; ++i) {
        const auto value = static_cast<double>(predicted.at<float>(i));
        scores.push_back(svm ? -value : value); // the SVM's is positive for the FIRST class
    }
    return scores;
}

// OpenCV's own text form, in memory.
std::string textOf(const cv::ml::StatModel& model) {
    cv::FileStorage storage("", cv::FileStorage::WRITE | cv::FileStorage::MEMORY |
                                    cv::FileStorage::FORMAT_YAML);
    storage << "model"
            << "{";
    model.write(storage);
    storage << "}";
    return storage.releaseAndGetString();
}

cv::Ptr<cv::ml::StatModel> treeFrom(const std::string& text, ModelKind kind) {
    cv::FileStorage storage(text, cv::FileStorage::READ | cv::FileStorage::MEMORY);
    cv::Ptr<cv::ml::StatModel> model;
    if (kind == ModelKind::Svm)
        model = cv::ml::SVM::create();
    else
        model = cv::ml::RTrees::create();
    model->read(storage["model"]);
    return model;
}

} // namespace

std::optional<ModelKind> modelKindFrom(std::string_view text) {
    for (const auto kind : {ModelKind::Logistic, ModelKind::Svm, ModelKind::Forest})
        if (text == name(kind))
            return kind;
    return std::nullopt;
}

std::string_view name(ModelKind kind) {
    switch (kind) {
    case ModelKind::Logistic:
        return "logistic";
    case ModelKind::Svm:
        return "svm";
    case ModelKind::Forest:
        return "forest";
    }
    return "";
}

std::vector<ModelSettings> candidateSettings(ModelKind kind) {
    switch (kind) {
    case ModelKind::Logistic:
        return {{kind, 100}, {kind, 10}, {kind, 1}};
    case ModelKind::Svm:
        return {{kind, 1}, {kind, 10}};
    case ModelKind::Forest:
        return {{kind, 200}};
    }
    return {};
}

Result<FittedModel> FittedModel::fittedTo(const ModelSettings& settings, const Matrix& training,
                                          std::span<const int> labels, core::Seed seed) {
    CW_ASSERT(labels.size() == training.rows);
    // Checked here because OpenCV aborts some trainers with an assertion.
    if (std::ranges::count(labels, 1) == 0 || std::ranges::count(labels, 0) == 0)
        return fail(ErrorCode::InvalidArgument, "the training part lacks one of the two classes");
    if (training.columns == 0)
        return fail(ErrorCode::InvalidArgument, "there is no feature to learn from");
    auto parts = std::make_shared<Parts>();
    parts->settings = settings;
    parts->standard = Standardisation::fittedOn(training);
    const Matrix x = parts->standard.applied(training);
    try {
        switch (settings.kind) {
        case ModelKind::Logistic:
            parts->logistic = Logistic::fittedTo(x, labels, settings.strength);
            break;
        case ModelKind::Svm:
            parts->tree = trainedSvm(settings.strength, x, labels);
            break;
        case ModelKind::Forest:
            parts->tree = trainedForest(settings.strength, x, labels, seed);
            break;
        }
    } catch (const cv::Exception&) {
        return fail(ErrorCode::Internal, "OpenCV could not train the model");
    }
    return FittedModel(std::move(parts));
}

Result<std::vector<double>> FittedModel::scores(const Matrix& features) const {
    if (features.rows == 0)
        return std::vector<double>{};
    if (features.columns != m_parts->columns())
        return fail(ErrorCode::InvalidArgument,
                    "the model was trained on " + std::to_string(m_parts->columns()) +
                        " features, " + std::to_string(features.columns) + " are given");
    const Matrix x = m_parts->standard.applied(features);
    try {
        if (m_parts->settings.kind != ModelKind::Logistic)
            return treeScores(*m_parts->tree, m_parts->settings.kind, x);
    } catch (const cv::Exception&) {
        return fail(ErrorCode::Internal, "OpenCV could not apply the model");
    }
    std::vector<double> scores;
    for (std::size_t r = 0; r < x.rows; ++r)
        scores.push_back(m_parts->logistic.logit(x.row(r)));
    return scores;
}

std::string FittedModel::toJson() const {
    Json json = {{"format", kFormat},
                 {"kind", name(m_parts->settings.kind)},
                 {"strength", m_parts->settings.strength},
                 {"mean", m_parts->standard.mean()},
                 {"scale", m_parts->standard.scale()}};
    if (m_parts->settings.kind == ModelKind::Logistic) {
        json["weights"] = m_parts->logistic.weights;
        json["intercept"] = m_parts->logistic.intercept;
    } else {
        json["opencv"] = textOf(*m_parts->tree);
    }
    return json.dump(1) + "\n";
}

Result<FittedModel> FittedModel::fromJson(std::string_view json) {
    const auto malformed = [] {
        return fail(ErrorCode::Malformed, "the file of the model is not as this program writes it");
    };
    try {
        const Json read = Json::parse(json);
        if (read.at("format") != kFormat)
            return fail(ErrorCode::Unsupported, "a model file of another format");
        const auto kind = modelKindFrom(read.at("kind").get<std::string>());
        if (!kind)
            return fail(ErrorCode::Unsupported, "a model of another kind");
        auto parts = std::make_shared<Parts>();
        parts->settings = {*kind, read.at("strength").get<double>()};
        parts->standard = Standardisation::of(read.at("mean").get<std::vector<double>>(),
                                              read.at("scale").get<std::vector<double>>());
        const std::size_t columns = parts->columns();
        if (columns == 0 || parts->standard.scale().size() != columns)
            return malformed();
        if (*kind == ModelKind::Logistic) {
            parts->logistic.weights = read.at("weights").get<std::vector<double>>();
            parts->logistic.intercept = read.at("intercept").get<double>();
            if (parts->logistic.weights.size() != columns)
                return malformed();
        } else {
            parts->tree = treeFrom(read.at("opencv").get<std::string>(), *kind);
            if (!parts->tree->isTrained() ||
                parts->tree->getVarCount() != static_cast<int>(columns))
                return malformed();
        }
        return FittedModel(std::move(parts));
    } catch (const nlohmann::json::exception&) {
        return malformed();
    } catch (const cv::Exception&) {
        return malformed();
    }
}

ModelSettings FittedModel::settings() const { return m_parts->settings; }
std::vector<double> FittedModel::weights() const { return m_parts->logistic.weights; }

Result<std::vector<double>> trainAndScore(const ModelSettings& settings, const Matrix& training,
                                          std::span<const int> labels, const Matrix& test,
                                          core::Seed seed) {
    CW_ASSERT(training.columns == test.columns);
    CW_TRY(const auto model, FittedModel::fittedTo(settings, training, labels, seed));
    return model.scores(test);
}

} // namespace cw::validation
