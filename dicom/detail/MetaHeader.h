// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include "dicom/detail/DataSetScan.h"
#include <string>
#include <string_view>

namespace cw::dicom {

struct MetaHeader {
    std::string transferSyntax, sopClass;
    std::size_t dataSetAt = 0;
};

/// "DICM" after a preamble, or (against the rule) without one.
bool hasMagicWord(ByteView firstBytes);
/// Group 0002, explicit VR little endian whatever follows (PS3.10 7.1). Elements are walked, the
/// group length is not trusted. Malformed if an element leaves the bytes.
Result<MetaHeader> readMeta(ByteView bytes);
/// A Part 10 file up to its data set: preamble of zeros, meta header of our own; no AE titles, no
/// private information (PS3.10 7.1).
Bytes partTenStart(std::string_view sopClass, std::string_view sopInstance,
                   std::string_view transferSyntax);

/// What the meta header says, unless the first element shows plainly that it is wrong.
Result<Encoding> encodingFor(const std::string& transferSyntax, ByteView dataSet);
/// The uncompressed transfer syntax of an encoding.
std::string_view syntaxOf(const Encoding& encoding);

/// A picture deflates to a tenth, a blank one to a thousandth. What is both large and blown up more
/// than any picture is a bomb, even below the caller's limit.
std::uintmax_t inflatedLimit(std::uintmax_t deflated, std::uintmax_t limit);

} // namespace cw::dicom
