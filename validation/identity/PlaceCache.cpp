// SPDX-License-Identifier: Apache-2.0
#include "validation/identity/PlaceCache.h"

namespace cw::validation {

PlaceCache::Entry PlaceCache::of(std::size_t picture) {
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto found = m_kept.find(picture); found != m_kept.end()) {
            m_uses.splice(m_uses.begin(), m_uses, found->second.use);
            return found->second.entry;
        }
    }
    Entry made = m_make(picture); // outside the lock: two threads may make one, both the same
    const std::scoped_lock lock(m_mutex);
    if (m_kept.contains(picture))
        return made;
    m_uses.push_front(picture);
    m_kept.emplace(picture, Kept{made, m_uses.begin()});
    if (m_kept.size() > m_capacity) {
        m_kept.erase(m_uses.back());
        m_uses.pop_back();
    }
    return made;
}

} // namespace cw::validation
