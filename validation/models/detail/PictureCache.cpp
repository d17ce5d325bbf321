// SPDX-License-Identifier: Apache-2.0
#include "validation/models/detail/PictureCache.h"

namespace cw::validation::detail {

Result<std::shared_ptr<const core::Image>> PictureCache::at(std::size_t row) {
    if (m_kept[row] != nullptr)
        return m_kept[row];
    CW_TRY(core::Image image, m_read(row));
    if (image.sampleType() != core::SampleType::U8)
        return fail(ErrorCode::InvalidArgument, "a prepared picture is not of 8 bits");
    auto shared = std::make_shared<const core::Image>(std::move(image));
    const std::size_t size = shared->bytes().size();
    if (m_bytes + size <= m_limit) {
        m_kept[row] = shared;
        m_bytes += size;
    }
    return shared;
}

} // namespace cw::validation::detail
