// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include "imaging/PairMeasure.h"
#include <filesystem>
#include <memory>

namespace cw::validation {

/// What pairs are measured by, of each picture by its number: in memory, or in a file, so that
/// memory does not grow with the pictures. The file has no name: it is gone when the program is,
/// however it ends.
class FeatureStore {
public:
    using Entry = std::shared_ptr<const imaging::LocalFeatures>;
    /// scratch: folder of the file; empty: in memory. IoFailure: no file can be made there.
    static Result<FeatureStore> create(std::size_t pictures, const std::filesystem::path& scratch);
    FeatureStore(FeatureStore&&) noexcept;
    FeatureStore& operator=(FeatureStore&&) noexcept;
    ~FeatureStore();

    /// Once a picture; different pictures from several threads. IoFailure, e.g. a full disk.
    Result<void> put(std::size_t picture, imaging::LocalFeatures features);
    /// Nullptr for a picture that was never put in. From several threads, after the last put().
    Result<Entry> at(std::size_t picture) const;

private:
    struct State;
    explicit FeatureStore(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace cw::validation
