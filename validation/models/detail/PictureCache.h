// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"

#include <functional>
#include <memory>
#include <vector>

namespace cw::validation::detail {

/// 8-bit pictures of a set by row, read when first asked for and kept up to a bound: a network
/// sees each picture once an epoch in a new order, so what was kept first is as good as what was
/// seen last, and memory does not grow with the data set. Not for several threads.
class PictureCache {
public:
    using Reader = std::function<Result<core::Image>(std::size_t row)>;
    PictureCache(std::size_t rows, std::size_t limitBytes, Reader reader)
        : m_kept(rows), m_limit(limitBytes), m_read(std::move(reader)) {}

    Result<std::shared_ptr<const core::Image>> at(std::size_t row);
    std::size_t bytes() const { return m_bytes; }

private:
    std::vector<std::shared_ptr<const core::Image>> m_kept;
    std::size_t m_limit, m_bytes = 0;
    Reader m_read;
};

} // namespace cw::validation::detail
