// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Profile.h"

namespace cw::anonymizer {

// A vector, not an array, so that the header need not repeat the number of rows. The letters of the
// options column are those of enum Option.
const std::vector<TableRow>& confidentialityTable() {
    static const std::vector<TableRow> table{
#include "anonymizer/detail/Ps315Table.inc"
    };
    return table;
}

} // namespace cw::anonymizer
