// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "imaging/PairMeasure.h"
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace cw::validation {

/// Places of the pictures last asked for; others are made again. Nullptr where there is no picture.
/// What is kept depends on the threads, what is returned does not.
class PlaceCache {
public:
    using Entry = std::shared_ptr<const imaging::LocalFeatures>;
    using Make = std::function<Entry(std::size_t)>;
    PlaceCache(std::size_t capacity, Make make) : m_capacity(capacity), m_make(std::move(make)) {}
    Entry of(std::size_t picture);

private:
    struct Kept {
        Entry entry;
        std::list<std::size_t>::iterator use;
    };
    std::size_t m_capacity;
    Make m_make;
    std::mutex m_mutex;
    std::list<std::size_t> m_uses; ///< newest first
    std::unordered_map<std::size_t, Kept> m_kept;
};

} // namespace cw::validation
