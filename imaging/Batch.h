// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cw::imaging {

/// For programs that work through many pictures, one in each of their own threads. Acts on the
/// whole process, once, whoever calls it first:
/// - memory that a picture has freed stays with the process for the next one (glibc would give it
///   back and fetch it again page by page, which costs as much as measuring the picture does);
/// - OpenCV works in the thread that calls it: threads inside threads only get in each other's way.
/// Results are the same with and without.
void workInBatches();

} // namespace cw::imaging
