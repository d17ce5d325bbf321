// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/detail/CodedParts.h"
#include "dicom/Tag.h"
#include <array>
#include <functional>
#include <string>

namespace cw::anonymizer {

/// An element of a DICOM file: where its value lies.
struct ElementPlace {
    dicom::Tag tag;
    std::array<char, 2> vr{}; ///< zeros where the file does not say
    std::uint64_t begin = 0, end = 0;
};

/// What a file is made of.
struct FileMap {
    Regions regions;
    std::vector<ElementPlace> elements; ///< with a value, at any depth, in order; kMost at most
    std::vector<Region> fragments;      ///< of encapsulated pixel data; kMost at most
    static constexpr std::size_t kMost = 100'000;
    bool isDicom = false;
    std::string transferSyntax;
    std::string characterSet;                ///< the first Specific Character Set
    std::optional<std::uint64_t> deflatedAt; ///< where a deflated data set begins

    /// The element whose value holds the byte; nullptr for none.
    const ElementPlace* elementAt(std::uint64_t offset) const;
};

/// Looks through a file's structure in constant memory. A reader of its own, without DCMTK and
/// without the reader that wrote the file: a second opinion on what was written. Never fails: what
/// follows no format is Text.
FileMap mapOf(const dicom::ByteSource& file);
/// Of a data set without preamble and meta header, explicit VR little endian: what a deflated file
/// holds.
FileMap mapOfDataSet(const dicom::ByteSource& dataSet);

} // namespace cw::anonymizer
