// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace cw::anonymizer {

/// Whether a text may end within a character, which is then dropped.
enum class Tail { MustBeWhole, MayBeCut };

/// Text from one encoding to another, as iconv names them; nullopt for what does not follow the
/// first or has no place in the second, and for encodings iconv lacks. Converters are opened once a
/// thread: opening one costs more than a thousand short texts.
std::optional<std::string> converted(std::string_view text, const char* from, const char* to,
                                     Tail tail = Tail::MustBeWhole);

} // namespace cw::anonymizer
