// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace cw::test {

/// De-identifies the bytes under three profiles (basic, curation, every option that goes together)
/// and looks at what comes out: it must parse again, a second pass must give the same bytes, and
/// nothing that was planted into the same data set (as name, ID, comment, private text, reference,
/// preamble) may be in it. Returns an empty text, the error's sentence, or "DEFECT: ...".
std::string deidentifyAndCheck(std::span<const std::byte> bytes);
std::string deidentifyAndCheck(const std::filesystem::path& file);

} // namespace cw::test
