// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <span>

namespace cw::dicom {

enum class FileKind { Dicom, Picture, Neither };

/// So many first bytes are enough to tell.
constexpr std::size_t kBytesToTellKind = 4096;

/// What the first bytes of a file are. "DICM" at byte 128 is certain, even where the preamble
/// imitates a TIFF (PS3.10 7.1, dual files); then come the signatures of pictures, which are exact:
/// the caller says whether there is one (imaging::sniffPicture); DICOM without a preamble is a
/// guess and comes last.
FileKind fileKindOf(std::span<const std::byte> firstBytes, bool hasPictureSignature);

} // namespace cw::dicom
