// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cw::bench {

/// VTK's stock image mapper on the same four views, without Qt's compositing: the peer.
void measureStockMapper(int frames);

} // namespace cw::bench
