// SPDX-License-Identifier: Apache-2.0
#include "validation/checks/detail/ShortcutData.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace cw::validation {
namespace checks {
namespace {

const std::vector<std::string> kBlocks{"file", "size",        "border", "colour",
                                       "text", "compression", "blank"};

/// Rank of the file name in natural order: neighbours in a folder were mostly taken in one batch.
Matrix nameOrder(const CheckInput& input, const Cases& cases) {
    std::vector<std::size_t> order(cases.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return naturalLess(input.set.at(cases.rows[a]).image, input.set.at(cases.rows[b]).image);
    });
    Matrix ranks(cases.size(), 1);
    for (std::size_t i = 0; i < order.size(); ++i)
        ranks.row(order[i])[0] = static_cast<double>(i);
    return ranks;
}

/// One column a value, 1 where the picture has it; the 63 most frequent ones have their own.
Matrix oneColumnAValue(const CheckInput& input, const Cases& cases, std::string Sample::*field) {
    std::map<std::string, std::size_t> counts;
    for (const std::size_t row : cases.rows)
        ++counts[input.samples[row].*field];
    if (counts.size() < 2)
        return Matrix(cases.size(), 0); // unknown, or the same for all: nothing to ask
    std::vector<std::pair<std::string, std::size_t>> values(counts.begin(), counts.end());
    std::stable_sort(values.begin(), values.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    constexpr std::size_t kMost = 63;
    if (values.size() > kMost)
        values.resize(kMost);
    Matrix matrix(cases.size(), values.size());
    for (std::size_t i = 0; i < cases.size(); ++i)
        for (std::size_t v = 0; v < values.size(); ++v)
            matrix.row(i)[v] = input.samples[cases.rows[i]].*field == values[v].first ? 1 : 0;
    return matrix;
}

Matrix ageAndSex(const CheckInput& input, const Cases& cases) {
    Matrix matrix(cases.size(), 3);
    bool any = false;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const Sample& sample = input.samples[cases.rows[i]];
        any = any || sample.age || !sample.sex.empty();
        matrix.row(i)[0] = sample.age.value_or(std::nan(""));
        const char sex = sample.sex.empty() ? ' ' : sample.sex.front();
        matrix.row(i)[1] = sex == 'F' || sex == 'f' ? 1 : 0;
        matrix.row(i)[2] = sex == 'M' || sex == 'm' ? 1 : 0;
    }
    return any ? matrix : Matrix(cases.size(), 0);
}

} // namespace

ShortcutKind shortcutKind(const std::string& name) {
    static const std::map<std::string, std::string> kWords{
        {"file", "what the files say of themselves (size, header, compression)"},
        {"size", "the size of the pictures"},
        {"border", "the outer rim of the pictures"},
        {"colour", "the overall colour and brightness"},
        {"text", "writing in the pictures"},
        {"compression", "traces of compression"},
        {"blank", "the background, with the retina or breast blanked"},
        {"order", "the order of the file names"},
        {"device", "the device"},
        {"site", "the site"},
        {"age-sex", "age and sex"}};
    ShortcutKind kind;
    const auto words = kWords.find(name);
    kind.words = words == kWords.end() ? name : words->second;
    if (name == "order") {
        kind.weight = ShortcutWeight::DecidesInPixels;
        kind.mildVerdict = "taken in batches";
        kind.mildSentence = "The classes were taken or numbered in batches: look for what else "
                            "differs between the batches.";
    } else if (name == "age-sex") {
        kind.weight = ShortcutWeight::Informs;
        kind.mildVerdict = "classes differ in age or sex";
        kind.mildSentence = "That may belong to the disease, but a model can read age from a "
                            "picture: compare patients of the same age and sex.";
    }
    return kind;
}

Result<Matrix> shortcutData(const CheckInput& input, const Cases& cases, const std::string& name) {
    if (name == "order")
        return nameOrder(input, cases);
    if (name == "device")
        return oneColumnAValue(input, cases, &Sample::device);
    if (name == "site")
        return oneColumnAValue(input, cases, &Sample::site);
    if (name == "age-sex")
        return ageAndSex(input, cases);
    if (std::find(kBlocks.begin(), kBlocks.end(), name) == kBlocks.end())
        return Matrix(cases.size(), 0);
    CW_TRY(Matrix matrix, blockOf(input, cases, name));
    if (matrix.columns == 0 && name == "blank")
        return blockOf(input, cases, "blanked"); // as imaging/Blocks.h calls it
    return matrix;
}

} // namespace checks

std::vector<std::string> shortcutNames(const CheckInput& input) {
    std::vector<std::string> names;
    const auto blocks = input.set.blockNames();
    const auto has = [&](const std::string& block) {
        return std::find(blocks.begin(), blocks.end(), block) != blocks.end();
    };
    for (const std::string& block : checks::kBlocks)
        if (has(block) || (block == "blank" && has("blanked")))
            names.push_back(block);
    if (input.samples.size() != input.set.size())
        return names; // refused by every check
    const auto differs = [&](std::string Sample::*field) {
        std::optional<std::string> first;
        for (std::size_t row = 0; row < input.set.size(); ++row) {
            if (!input.set.at(row).fault.empty())
                continue;
            if (!first)
                first = input.samples[row].*field;
            else if (input.samples[row].*field != *first)
                return true;
        }
        return false;
    };
    names.emplace_back("order");
    if (differs(&Sample::device))
        names.emplace_back("device");
    if (differs(&Sample::site))
        names.emplace_back("site");
    for (std::size_t row = 0; row < input.set.size(); ++row)
        if (input.set.at(row).fault.empty() &&
            (input.samples[row].age || !input.samples[row].sex.empty())) {
            names.emplace_back("age-sex");
            break;
        }
    return names;
}

} // namespace cw::validation
