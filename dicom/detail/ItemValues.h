// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/detail/DcmtkBridge.h"
#include <cstdint>
#include <optional>
#include <string>

namespace cw::dicom {

/// The element of this item, not of items inside it; nullptr if absent.
DcmElement* elementIn(DcmItem& item, Tag tag);
/// The index-th value as a number; nullopt if absent, empty or no finite number.
std::optional<double> numberOf(DcmElement& element, std::size_t index);
std::optional<double> numberIn(DcmItem& item, Tag tag, std::size_t index = 0);
std::optional<long long> integerIn(DcmItem& item, Tag tag, std::size_t index = 0);
/// All values as text, '\\' joined; empty if absent.
std::string textIn(DcmItem& item, Tag tag);
/// One of the '\\' separated values, without the spaces around it; empty if there are fewer.
std::string_view valueAt(std::string_view values, std::size_t index);
/// The items of a sequence of this item; empty if it is absent or no sequence.
std::vector<DcmItem*> itemsIn(DcmItem& item, Tag sequence);
/// Raw bytes, little endian; empty if absent.
std::string bytesIn(DcmItem& item, Tag tag);
/// 16-bit words of such bytes.
std::vector<std::uint16_t> wordsOf(std::string_view bytes);

/// Functional groups of an enhanced object (PS3.3 C.7.6.16): the item of the frame's macro, else of
/// the shared one; nullptr where neither has it.
DcmItem* functionalGroup(DcmItem& dataset, Tag macro, int frame);

} // namespace cw::dicom
