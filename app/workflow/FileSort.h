// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <span>

namespace cw::workflow {

enum class FileSort { Dicom, Picture, Neither };

/// What a file is by its first bytes (4096 suffice). The word DICM at byte 128 decides before any
/// picture's signature: a preamble may be a TIFF header (PS3.10 7.1, dual personality), and what is
/// DICOM must go the way of DICOM, patient data and all.
FileSort sortOf(std::span<const std::byte> firstBytes);
constexpr std::size_t kBytesToSort = 4096;

} // namespace cw::workflow
