// SPDX-License-Identifier: Apache-2.0
#include "validation/folds/FoldTable.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <unordered_map>

namespace cw::validation {
namespace {

constexpr std::array kTies{Tie::Patient, Tie::Accession, Tie::SamePicture, Tie::SameBody};

std::string countOf(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

/// Keys in more than one fold, by a plain map from key to its first fold.
template <class KeyOf>
LeakProof proofByKey(Tie why, std::span<const Sample> samples, std::span<const int> folds,
                     const KeyOf& keyOf) {
    struct Seen {
        int fold = 0;
        bool split = false;
    };
    std::unordered_map<std::string, Seen> seen;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const std::string key = keyOf(samples[i]);
        if (key.empty())
            continue;
        Seen& first = seen.try_emplace(key, Seen{folds[i], false}).first->second;
        first.split = first.split || first.fold != folds[i];
    }
    LeakProof proof{why, seen.size(), 0};
    for (const auto& [key, entry] : seen)
        proof.split += entry.split ? 1 : 0;
    return proof;
}

LeakProof proofOf(Tie why, std::span<const Sample> samples, std::span<const SampleTie> ties,
                  std::span<const int> folds) {
    if (why == Tie::Patient)
        return proofByKey(why, samples, folds, [](const Sample& s) { return s.patient; });
    LeakProof proof{why, 0, 0};
    if (why == Tie::Accession)
        proof = proofByKey(why, samples, folds, accessionKey);
    for (const SampleTie& tie : ties)
        if (tie.why == why) {
            ++proof.keys;
            proof.split += folds[tie.first] != folds[tie.second] ? 1U : 0U;
        }
    return proof;
}

std::vector<FoldRow> rowsOf(std::span<const Sample> samples, const Groups& groups,
                            std::span<const int> folds, int k,
                            std::span<const std::string> columns) {
    struct Members {
        std::set<std::string_view> patients, positivePatients;
        std::set<std::size_t> groups;
    };
    std::vector<FoldRow> rows(static_cast<std::size_t>(k));
    std::vector<Members> members(rows.size());
    for (std::size_t f = 0; f < rows.size(); ++f) {
        rows[f].fold = static_cast<int>(f) + 1;
        for (const std::string& column : columns)
            rows[f].columns.push_back({column, {}, {}});
    }
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (folds[i] < 0 || folds[i] >= k)
            continue;
        const auto f = static_cast<std::size_t>(folds[i]);
        const bool positive = samples[i].label == 1;
        ++rows[f].images;
        rows[f].positives += positive ? 1 : 0;
        members[f].patients.insert(samples[i].patient);
        if (positive)
            members[f].positivePatients.insert(samples[i].patient);
        members[f].groups.insert(groups.groupOf[i]);
        for (FoldColumn& column : rows[f].columns) {
            const std::string value = columnValue(samples[i], column.column);
            ++column.images[value];
            column.positives[value] += positive ? 1 : 0;
        }
    }
    for (std::size_t f = 0; f < rows.size(); ++f) {
        rows[f].patients = members[f].patients.size();
        rows[f].positivePatients = members[f].positivePatients.size();
        rows[f].groups = members[f].groups.size();
    }
    return rows;
}

std::string splitSentence(const LeakProof& proof) {
    const std::size_t n = proof.split;
    switch (proof.why) {
    case Tie::Patient:
        return countOf(n, "patient lies", "patients lie") + " in more than one fold";
    case Tie::Accession:
        return countOf(n, "accession lies", "accessions lie") + " in more than one fold";
    case Tie::SamePicture:
        return countOf(n, "pair of copies lies", "pairs of copies lie") + " in different folds";
    case Tie::SameBody:
        return countOf(n, "pair of one eye or breast lies", "pairs of one eye or breast lie") +
               " in different folds";
    }
    return {};
}

std::string proofLine(const LeakProof& proof) {
    static constexpr std::array kWhat{
        std::pair{"patient", "patients"}, std::pair{"accession", "accessions"},
        std::pair{"pair of copies", "pairs of copies"},
        std::pair{"pair of one eye or breast", "pairs of one eye or breast"}};
    const auto& [one, many] = kWhat[static_cast<std::size_t>(proof.why)];
    return countOf(proof.keys, one, many) + " looked at, " +
           (proof.split == 0 ? std::string("none") : std::to_string(proof.split)) +
           " in more than one fold\n";
}

std::string valuesText(const FoldColumn& column) {
    std::string text;
    for (const auto& [value, images] : column.images) {
        const auto positives = column.positives.find(value);
        text += (text.empty() ? "" : ", ") + (value.empty() ? "not known" : value) + " " +
                std::to_string(images) + " (" +
                std::to_string(positives == column.positives.end() ? 0 : positives->second) + ")";
    }
    return text;
}

} // namespace

std::string columnValue(const Sample& sample, const std::string& column) {
    if (column == "device")
        return sample.device;
    if (column == "laterality")
        return sample.laterality;
    if (column == "view")
        return sample.view;
    if (column == "accession")
        return sample.accession;
    if (column == "site")
        return sample.site;
    if (column == "sex")
        return sample.sex;
    if (column == "age") {
        if (!sample.age)
            return {};
        const int decade = static_cast<int>(std::floor(*sample.age / 10)) * 10;
        return std::to_string(decade) + "-" + std::to_string(decade + 9);
    }
    const auto found = sample.more.find(column);
    return found == sample.more.end() ? std::string() : found->second;
}

FoldTable foldTable(std::span<const Sample> samples, std::span<const SampleTie> ties,
                    const Groups& groups, std::span<const int> folds, int k,
                    std::span<const std::string> columns, OneClassFold oneClass) {
    FoldTable table;
    std::vector<std::string> shown{"device"};
    for (const std::string& column : columns)
        if (std::find(shown.begin(), shown.end(), column) == shown.end())
            shown.push_back(column);
    table.rows = rowsOf(samples, groups, folds, k, shown);

    std::size_t outside = 0;
    for (std::size_t i = 0; i < samples.size(); ++i)
        outside += folds[i] < 0 || folds[i] >= k || samples[i].label < 0 || samples[i].label > 1;
    if (outside > 0)
        table.broken.push_back(countOf(outside, "sample lies", "samples lie") +
                               " outside the folds or classes");
    for (const Tie why : kTies) {
        table.proofs.push_back(proofOf(why, samples, ties, folds));
        if (table.proofs.back().split > 0)
            table.broken.push_back(splitSentence(table.proofs.back()));
    }
    for (const FoldRow& row : table.rows) {
        if (row.images == 0)
            table.broken.push_back("fold " + std::to_string(row.fold) + " is empty");
        else if (row.positives == 0 || row.positives == row.images)
            (oneClass == OneClassFold::Breaks ? table.broken : table.remarks)
                .push_back("fold " + std::to_string(row.fold) + " has no case of class " +
                           (row.positives == 0 ? "1" : "0"));
    }
    if (groups.joinedGroups > 0)
        table.remarks.push_back(
            countOf(groups.joinedGroups, "group holds", "groups hold") +
            " several patient IDs that an accession or the pictures tie together");
    return table;
}

std::string printed(const FoldTable& table) {
    std::vector<std::vector<std::string>> cells{
        {"fold", "images", "patients", "groups", "positives", "positive patients"}};
    for (const FoldRow& row : table.rows)
        cells.push_back({std::to_string(row.fold), std::to_string(row.images),
                         std::to_string(row.patients), std::to_string(row.groups),
                         std::to_string(row.positives), std::to_string(row.positivePatients)});
    std::vector<std::size_t> widths(cells.front().size());
    for (const auto& row : cells)
        for (std::size_t c = 0; c < row.size(); ++c)
            widths[c] = std::max(widths[c], row[c].size());
    std::string text;
    for (std::size_t r = 0; r < cells.size(); ++r) {
        for (std::size_t c = 0; c < widths.size(); ++c)
            text += (c == 0 ? "" : "  ") + std::string(widths[c] - cells[r][c].size(), ' ') +
                    cells[r][c];
        text += "\n";
    }
    for (const FoldRow& row : table.rows) {
        if (!row.leftOut.empty())
            text += "fold " + std::to_string(row.fold) + " is " + row.leftOut + "\n";
        for (const FoldColumn& column : row.columns)
            if (column.images.size() > 1 ||
                (!column.images.empty() && !column.images.begin()->first.empty()))
                text += "fold " + std::to_string(row.fold) + ", " + column.column +
                        ", images (positives): " + valuesText(column) + "\n";
    }
    for (const LeakProof& proof : table.proofs)
        if (proof.keys > 0)
            text += proofLine(proof);
    for (const std::string& sentence : table.broken)
        text += "BROKEN: " + sentence + "\n";
    for (const std::string& sentence : table.remarks)
        text += "Remark: " + sentence + "\n";
    return text;
}

} // namespace cw::validation
