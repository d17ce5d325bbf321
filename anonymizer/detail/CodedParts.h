// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/detail/PatternSearch.h"
#include "anonymizer/detail/SourceView.h"
#include <vector>

namespace cw::anonymizer {

/// A stretch of a file; what lies between two stretches is Text.
struct Region {
    std::uint64_t begin = 0, end = 0;
    Matter matter = Matter::Text;
};

/// The regions of a file, in order, not overlapping. Of a file with more stretches than kMost the
/// rest is one, so that a hostile file costs no memory.
class Regions {
public:
    static constexpr std::size_t kMost = 200'000;
    /// Behind all others; joins the one before where they touch.
    void add(std::uint64_t begin, std::uint64_t end, Matter matter);
    const std::vector<Region>& list() const { return m_list; }

private:
    std::vector<Region> m_list;
};

/// The coded picture data of a JPEG, JPEG-LS or JPEG 2000 codestream at [begin, end): everything
/// else there (application segments, comments, what stands behind the end) stays Text. Never fails:
/// what does not follow the format is Text. False where no codestream begins.
bool addCodedPartsOfJpeg(SourceView& file, std::uint64_t begin, std::uint64_t end, Regions& out);
/// Of a whole loose picture.
void addCodedPartsOfPng(SourceView& file, Regions& out);
void addCodedPartsOfBmp(SourceView& file, Regions& out);
void addCodedPartsOfTiff(SourceView& file, Regions& out);

} // namespace cw::anonymizer
