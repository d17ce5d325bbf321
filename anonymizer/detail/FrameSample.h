// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include <cstdint>
#include <optional>
#include <vector>

namespace cw::anonymizer {

/// Which frames of a file are read for writing: the first, the middle and the last, then those
/// whose border differs from the first's, for there a device writes. As many as a budget of pixels
/// allows are looked at, evenly over the file.
class FrameSample {
public:
    explicit FrameSample(int frames);
    /// The next frame to decode; nothing at the end.
    std::optional<int> next();
    /// Whether the frame that next() gave is to be read.
    bool worthReading(int frame, const core::Image& pixels);
    /// Frames that were not looked at, or differed and were too many to be read.
    int left() const { return m_left; }

private:
    void planOthers(std::uint64_t samplesOfFrame);

    int m_frames;
    std::vector<int> m_always, m_others;
    std::size_t m_nextAlways = 0, m_nextOther = 0;
    std::optional<core::Image> m_first;
    int m_read = 0, m_left = 0;
};

/// Whether two frames of a kind differ plainly in the outer eighth of any side.
bool bordersDiffer(const core::Image& a, const core::Image& b);

} // namespace cw::anonymizer
