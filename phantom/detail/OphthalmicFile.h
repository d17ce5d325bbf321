// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "phantom/detail/Roster.h"

namespace cw::phantom {

struct OphthalmicFile {
    std::vector<std::byte> bytes;
    std::string sopInstanceUid, seriesUid;
};
/// An Ophthalmic Photography 8 Bit Image (PS3.3 A.41) of a fundus picture, at half its size.
Result<OphthalmicFile> ophthalmicFile(const Patient& patient, const core::Image& picture,
                                      core::Laterality eye, std::vector<std::string>& identifiers);
/// The green channel as an Ophthalmic Photography 16 Bit Image (A.42), at a quarter of the size.
Result<std::vector<std::byte>> ophthalmic16File(const Patient& patient, const core::Image& picture,
                                                core::Laterality eye,
                                                std::vector<std::string>& identifiers);

} // namespace cw::phantom
