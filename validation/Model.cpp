// SPDX-License-Identifier: Apache-2.0
#include "validation/Model.h"

#include "validation/Logistic.h"

#include <algorithm>
#include <opencv2/ml.hpp>

namespace cw::validation {
namespace {

cv::Mat floatsOf(const Matrix& matrix) {
    cv::Mat result(static_cast<int>(matrix.rows), static_cast<int>(matrix.columns), CV_32F);
    for (std::size_t r = 0; r < matrix.rows; ++r)
        for (std::size_t c = 0; c < matrix.columns; ++c)
            result.at<float>(static_cast<int>(r), static_cast<int>(c)) =
                static_cast<float>(matrix.row(r)[c]);
    return result;
}

std::vector<double> logisticScores(double penalty, const Matrix& training,
                                   std::span<const int> labels, const Matrix& test) {
    const Logistic model = Logistic::fittedTo(training, labels, penalty);
    std::vector<double> scores;
    for (std::size_t r = 0; r < test.rows; ++r)
        scores.push_back(model.logit(test.row(r)));
    return scores;
}

std::vector<double> svmScores(double c, const Matrix& training, std::span<const int> labels,
                              const Matrix& test) {
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
    cv::Mat raw;
    svm->predict(floatsOf(test), raw, cv::ml::StatModel::RAW_OUTPUT);
    std::vector<double> scores;
    for (int i = 0; i < raw.rows; ++i) // OpenCV's decision value is positive for the FIRST class
        scores.push_back(-static_cast<double>(raw.at<float>(i)));
    return scores;
}

std::vector<double> forestScores(double trees, const Matrix& training, std::span<const int> labels,
                                 const Matrix& test, core::Seed seed) {
    // A regression forest on 0 and 1: the mean of the leaves is a finer score than votes.
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
    cv::Mat predicted;
    forest->predict(floatsOf(test), predicted);
    std::vector<double> scores;
    for (int i = 0; i < predicted.rows; ++i)
        scores.push_back(static_cast<double>(predicted.at<float>(i)));
    return scores;
}

} // namespace

std::optional<ModelKind> modelKindFrom(std::string_view text) {
    if (text == "logistic")
        return ModelKind::Logistic;
    if (text == "svm")
        return ModelKind::Svm;
    if (text == "forest")
        return ModelKind::Forest;
    return std::nullopt;
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

Result<std::vector<double>> trainAndScore(const ModelSettings& settings, const Matrix& training,
                                          std::span<const int> labels, const Matrix& test,
                                          core::Seed seed) {
    CW_ASSERT(labels.size() == training.rows && training.columns == test.columns);
    // Checked here because OpenCV aborts some trainers with an assertion.
    if (std::ranges::count(labels, 1) == 0 || std::ranges::count(labels, 0) == 0)
        return fail(ErrorCode::InvalidArgument, "the training part lacks one of the two classes");
    if (test.rows == 0)
        return std::vector<double>{};
    const Standardisation standard = Standardisation::fittedOn(training);
    const Matrix x = standard.applied(training), y = standard.applied(test);
    try {
        switch (settings.kind) {
        case ModelKind::Logistic:
            return logisticScores(settings.strength, x, labels, y);
        case ModelKind::Svm:
            return svmScores(settings.strength, x, labels, y);
        case ModelKind::Forest:
            return forestScores(settings.strength, x, labels, y, seed);
        }
    } catch (const cv::Exception&) {
        return fail(ErrorCode::Internal, "OpenCV could not train or apply the model");
    }
    return fail(ErrorCode::Internal, "unknown model");
}

} // namespace cw::validation
