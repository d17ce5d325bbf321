// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/folds/GroupKeys.h"
#include <map>

namespace cw::validation {

/// How often each value of a balanced column stands in a fold; value "" is "not known".
struct FoldColumn {
    std::string column;
    std::map<std::string, std::size_t> images;    ///< by value
    std::map<std::string, std::size_t> positives; ///< by value: images of class 1
};

struct FoldRow {
    int fold = 0;        ///< 1..k
    std::string leftOut; ///< the site (or other value) that this fold holds; empty otherwise
    std::size_t images = 0, patients = 0, groups = 0;
    std::size_t positives = 0;        ///< images of class 1
    std::size_t positivePatients = 0; ///< patients with such an image
    std::vector<FoldColumn> columns;  ///< device first, then what was asked to be balanced
};

/// One kind of tie, counted anew from samples and ties, not from the groups the split was made of.
struct LeakProof {
    Tie why = Tie::Patient;
    std::size_t keys = 0;  ///< patients, accessions or pairs looked at
    std::size_t split = 0; ///< of them in more than one fold: 0 where nothing leaks
};

/// What a report prints about a split: contents of each fold and the proof that nothing leaks.
struct FoldTable {
    std::vector<FoldRow> rows;
    std::vector<LeakProof> proofs;
    std::vector<std::string> broken;  ///< what must hold and does not, in sentences
    std::vector<std::string> remarks; ///< what a reader should know, in sentences
};

/// Whether a fold without cases of a class breaks what must hold, or is only worth a remark: a site
/// left out has the cases it has.
enum class OneClassFold { Breaks, Remarked };

/// Counts. folds: 0..k-1 by sample, as many as samples. columns: as FoldRequest::balance.
FoldTable foldTable(std::span<const Sample> samples, std::span<const SampleTie> ties,
                    const Groups& groups, std::span<const int> folds, int k,
                    std::span<const std::string> columns,
                    OneClassFold oneClass = OneClassFold::Breaks);

/// The table in plain text, columns aligned, the proof and what is broken below it.
std::string printed(const FoldTable& table);

/// A sample's value in a column by heading: device, laterality, view, accession, site, sex, age (by
/// decades, "60-69"), or one of Sample::more. Empty where not known.
std::string columnValue(const Sample& sample, const std::string& column);

} // namespace cw::validation
