// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// The files of anonymizer/words as they are, by name without ".txt"; empty for no such file.
std::string_view wordFile(std::string_view name);
/// Words of a file, or of one of its sections ("# name"); comments left out.
std::vector<std::string_view> wordsIn(std::string_view file, std::string_view section = {});
/// Lines of a file that are no comments.
std::vector<std::string_view> linesIn(std::string_view file);

} // namespace cw::anonymizer
