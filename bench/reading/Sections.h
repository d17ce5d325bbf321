// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "bench/reading/BenchData.h"

namespace cw::bench {

/// Each prints its rows; each runs in a process of its own, so that memory is that section's.
void measureMemory(const BenchData& data);
void measureOpening(const BenchData& data, int rounds);
void measureMoving(const BenchData& data, int frames);
void measureShapes(const BenchData& data, int frames);
void measureJournal(const std::filesystem::path& folder, int edits);

} // namespace cw::bench
