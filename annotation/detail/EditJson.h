// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Edit.h"
#include "annotation/detail/Json.h"

namespace cw::annotation::detail {

Json json(const Edit& edit);
Result<Edit> editFrom(const Json& value);

} // namespace cw::annotation::detail
