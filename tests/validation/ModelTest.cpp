// SPDX-License-Identifier: Apache-2.0
#include "validation/Model.h"

#include "Oracle.h"
#include "validation/Csv.h"
#include "validation/Logistic.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <sstream>
#include <thread>

namespace cw::validation {
namespace {

using namespace testing;

struct Toy {
    Matrix features;
    std::vector<int> labels;
};

/// Two features that know the label a little, the rest noise.
Toy toy(core::Seed seed, std::size_t rows, std::size_t columns, double signal) {
    core::Random random(seed);
    Toy made{Matrix(rows, columns), {}};
    for (std::size_t r = 0; r < rows; ++r) {
        made.labels.push_back(static_cast<int>(r % 2));
        for (std::size_t c = 0; c < columns; ++c)
            made.features.row(r)[c] =
                random.normal() * 3 + 100 + (c < 2 ? signal * made.labels[r] : 0);
    }
    return made;
}

double aucOf(const std::vector<double>& scores, const std::vector<int>& labels) {
    std::vector<Scored> scored;
    for (std::size_t i = 0; i < scores.size(); ++i)
        scored.push_back({scores[i], labels[i]});
    return auc(scored).value().auc;
}

class EveryModel : public ::testing::TestWithParam<ModelKind> {};

TEST_P(EveryModel, ScoresThePositiveClassHigher) {
    const Toy train = toy(1, 120, 5, 6), test = toy(2, 80, 5, 6);
    for (const ModelSettings& settings : candidateSettings(GetParam())) {
        const auto scores = trainAndScore(settings, train.features, train.labels, test.features, 1);
        ASSERT_TRUE(scores);
        EXPECT_GT(aucOf(*scores, test.labels), 0.9);
    }
}

TEST_P(EveryModel, GivesTheSameScoresForTheSameSeed) {
    const Toy train = toy(1, 60, 5, 2), test = toy(2, 20, 5, 2);
    const auto settings = candidateSettings(GetParam()).front();
    const auto once = trainAndScore(settings, train.features, train.labels, test.features, 9);
    // Other trainings between must not move the generator.
    ASSERT_TRUE(trainAndScore(settings, test.features, test.labels, train.features, 5));
    const auto again = trainAndScore(settings, train.features, train.labels, test.features, 9);
    EXPECT_EQ(once.value(), again.value());
}

TEST_P(EveryModel, RefusesASingleClass) {
    Toy train = toy(1, 20, 3, 1);
    std::fill(train.labels.begin(), train.labels.end(), 1);
    const auto scores = trainAndScore(candidateSettings(GetParam()).front(), train.features,
                                      train.labels, train.features, 1);
    ASSERT_FALSE(scores);
    EXPECT_EQ(scores.error().code, ErrorCode::InvalidArgument);
}

TEST_P(EveryModel, BearsConstantMissingAndHugeFeatures) {
    Toy train = toy(1, 60, 6, 6);
    for (std::size_t r = 0; r < train.features.rows; ++r) {
        train.features.row(r)[2] = 42;
        train.features.row(r)[3] = NAN;
        train.features.row(r)[4] = r % 3 == 0 ? INFINITY : 1.0;
        train.features.row(r)[5] = r % 2 == 0 ? 1e300 : -1e300;
    }
    const auto scores = trainAndScore(candidateSettings(GetParam()).front(), train.features,
                                      train.labels, train.features, 1);
    ASSERT_TRUE(scores);
    EXPECT_TRUE(
        std::all_of(scores->begin(), scores->end(), [](double s) { return std::isfinite(s); }));
    EXPECT_GT(aucOf(*scores, train.labels), 0.8);
}

TEST_P(EveryModel, GivesTheSameBitsFromItsFile) {
    const Toy train = toy(1, 90, 5, 3), test = toy(2, 40, 5, 3);
    const auto settings = candidateSettings(GetParam()).front();
    const auto model = FittedModel::fittedTo(settings, train.features, train.labels, 4).value();
    const auto read = FittedModel::fromJson(model.toJson());
    ASSERT_TRUE(read) << read.error().sentence();
    EXPECT_EQ(read->settings().kind, settings.kind);
    EXPECT_EQ(read->scores(test.features).value(), model.scores(test.features).value());
    EXPECT_EQ(read->toJson(), model.toJson());
    EXPECT_EQ(trainAndScore(settings, train.features, train.labels, test.features, 4).value(),
              model.scores(test.features).value());
}

TEST_P(EveryModel, RefusesAFileThatIsNotItsOwn) {
    const Toy train = toy(1, 40, 3, 3);
    const auto json = FittedModel::fittedTo(candidateSettings(GetParam()).front(), train.features,
                                            train.labels, 4)
                          .value()
                          .toJson();
    const auto refused = [](const std::string& text) {
        const auto read = FittedModel::fromJson(text);
        return !read && (read.error().code == ErrorCode::Malformed ||
                         read.error().code == ErrorCode::Unsupported);
    };
    const auto changed = [&](const std::string& from, const std::string& to) {
        std::string text = json;
        const auto at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return text.replace(at, from.size(), to);
    };
    EXPECT_TRUE(refused(""));
    EXPECT_TRUE(refused("[]"));
    EXPECT_TRUE(refused(json.substr(0, json.size() / 2)));
    EXPECT_TRUE(refused(changed("concord-model-1", "concord-model-9")));
    EXPECT_TRUE(refused(changed("\"mean\": [", "\"mean\": [1,"))); // one column too many
    EXPECT_TRUE(refused(changed("\"scale\"", "\"scales\"")));
}

TEST_P(EveryModel, SaysWhenTheColumnsAreNotThoseOfTheTraining) {
    const Toy train = toy(1, 40, 3, 3), other = toy(1, 5, 4, 3);
    const auto model = FittedModel::fittedTo(candidateSettings(GetParam()).front(), train.features,
                                             train.labels, 4)
                           .value();
    EXPECT_EQ(model.scores(other.features).error().code, ErrorCode::InvalidArgument);
}

TEST_P(EveryModel, GivesTheSameScoresInAnotherThread) {
    const Toy train = toy(1, 60, 5, 2), test = toy(2, 20, 5, 2);
    const auto settings = candidateSettings(GetParam()).front();
    const auto score = [&] {
        return trainAndScore(settings, train.features, train.labels, test.features, 9).value();
    };
    std::vector<double> there;
    std::thread([&] { there = score(); }).join();
    EXPECT_EQ(there, score());
}

INSTANTIATE_TEST_SUITE_P(Models, EveryModel,
                         ::testing::Values(ModelKind::Logistic, ModelKind::Svm, ModelKind::Forest));

TEST(Standardisation, IsFittedOnTheTrainingRowsOnly) {
    Matrix train(3, 1), test(1, 1);
    train.values = {1, 2, 3};
    test.values = {4};
    EXPECT_DOUBLE_EQ(Standardisation::fittedOn(train).applied(test).values[0], 2);
    test.values = {1e9};
    EXPECT_DOUBLE_EQ(Standardisation::fittedOn(train).applied(test).values[0], 5); // clipped
    test.values = {NAN};
    EXPECT_DOUBLE_EQ(Standardisation::fittedOn(train).applied(test).values[0], 0);
}

TEST(Logistic, StandsWhereTheGradientIsZero) {
    const Toy data = toy(3, 83, 4, 1);
    const Matrix x = Standardisation::fittedOn(data.features).applied(data.features);
    const auto model = Logistic::fittedTo(x, data.labels, 2);
    std::vector<double> gradient(5);
    for (std::size_t r = 0; r < x.rows; ++r) {
        const double residual = 1 / (1 + std::exp(-model.logit(x.row(r)))) - data.labels[r];
        for (std::size_t c = 0; c < 4; ++c)
            gradient[c] += residual * x.row(r)[c];
        gradient[4] += residual;
    }
    for (std::size_t c = 0; c < 4; ++c)
        EXPECT_NEAR(gradient[c] + 2 * model.weights[c], 0, 1e-4);
    EXPECT_NEAR(gradient[4], 0, 1e-4);
}

TEST(Logistic, EndsWhereTheClassesDoNotOverlap) {
    Matrix x(4, 1);
    x.values = {-1, -0.9, 0.9, 1};
    const auto model = Logistic::fittedTo(x, std::vector{0, 0, 1, 1}, 1e-6);
    EXPECT_TRUE(std::isfinite(model.weights[0]));
    EXPECT_GT(model.weights[0], 1);
}

TEST(Logistic, AgreesWithScikitLearn) {
    const Toy data = toy(4, 101, 6, 1.5);
    const Matrix x = Standardisation::fittedOn(data.features).applied(data.features);
    std::string csv;
    for (std::size_t r = 0; r < x.rows; ++r) {
        for (const double value : x.row(r))
            csv += shortest(value) + ",";
        csv += std::to_string(data.labels[r]) + "\n";
    }
    const ScratchFolder scratch;
    const auto file = scratch.write("toy.csv", csv);
    const auto script = scratch.write(
        "oracle.py", "import sys,numpy\n"
                     "try:\n    from sklearn.linear_model import LogisticRegression\n"
                     "except ImportError:\n    print('none'); sys.exit()\n"
                     "d=numpy.loadtxt(sys.argv[1],delimiter=',')\n"
                     "m=LogisticRegression(C=0.2,tol=1e-12,max_iter=10000).fit(d[:,:-1],d[:,-1])\n"
                     "print(*m.coef_[0],m.intercept_[0])\n");
    const auto [output, well] =
        outputOf("/usr/bin/python3 " + script.string() + " " + file.string());
    if (!well || output.starts_with("none"))
        GTEST_SKIP() << "python3-sklearn is not installed";
    const auto model = Logistic::fittedTo(x, data.labels, 5);
    std::istringstream numbers(output);
    for (double expected = 0; const double weight : model.weights) {
        numbers >> expected;
        EXPECT_NEAR(weight, expected, 1e-5);
    }
    double intercept = 0;
    numbers >> intercept;
    EXPECT_NEAR(model.intercept, intercept, 1e-5);
}

TEST(Svm, ScoresAsScikitLearnDoes) {
    const Toy train = toy(5, 90, 4, 2), test = toy(6, 40, 4, 2);
    const auto standard = Standardisation::fittedOn(train.features);
    std::string csv; // training rows, then test rows with label -1
    const auto append = [&](const Matrix& x, const std::vector<int>& labels) {
        for (std::size_t r = 0; r < x.rows; ++r) {
            for (const double value : x.row(r))
                csv += shortest(value) + ",";
            csv += std::to_string(labels[r]) + "\n";
        }
    };
    append(standard.applied(train.features), train.labels);
    append(standard.applied(test.features), std::vector<int>(40, -1));
    const ScratchFolder scratch;
    const auto file = scratch.write("toy.csv", csv);
    const auto script =
        scratch.write("oracle.py", "import sys,numpy\n"
                                   "try:\n    from sklearn.svm import SVC\n"
                                   "except ImportError:\n    print('none'); sys.exit()\n"
                                   "d=numpy.loadtxt(sys.argv[1],delimiter=',')\n"
                                   "x,y=d[:,:-1],d[:,-1]\n"
                                   "m=SVC(C=10,gamma=1/x.shape[1],tol=1e-7).fit(x[y>=0],y[y>=0])\n"
                                   "print(*m.decision_function(x[y<0]))\n");
    const auto [output, well] =
        outputOf("/usr/bin/python3 " + script.string() + " " + file.string());
    if (!well || output.starts_with("none"))
        GTEST_SKIP() << "python3-sklearn is not installed";
    const auto scores =
        trainAndScore({ModelKind::Svm, 10}, train.features, train.labels, test.features, 1).value();
    std::istringstream numbers(output);
    for (const double score : scores) {
        double expected = 0;
        numbers >> expected;
        EXPECT_NEAR(score, expected, 0.01); // OpenCV stops at 1e-4 and works in 32 bits
    }
}

} // namespace
} // namespace cw::validation
