// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Progress.h"
#include "core/Result.h"
#include "validation/folds/GroupKeys.h"
#include "validation/identity/IdentityPairs.h"
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace cw::validation {

/// One picture to compare: reduced by imaging::identityPicture(), and the imaging::pixelHash() of
/// the whole one (empty: equal pixels are then found as the same picture).
struct IdentityPicture {
    core::Image grey;
    std::string pixelSha256;
};
/// The picture of a sample by its number; injected, so that no more than a few are in memory.
/// Called from several threads at once, once a picture.
using IdentitySource = std::function<Result<IdentityPicture>(std::size_t sample)>;

struct IdentityRequest {
    core::ImageKind kind = core::ImageKind::Fundus;
    IdentityRules rules;
    /// Candidates for each picture by each of three portraits and two framings of the hash. More
    /// finds more, and takes longer.
    std::size_t rank = 5;
    /// Compare pictures of one patient too, e.g. to find a view that was stored twice. Not needed
    /// for folds, which keep a patient together anyway.
    bool withinPatients = false;
    /// Folder where what pairs are measured by is kept meanwhile, some 90 KB a picture; empty: in
    /// memory.
    std::filesystem::path scratch;
    int workers = 2;
};

/// first < second.
struct IdentityPair {
    std::size_t first = 0, second = 0;
    Sameness verdict = Sameness::Suspected;
    imaging::PairMeasure measure; ///< that of equal pixels: 0 inliers, correlation 1
    bool certain() const { return verdict > Sameness::Suspected; }
};

struct IdentityClusters {
    std::vector<IdentityPair> pairs; ///< Suspected and above, by numbers
    /// By sample: pictures that certain pairs tie together have one number, that of the first.
    std::vector<std::size_t> clusterOf;
    std::vector<std::size_t> unreadable; ///< samples without a picture: not compared
    std::size_t compared = 0;            ///< candidates that were looked at closely
    /// Certain pairs as ties for assignFolds().
    std::vector<SampleTie> ties() const;
    /// Certain pairs of different patients, and those of them whose labels contradict each other.
    std::vector<IdentityPair> acrossPatients(std::span<const Sample> samples) const;
    std::vector<IdentityPair> contradicting(std::span<const Sample> samples) const;
};

/// Finds pictures of one eye or breast: equal pixels, then for each picture its nearest by portrait
/// and by perceptual hash, each of these pairs measured by SIFT places under one similarity and by
/// registered correlation. The result depends on samples and pictures, never on workers or scratch.
/// Errors: InvalidArgument (no samples, rank 0), Cancelled, IoFailure (scratch). Unreadable
/// pictures are listed.
Result<IdentityClusters> findIdentities(std::span<const Sample> samples,
                                        const IdentitySource& source,
                                        const IdentityRequest& request,
                                        const core::ProgressFn& progress = {},
                                        const core::CancelToken* cancel = nullptr);

/// The findings in sentences for a report, without patients' names: how many pictures, pairs,
/// clusters, contradictions.
std::vector<std::string> sentences(const IdentityClusters& clusters,
                                   std::span<const Sample> samples);

} // namespace cw::validation
