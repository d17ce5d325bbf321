// SPDX-License-Identifier: Apache-2.0
#include "validation/identity/IdentityClusters.h"

#include "imaging/IdentityLook.h"
#include "imaging/NearDuplicates.h"
#include "validation/Parallel.h"
#include "validation/folds/UnionFind.h"
#include "validation/identity/FeatureStore.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <set>

namespace cw::validation {
namespace {

using NumberPair = std::pair<std::uint32_t, std::uint32_t>;

/// The first thing that went wrong in one of several threads.
class FirstError {
public:
    void note(Error error) {
        const std::scoped_lock lock(m_mutex);
        if (!m_error)
            m_error = std::move(error);
    }
    Result<void> result() {
        if (m_error)
            return tl::unexpected<Error>(std::move(*m_error));
        return {};
    }

private:
    std::mutex m_mutex;
    std::optional<Error> m_error;
};

/// What is kept of every picture until candidates are found, some 11 KB.
struct Likeness {
    std::string pixels;
    imaging::Portrait portrait;
    imaging::Fingerprint print;
};

class Search {
public:
    Search(std::span<const Sample> samples, const IdentitySource& source,
           const IdentityRequest& request, const core::ProgressFn& progress,
           const core::CancelToken* cancel, FeatureStore store)
        : m_samples(samples), m_source(source), m_request(request), m_progress(progress),
          m_cancel(cancel), m_likeness(samples.size()), m_store(std::move(store)) {}

    Result<IdentityClusters> run() {
        CW_CHECK(look());
        IdentityClusters result;
        for (std::size_t i = 0; i < m_likeness.size(); ++i)
            if (!m_likeness[i])
                result.unreadable.push_back(i);
        setGroups();
        const auto equal = equalPixels(result);
        CW_TRY(const auto candidates, candidatePairs(equal));
        result.compared = candidates.size();
        CW_CHECK(measure(candidates, result));
        std::sort(result.pairs.begin(), result.pairs.end(), [](const auto& a, const auto& b) {
            return std::pair(a.first, a.second) < std::pair(b.first, b.second);
        });
        UnionFind sets(m_samples.size());
        for (const IdentityPair& pair : result.pairs)
            if (pair.certain())
                sets.join(pair.first, pair.second);
        for (std::size_t i = 0; i < m_samples.size(); ++i)
            result.clusterOf.push_back(sets.root(i));
        return result;
    }

private:
    void tell(std::atomic<std::size_t>& done, std::size_t total, const char* what) const {
        const std::size_t now = ++done;
        if (m_progress)
            m_progress(now, total, what);
    }

    Result<void> look() {
        std::atomic<std::size_t> done{0};
        FirstError error;
        CW_CHECK(forEachIndex(m_samples.size(), m_request.workers, m_cancel, [&](std::size_t i) {
            if (auto seen = lookAt(i); !seen)
                error.note(std::move(seen).error());
            tell(done, m_samples.size(), "pictures looked at");
        }));
        return error.result();
    }

    /// A picture that cannot be read is no error: it is listed.
    Result<void> lookAt(std::size_t picture) {
        const auto read = m_source(picture);
        if (!read)
            return {};
        auto look = imaging::identityLook(read->grey, m_request.kind);
        auto print =
            imaging::fingerprintOf(read->grey, imaging::fieldBox(read->grey, m_request.kind));
        if (!look || !print)
            return {};
        // Equal pixels are a matter of the whole picture: the reduced one may be equal by chance.
        print->pixelSha256 =
            read->pixelSha256.empty() ? "picture " + std::to_string(picture) : read->pixelSha256;
        m_likeness[picture] = Likeness{read->pixelSha256, look->portrait, std::move(*print)};
        return m_store.put(picture, std::move(look->features));
    }

    void setGroups() {
        if (m_request.withinPatients) {
            for (std::size_t i = 0; i < m_samples.size(); ++i)
                m_groupOf.push_back(i);
        } else {
            m_groupOf = groupsOf(m_samples).groupOf;
        }
    }

    /// Each picture to the first with the same pixels.
    std::vector<NumberPair> equalPixels(IdentityClusters& result) {
        std::vector<NumberPair> equal;
        std::map<std::string, std::size_t> first;
        for (std::size_t i = 0; i < m_likeness.size(); ++i) {
            if (!m_likeness[i] || m_likeness[i]->pixels.empty())
                continue;
            const auto [at, isNew] = first.emplace(m_likeness[i]->pixels, i);
            if (isNew || m_groupOf[at->second] == m_groupOf[i])
                continue;
            imaging::PairMeasure same;
            same.overlap = same.correlation = 1;
            result.pairs.push_back({at->second, i, Sameness::SamePixels, same});
            equal.emplace_back(at->second, i);
        }
        std::sort(equal.begin(), equal.end());
        return equal;
    }

    Result<std::vector<NumberPair>> candidatePairs(const std::vector<NumberPair>& equal) {
        auto pairs = pairsByHash();
        CW_CHECK(addPairsByPortrait(pairs));
        std::sort(pairs.begin(), pairs.end());
        pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
        std::erase_if(pairs, [&](const NumberPair& pair) {
            return std::binary_search(equal.begin(), equal.end(), pair);
        });
        return pairs;
    }

    std::vector<NumberPair> pairsByHash() const {
        std::vector<const imaging::Fingerprint*> prints(m_likeness.size(), nullptr);
        for (std::size_t i = 0; i < m_likeness.size(); ++i)
            if (m_likeness[i])
                prints[i] = &m_likeness[i]->print;
        imaging::DuplicateRules rules;
        rules.most = m_request.rank;
        std::vector<NumberPair> pairs;
        for (const imaging::NearPair& near : imaging::nearPairs(prints, {}, rules))
            if (m_groupOf[near.first] != m_groupOf[near.second])
                pairs.emplace_back(near.first, near.second);
        return pairs;
    }

    /// Lets go of the portraits: they are not needed again.
    Result<void> addPairsByPortrait(std::vector<NumberPair>& pairs) {
        constexpr std::size_t kRows = 512; // searched at once: what is told of and can be stopped
        std::vector<const imaging::Portrait*> portraits(m_likeness.size(), nullptr);
        for (std::size_t i = 0; i < m_likeness.size(); ++i)
            if (m_likeness[i])
                portraits[i] = &m_likeness[i]->portrait;
        const imaging::PortraitSearch search(portraits);
        std::vector<std::optional<Likeness>>().swap(m_likeness);
        const std::size_t blocks = (m_samples.size() + kRows - 1) / kRows;
        std::vector<std::vector<NumberPair>> found(blocks);
        std::atomic<std::size_t> done{0};
        CW_CHECK(forEachIndex(blocks, m_request.workers, m_cancel, [&](std::size_t block) {
            found[block] = search.nearest(m_groupOf, m_request.rank, block * kRows,
                                          std::min(m_samples.size(), (block + 1) * kRows));
            tell(done, blocks, "parts of the search");
        }));
        for (const auto& part : found)
            pairs.insert(pairs.end(), part.begin(), part.end());
        return {};
    }

    /// One job a first picture: its places are fetched once.
    Result<void> measure(const std::vector<NumberPair>& candidates, IdentityClusters& result) {
        std::vector<std::size_t> begins;
        for (std::size_t i = 0; i < candidates.size(); ++i)
            if (i == 0 || candidates[i].first != candidates[i - 1].first)
                begins.push_back(i);
        begins.push_back(candidates.size());
        std::vector<IdentityPair> pairs(candidates.size());
        std::atomic<std::size_t> done{0};
        FirstError error;
        CW_CHECK(forEachIndex(begins.size() - 1, m_request.workers, m_cancel, [&](std::size_t j) {
            const auto first = m_store.at(candidates[begins[j]].first);
            for (std::size_t i = begins[j]; i < begins[j + 1]; ++i) {
                const auto second = m_store.at(candidates[i].second);
                if (!first || !second)
                    return error.note((first ? second : first).error());
                IdentityPair& pair = pairs[i];
                pair.first = candidates[i].first;
                pair.second = candidates[i].second;
                pair.verdict = Sameness::Different;
                if (*first && *second) {
                    pair.measure = imaging::measurePair(**first, **second);
                    pair.verdict = verdictOf(pair.measure, m_request.rules);
                }
                tell(done, candidates.size(), "pairs compared");
            }
        }));
        CW_CHECK(error.result());
        doubtPatterns(pairs);
        for (const IdentityPair& pair : pairs)
            if (pair.verdict != Sameness::Different)
                result.pairs.push_back(pair);
        return {};
    }

    /// What three patients share pixel on pixel is rather the sensor's than theirs.
    void doubtPatterns(std::vector<IdentityPair>& pairs) const {
        std::map<std::size_t, std::set<std::size_t>> groupsInPlace;
        const auto inPlace = [](const IdentityPair& pair) {
            return pair.certain() && pair.measure.inPlace();
        };
        for (const IdentityPair& pair : pairs)
            if (inPlace(pair)) {
                groupsInPlace[pair.first].insert(m_groupOf[pair.second]);
                groupsInPlace[pair.second].insert(m_groupOf[pair.first]);
            }
        for (IdentityPair& pair : pairs)
            if (inPlace(pair) && pair.measure.correlation < m_request.rules.patternCorrelation &&
                (groupsInPlace[pair.first].size() > 1 || groupsInPlace[pair.second].size() > 1))
                pair.verdict = Sameness::Suspected;
    }

    std::span<const Sample> m_samples;
    const IdentitySource& m_source;
    const IdentityRequest& m_request;
    const core::ProgressFn& m_progress;
    const core::CancelToken* m_cancel;
    std::vector<std::optional<Likeness>> m_likeness;
    std::vector<std::size_t> m_groupOf;
    FeatureStore m_store;
};

std::string countOf(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

} // namespace

std::vector<SampleTie> IdentityClusters::ties() const {
    std::vector<SampleTie> result;
    for (const IdentityPair& pair : pairs)
        if (pair.certain())
            result.push_back(
                {pair.first, pair.second,
                 pair.verdict == Sameness::SameBody ? Tie::SameBody : Tie::SamePicture});
    return result;
}

std::vector<IdentityPair> IdentityClusters::acrossPatients(std::span<const Sample> samples) const {
    std::vector<IdentityPair> result;
    for (const IdentityPair& pair : pairs)
        if (pair.certain() && samples[pair.first].patient != samples[pair.second].patient)
            result.push_back(pair);
    return result;
}

std::vector<IdentityPair> IdentityClusters::contradicting(std::span<const Sample> samples) const {
    auto result = acrossPatients(samples);
    std::erase_if(result, [&](const IdentityPair& pair) {
        return samples[pair.first].label == samples[pair.second].label;
    });
    return result;
}

Result<IdentityClusters> findIdentities(std::span<const Sample> samples,
                                        const IdentitySource& source,
                                        const IdentityRequest& request,
                                        const core::ProgressFn& progress,
                                        const core::CancelToken* cancel) {
    if (samples.empty() || request.rank == 0)
        return fail(ErrorCode::InvalidArgument, "there is nothing to compare");
    if (samples.size() > 1'000'000)
        return fail(ErrorCode::TooLarge, "too many pictures to compare all with all");
    CW_TRY(auto store, FeatureStore::create(samples.size(), request.scratch));
    return Search(samples, source, request, progress, cancel, std::move(store)).run();
}

std::vector<std::string> sentences(const IdentityClusters& clusters,
                                   std::span<const Sample> samples) {
    std::vector<std::string> lines;
    std::map<Sameness, std::size_t> counts;
    for (const IdentityPair& pair : clusters.pairs)
        ++counts[pair.verdict];
    lines.push_back(countOf(samples.size() - clusters.unreadable.size(), "picture", "pictures") +
                    " searched for pictures of one eye or breast; " +
                    countOf(clusters.compared, "pair", "pairs") + " compared closely");
    for (const auto& [verdict, count] : counts)
        lines.push_back(countOf(count, "pair: ", "pairs: ") + name(verdict));
    if (const auto across = clusters.acrossPatients(samples).size(); across > 0)
        lines.push_back(countOf(across, "pair belongs", "pairs belong") +
                        " to different patient IDs: one patient may have several");
    if (const auto against = clusters.contradicting(samples).size(); against > 0)
        lines.push_back(countOf(against, "of them has", "of them have") +
                        " labels that contradict each other");
    if (!clusters.unreadable.empty())
        lines.push_back(countOf(clusters.unreadable.size(), "picture was", "pictures were") +
                        " not readable and not compared");
    return lines;
}

} // namespace cw::validation
