// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/ReadingSession.h"
#include "annotation/detail/Json.h"

namespace cw::annotation::detail {

enum class WithId { No, Yes };
Json json(const Reading& reading, WithId withId);
Result<Reading> readingFrom(const Json& value);

} // namespace cw::annotation::detail
