// SPDX-License-Identifier: Apache-2.0
#include "validation/Manifest.h"
#include "validation/Folds.h"
#include "validation/Oracle.h"
#include "validation/folds/FoldProblem.h"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>
#include <set>
#include <sstream>

namespace cw::validation {
namespace {

Sample sample(const std::string& patient, int label, std::size_t image = 0) {
    return {patient + "-" + std::to_string(image), patient, label};
}

std::string numbered(const char* letter, std::size_t number) {
    return std::string(letter).append(std::to_string(number));
}

/// 1 to 5 images a patient, some patients with both labels, three devices, two sites, some
/// accessions shared; every class in at least 3k patients.
std::vector<Sample> drawnSet(core::Random random, int k) {
    std::vector<Sample> samples;
    const auto least = static_cast<std::size_t>(k);
    const auto patients = 6 * least + random.below(60);
    for (std::size_t p = 0; p < patients; ++p) {
        const int label = p < 3 * least ? 0 : (p < 6 * least || random.chance(0.2) ? 1 : 0);
        const bool mixed = random.chance(0.1);
        const auto device = numbered("maker ", random.below(3));
        for (std::size_t i = 0, images = 1 + random.below(5); i < images; ++i) {
            samples.push_back(sample(numbered("P", p), label, i));
            samples.back().label = mixed && i > 0 && random.chance(0.5) ? 1 - label : label;
            samples.back().device = device;
            samples.back().more["year"] = std::to_string(2010 + random.below(4));
        }
    }
    return samples;
}

std::vector<SampleTie> drawnTies(core::Random random, std::size_t samples, std::size_t count) {
    std::vector<SampleTie> ties;
    for (std::size_t i = 0; i < count; ++i)
        ties.push_back({random.below(samples), random.below(samples),
                        random.chance(0.5) ? Tie::SamePicture : Tie::SameBody});
    return ties;
}

/// Spread over folds (largest less smallest) of images of a class.
long spread(std::span<const Sample> samples, std::span<const int> folds, int k, int label) {
    std::vector<long> counts(static_cast<std::size_t>(k));
    for (std::size_t i = 0; i < samples.size(); ++i)
        counts[static_cast<std::size_t>(folds[i])] += samples[i].label == label ? 1 : 0;
    const auto [low, high] = std::minmax_element(counts.begin(), counts.end());
    return *high - *low;
}

/// What scikit-learn minimises, squared and summed: variance over folds of each class's shares.
double classVariance(std::span<const Sample> samples, std::span<const int> folds, int k) {
    double sum = 0;
    for (const int label : {0, 1}) {
        std::vector<double> shares(static_cast<std::size_t>(k));
        double total = 0;
        for (std::size_t i = 0; i < samples.size(); ++i)
            if (samples[i].label == label) {
                shares[static_cast<std::size_t>(folds[i])] += 1;
                total += 1;
            }
        for (const double share : shares)
            sum += (share / total - 1.0 / k) * (share / total - 1.0 / k) / k;
    }
    return sum;
}

RC_GTEST_PROP(AssignFolds, NeverPartWhatIsTied, ()) {
    const core::Random random(*rc::gen::arbitrary<core::Seed>());
    FoldRequest request;
    request.k = *rc::gen::inRange(2, 6);
    const auto samples = drawnSet(random.stream("set"), request.k);
    request.ties = drawnTies(random.stream("ties"), samples.size(), 5);
    request.balance = {"device", "year"};
    const auto assigned = assignFolds(samples, request);
    RC_ASSERT(assigned.has_value());
    RC_ASSERT(assigned->sound());
    std::map<std::string, std::set<int>> foldsOf;
    for (std::size_t i = 0; i < samples.size(); ++i)
        foldsOf[samples[i].patient].insert(assigned->folds[i]);
    for (const auto& [patient, folds] : foldsOf)
        RC_ASSERT(folds.size() == 1U);
    for (const SampleTie& tie : request.ties)
        RC_ASSERT(assigned->folds[tie.first] == assigned->folds[tie.second]);
}

RC_GTEST_PROP(AssignFolds, DoNotSeeTheOrderOfSamplesOrTies, ()) {
    core::Random random(*rc::gen::arbitrary<core::Seed>());
    FoldRequest request;
    request.k = 4;
    request.balance = {"device", "year"};
    const auto samples = drawnSet(random.stream("set"), request.k);
    request.ties = drawnTies(random.stream("ties"), samples.size(), 4);
    std::vector<std::size_t> order(samples.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    random.shuffle(order);
    std::vector<Sample> shuffled;
    std::vector<std::size_t> placeOf(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        shuffled.push_back(samples[order[i]]);
        placeOf[order[i]] = i;
    }
    FoldRequest other = request;
    for (SampleTie& tie : other.ties)
        tie = {placeOf[tie.second], placeOf[tie.first], tie.why};
    random.shuffle(other.ties);
    const auto a = assignFolds(samples, request).value(), b = assignFolds(shuffled, other).value();
    for (std::size_t i = 0; i < samples.size(); ++i)
        RC_ASSERT(a.folds[i] == b.folds[placeOf[i]]);
    RC_ASSERT(printed(a.table) == printed(b.table));
}

/// All assignments of a few groups, the evenest one with both classes in every fold.
double evenest(const BalanceProblem& problem) {
    std::vector<int> folds(problem.groups.size(), 0);
    double best = 1e9;
    for (;;) {
        std::vector<std::array<bool, 2>> has(static_cast<std::size_t>(problem.k));
        for (std::size_t g = 0; g < folds.size(); ++g) {
            has[static_cast<std::size_t>(folds[g])][0] |= problem.groups[g].negative;
            has[static_cast<std::size_t>(folds[g])][1] |= problem.groups[g].positive;
        }
        if (std::all_of(has.begin(), has.end(), [](const auto& h) { return h[0] && h[1]; }))
            best = std::min(best, unevenness(problem, folds));
        std::size_t at = 0;
        while (at < folds.size() && ++folds[at] == problem.k)
            folds[at++] = 0;
        if (at == folds.size())
            return best;
    }
}

TEST(BalancedFolds, AreNearlyAsEvenAsTheBestOfAllAssignments) {
    double worst = 0, sum = 0;
    constexpr int kSets = 60;
    for (int set = 0; set < kSets; ++set) {
        core::Random random(static_cast<core::Seed>(set));
        std::vector<Sample> samples;
        for (std::size_t p = 0; p < 9; ++p)
            for (std::size_t i = 0, images = 1 + random.below(6); i < images; ++i)
                samples.push_back(sample(numbered("P", p), p % 2 == 0 ? 1 : 0, i));
        const auto problem = foldProblem(samples, groupsOf(samples), 3, 1, {}).value();
        // Over the smallest sum there is, 1/k of the weights: what is left is unevenness.
        const double floor = 4 * 8 / 3.0;
        const double ours = unevenness(problem, balancedFolds(problem)) - floor;
        const double excess = ours - (evenest(problem) - floor);
        EXPECT_GE(excess, -1e-9);
        worst = std::max(worst, excess);
        sum += excess;
    }
    RecordProperty("mean_excess", std::to_string(sum / kSets));
    EXPECT_LT(sum / kSets, 0.05);
    EXPECT_LT(worst, 0.5);
}

TEST(AssignFolds, AreAtLeastAsEvenAsTheExampleOfScikitLearn) {
    // sklearn.model_selection.StratifiedGroupKFold, documentation of 1.2: shuffle=False puts
    // groups {3,6,7}, {1,2,8}, {4,5} into the three test folds.
    const std::vector<int> labels{0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    const std::vector<int> groups{1, 1, 2, 2, 3, 3, 3, 4, 5, 5, 5, 5, 6, 6, 7, 8, 8};
    const std::map<int, int> theirs{{3, 0}, {6, 0}, {7, 0}, {1, 1}, {2, 1}, {8, 1}, {4, 2}, {5, 2}};
    std::vector<Sample> samples;
    std::vector<int> reference;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        samples.push_back(sample(std::to_string(groups[i]), labels[i], i));
        reference.push_back(theirs.at(groups[i]));
    }
    ASSERT_TRUE(brokenPostconditions(samples, reference, 3).empty());
    FoldRequest request;
    request.k = 3;
    for (request.seed = 0; request.seed < 20; ++request.seed) {
        const auto assigned = assignFolds(samples, request).value();
        EXPECT_LE(classVariance(samples, assigned.folds, 3),
                  classVariance(samples, reference, 3) + 1e-12);
        EXPECT_EQ(assigned.groups.key.size(), 8U);
    }
}

TEST(AssignFolds, AreAtLeastAsEvenAsScikitLearnsOnAcrima) {
    std::ifstream file(testing::realData() / "statistics" / "sgkf_ref_acrima_k10.csv");
    if (!file)
        GTEST_SKIP() << "the reference split of ACRIMA is not on this machine";
    std::vector<Sample> samples;
    std::vector<int> reference;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::stringstream fields(line);
        std::string path, label, group, fold;
        std::getline(fields, path, ',');
        std::getline(fields, label, ',');
        std::getline(fields, group, ',');
        std::getline(fields, fold, ',');
        samples.push_back({path, group, std::stoi(label)});
        reference.push_back(std::stoi(fold));
    }
    ASSERT_EQ(samples.size(), 705U);
    const auto ours = patientFolds(samples, 10, 1).value();
    for (const int label : {0, 1}) {
        EXPECT_LE(spread(samples, ours, 10, label), spread(samples, reference, 10, label));
        EXPECT_LE(spread(samples, ours, 10, label), 1);
    }
}

TEST(AssignFolds, AreAtLeastAsEvenAsScikitLearnOnDrawnSets) {
    if (!testing::outputOf("/usr/bin/python3 -c 'import sklearn'").second)
        GTEST_SKIP() << "python3-sklearn is not installed";
    const testing::ScratchFolder folder;
    std::vector<std::vector<Sample>> sets;
    std::string table;
    for (std::size_t s = 0; s < 12; ++s) {
        sets.push_back(drawnSet(core::Random(s), 5));
        for (const Sample& each : sets.back())
            table +=
                std::to_string(s) + "," + each.patient + "," + std::to_string(each.label) + "\n";
    }
    const auto csv = folder.write("sets.csv", table);
    const auto script = folder.write("split.py", R"(
import sys, csv
from sklearn.model_selection import StratifiedGroupKFold
rows = [r for r in csv.reader(open(sys.argv[1]))]
for s in sorted({int(r[0]) for r in rows}):
    mine = [r for r in rows if int(r[0]) == s]
    fold = [0] * len(mine)
    y, g = [int(r[2]) for r in mine], [r[1] for r in mine]
    for f, (_, test) in enumerate(StratifiedGroupKFold(5).split(y, y, g)):
        for i in test: fold[i] = f
    print(*fold)
)");
    const auto [output, ok] =
        testing::outputOf("/usr/bin/python3 '" + script.string() + "' '" + csv.string() + "'");
    ASSERT_TRUE(ok) << output;
    std::stringstream lines(output);
    double ours = 0, theirs = 0;
    for (const auto& samples : sets) {
        std::string line;
        std::getline(lines, line);
        std::stringstream numbers(line);
        std::vector<int> reference(samples.size());
        for (int& fold : reference)
            numbers >> fold;
        ASSERT_TRUE(brokenPostconditions(samples, reference, 5).empty());
        ours += classVariance(samples, patientFolds(samples, 5, 1).value(), 5);
        theirs += classVariance(samples, reference, 5);
    }
    EXPECT_LT(ours, theirs);
    RecordProperty("ours_over_sklearn", std::to_string(ours / theirs));
}

TEST(AssignFolds, SpreadDevicesAndTheirPositivesEvenly) {
    std::vector<Sample> samples;
    for (std::size_t p = 0; p < 300; ++p) { // maker 0 made half of all, and most with the disease
        const bool common = p % 2 == 0;
        samples.push_back(sample(numbered("P", p), p % 10 < (common ? 5 : 1) ? 1 : 0));
        samples.back().device = common ? "maker 0" : numbered("maker ", 1 + p % 4);
    }
    const auto worst = [&](const FoldTable& table) {
        std::map<std::string, std::pair<std::size_t, std::size_t>> range;
        for (const FoldRow& row : table.rows)
            for (const auto* counts : {&row.columns.front().images, &row.columns.front().positives})
                for (const auto& [value, count] : *counts) {
                    auto& [low, high] =
                        range
                            .try_emplace(value + (counts == &row.columns.front().images ? "" : "+"),
                                         count, count)
                            .first->second;
                    low = std::min(low, count);
                    high = std::max(high, count);
                }
        std::size_t most = 0;
        for (const auto& [value, entry] : range)
            most = std::max(most, entry.second - entry.first);
        return most;
    };
    FoldRequest request;
    request.k = 5;
    EXPECT_GT(worst(assignFolds(samples, request)->table), 3U);
    request.balance = {"device"};
    const auto even = assignFolds(samples, request).value();
    EXPECT_LE(worst(even.table), 2U);
    EXPECT_LE(spread(samples, even.folds, 5, 1), 1);
    EXPECT_LE(spread(samples, even.folds, 5, 0), 1);
}

TEST(AssignFolds, ServeEveryFoldWhenGroupsAreAsFewAsFolds) {
    // Ten patients, ten folds; the columns pull all of them to one side (sklearn #34828).
    std::vector<Sample> samples;
    for (std::size_t p = 0; p < 10; ++p)
        for (const int label : {0, 1}) {
            samples.push_back(sample(numbered("P", p), label, static_cast<std::size_t>(label)));
            samples.back().device = p < 9 ? "one" : "two";
        }
    FoldRequest request;
    request.k = 10;
    request.balance = {"device"};
    EXPECT_TRUE(assignFolds(samples, request)->sound());
}

TEST(AssignFolds, CountTiedPatientsAsOne) {
    std::vector<Sample> samples;
    for (std::size_t p = 0; p < 20; ++p)
        samples.push_back(sample(numbered("P", p), p < 5 ? 1 : 0));
    FoldRequest request;
    request.k = 5;
    EXPECT_TRUE(assignFolds(samples, request));
    request.ties = {{0, 1, Tie::SamePicture}};
    const auto refused = assignFolds(samples, request);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message,
              "class 1 has 4 groups of tied patients, fewer than the 5 folds");
}

TEST(GroupsOf, JoinPatientsByAccessionOfOneSiteOnly) {
    std::vector<Sample> samples{sample("B", 0), sample("A", 1), sample("C", 0)};
    for (Sample& each : samples)
        each.accession = "7";
    samples[2].site = "elsewhere";
    const Groups groups = groupsOf(samples);
    EXPECT_EQ(groups.groupOf, (std::vector<std::size_t>{0, 0, 1}));
    EXPECT_EQ(groups.key, (std::vector<std::string>{"A", "C"}));
    EXPECT_EQ(groups.joinedGroups, 1U);
    EXPECT_EQ(groups.patients, 3U);
}

TEST(GroupsOf, FollowChainsOfTies) {
    const std::vector<Sample> samples{sample("D", 0), sample("C", 0), sample("B", 0),
                                      sample("A", 0), sample("E", 0)};
    const std::vector<SampleTie> ties{
        {0, 1, Tie::SameBody}, {3, 2, Tie::SamePicture}, {2, 1, Tie::SameBody}};
    EXPECT_EQ(groupsOf(samples, ties).groupOf, (std::vector<std::size_t>{0, 0, 0, 0, 1}));
}

std::vector<Sample> withGivenFolds() {
    std::vector<Sample> samples;
    for (std::size_t p = 0; p < 12; ++p) {
        samples.push_back(sample(numbered("P", 10 + p), p % 2 == 0 ? 1 : 0));
        samples.back().fold = static_cast<int>(p / 4) + 1;
    }
    return samples;
}

TEST(GivenFolds, AreTakenAsTheyAre) {
    FoldRequest request;
    request.scheme = FoldScheme::Given;
    request.k = 99;
    const auto assigned = assignFolds(withGivenFolds(), request).value();
    EXPECT_EQ(assigned.k, 3);
    EXPECT_EQ(assigned.folds, (std::vector<int>{0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2}));
    EXPECT_TRUE(assigned.sound());
}

TEST(GivenFolds, AreFoundToLeak) {
    auto samples = withGivenFolds();
    samples[0].patient = samples[11].patient;
    samples[1].accession = samples[5].accession = "A1";
    FoldRequest request;
    request.scheme = FoldScheme::Given;
    request.ties = {{2, 3, Tie::SamePicture}, {3, 4, Tie::SamePicture}, {4, 8, Tie::SameBody}};
    const auto assigned = assignFolds(samples, request).value();
    EXPECT_FALSE(assigned.sound());
    EXPECT_EQ(assigned.table.broken,
              (std::vector<std::string>{"1 patient lies in more than one fold",
                                        "1 accession lies in more than one fold",
                                        "1 pair of copies lies in different folds",
                                        "1 pair of one eye or breast lies in different folds"}));
    EXPECT_NE(printed(assigned.table).find("2 pairs of copies looked at, 1 in more than one fold"),
              std::string::npos);
}

TEST(GivenFolds, AreAskedOfEverySample) {
    auto samples = withGivenFolds();
    samples[3].fold.reset();
    FoldRequest request;
    request.scheme = FoldScheme::Given;
    EXPECT_EQ(assignFolds(samples, request).error().message,
              "1 sample of the manifest without a fold: all need one, or none");
}

TEST(LeaveOut, HoldsOneSiteAFold) {
    std::vector<Sample> samples;
    for (std::size_t p = 0; p < 9; ++p) {
        samples.push_back(sample(numbered("P", p), p % 3 == 2 ? 0 : static_cast<int>(p % 2)));
        samples.back().site = numbered("site ", p % 3);
    }
    FoldRequest request;
    request.scheme = FoldScheme::LeaveOut;
    const auto assigned = assignFolds(samples, request).value();
    EXPECT_EQ(assigned.k, 3);
    for (std::size_t i = 0; i < samples.size(); ++i)
        EXPECT_EQ(assigned.table.rows[static_cast<std::size_t>(assigned.folds[i])].leftOut,
                  samples[i].site);
    EXPECT_EQ(assigned.table.remarks,
              std::vector<std::string>{"fold 3 has no case of class 1"}); // a site has what it has
}

TEST(LeaveOut, RefusesAPatientOfTwoSites) {
    std::vector<Sample> samples{sample("A", 0, 0), sample("A", 1, 1), sample("B", 1)};
    samples[0].site = samples[2].site = "one";
    samples[1].site = "two";
    FoldRequest request;
    request.scheme = FoldScheme::LeaveOut;
    ASSERT_FALSE(assignFolds(samples, request));
    EXPECT_NE(assignFolds(samples, request).error().message.find("more than one site"),
              std::string::npos);
    samples[1].site.clear();
    EXPECT_EQ(assignFolds(samples, request).error().message,
              "1 sample with no site: nothing can be left out by it");
}

TEST(NestedFolds, StayInTheTrainingPartAndKeepGroupsTogether) {
    const auto samples = drawnSet(core::Random(4), 5);
    FoldRequest request;
    request.ties = drawnTies(core::Random(5), samples.size(), 4);
    const auto outer = assignFolds(samples, request).value();
    const auto nested = nestedFolds(samples, request, outer, 3).value();
    ASSERT_EQ(nested.size(), 5U);
    for (std::size_t f = 0; f < nested.size(); ++f) {
        std::map<std::size_t, std::set<int>> foldsOfGroup;
        std::set<std::pair<int, int>> seen;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            EXPECT_EQ(nested[f][i] == -1, outer.folds[i] == static_cast<int>(f));
            foldsOfGroup[outer.groups.groupOf[i]].insert(nested[f][i]);
            seen.insert({nested[f][i], samples[i].label});
        }
        for (const auto& [group, folds] : foldsOfGroup)
            EXPECT_EQ(folds.size(), 1U);
        EXPECT_EQ(seen.size(), 8U); // both classes in -1, 0, 1 and 2
    }
}

TEST(NestedFolds, SayWhichFoldIsTooSmall) {
    std::vector<Sample> samples;
    for (std::size_t p = 0; p < 12; ++p)
        samples.push_back(sample(numbered("P", p), p < 3 ? 1 : 0));
    FoldRequest request;
    request.k = 3;
    const auto outer = assignFolds(samples, request).value();
    const auto nested = nestedFolds(samples, request, outer, 3);
    ASSERT_FALSE(nested);
    EXPECT_EQ(nested.error().sentence(),
              "inner folds of fold 1: class 1 has 2 patients, fewer than "
              "the 3 folds");
}

TEST(AssignFolds, SayWhichColumnCannotBeBalanced) {
    std::vector<Sample> samples;
    for (std::size_t p = 0; p < 200; ++p) {
        samples.push_back(sample(numbered("P", p), p % 2 == 0 ? 1 : 0));
        samples.back().more["date"] = std::to_string(p);
    }
    FoldRequest request;
    request.balance = {"year"};
    EXPECT_EQ(assignFolds(samples, request).error().message,
              "column \"year\" is not filled in for any sample");
    request.balance = {"date"};
    EXPECT_EQ(assignFolds(samples, request).error().message,
              "column \"date\" has more than 64 values: too many to balance folds over");
    request.balance.clear();
    request.ties = {{0, 200, Tie::SameBody}};
    EXPECT_FALSE(assignFolds(samples, request));
}

TEST(AssignFolds, SplitAHundredThousandImagesOverDevicesAndYears) {
    core::Random random(3);
    std::vector<Sample> samples;
    for (std::size_t p = 0; p < 30'000; ++p)
        for (std::size_t i = 0, images = 1 + random.below(6); i < images; ++i) {
            samples.push_back(sample(numbered("P", p), random.chance(0.2) ? 1 : 0, i));
            samples.back().device = numbered("maker ", p % 5);
            samples.back().more["year"] = std::to_string(2010 + p % 8);
        }
    FoldRequest request;
    request.k = 10;
    request.balance = {"device", "year"};
    const auto assigned = assignFolds(samples, request).value();
    EXPECT_LE(spread(samples, assigned.folds, 10, 0), 2);
    EXPECT_LE(spread(samples, assigned.folds, 10, 1), 2);
}

RC_GTEST_PROP(WriteFolds, AreReadBackAsTheSameSamples, ()) {
    core::Random random(*rc::gen::arbitrary<core::Seed>());
    const std::vector<std::string> words{"", "a, b", "\"quoted\"", "두 줄\n둘째", "ü", "0", "x y"};
    auto samples = drawnSet(random.stream("set"), 2);
    for (Sample& each : samples) {
        for (std::string* field :
             {&each.device, &each.laterality, &each.view, &each.site, &each.sex})
            *field = words[random.below(words.size())];
        if (random.chance(0.5))
            each.age = static_cast<double>(random.below(1000)) / 8;
        if (random.chance(0.5))
            each.more["density"] = words[1 + random.below(words.size() - 1)];
    }
    FoldRequest request;
    request.k = 2;
    const auto assigned = assignFolds(samples, request).value();
    const testing::ScratchFolder folder;
    RC_ASSERT(writeFolds(samples, assigned, folder.path() / "folds.csv").has_value());
    const auto back = readManifest(folder.path() / "folds.csv");
    RC_ASSERT(back.has_value());
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i].fold = assigned.folds[i] + 1;
    const auto text = [](const Sample& s) {
        std::string all = s.image + "|" + s.patient + "|" + std::to_string(s.label) + "|" +
                          s.device + "|" + s.laterality + "|" + s.view + "|" + s.accession + "|" +
                          s.site + "|" + s.sex + "|" + std::to_string(s.age.value_or(-1)) + "|" +
                          std::to_string(s.fold.value_or(-1));
        for (const auto& [heading, value] : s.more)
            all += "|" + heading + "=" + value;
        return all;
    };
    RC_ASSERT(back->size() == samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i)
        RC_ASSERT(text((*back)[i]) == text(samples[i]));
    request.scheme = FoldScheme::Given;
    RC_ASSERT(assignFolds(*back, request).value().folds == assigned.folds);
}

TEST(Printed, ShowsEachFoldAndThatNothingLeaks) {
    std::vector<Sample> samples;
    for (std::size_t p = 0; p < 8; ++p) {
        samples.push_back(sample(numbered("P", p), p % 2 == 0 ? 1 : 0));
        samples.back().device = "maker";
    }
    FoldRequest request;
    request.k = 2;
    EXPECT_EQ(printed(assignFolds(samples, request)->table),
              "fold  images  patients  groups  positives  positive patients\n"
              "   1       4         4       4          2                  2\n"
              "   2       4         4       4          2                  2\n"
              "fold 1, device, images (positives): maker 4 (2)\n"
              "fold 2, device, images (positives): maker 4 (2)\n"
              "8 patients looked at, none in more than one fold\n");
}

} // namespace
} // namespace cw::validation
