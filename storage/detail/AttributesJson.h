// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/ImageAttributes.h"
#include "core/Result.h"
#include <map>

namespace cw::storage::detail {

/// The columns "attributes" and "fields". Corrupt when text that was read back is not ours.
std::string toJson(const core::ImageAttributes& attributes);
Result<core::ImageAttributes> attributesFromJson(const std::string& text);
std::string toJson(const std::map<std::string, std::string>& fields);
Result<std::map<std::string, std::string>> fieldsFromJson(const std::string& text);

} // namespace cw::storage::detail
