// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/ImageAttributes.h"
#include "core/Result.h"
#include <nlohmann/json.hpp>
#include <string>

namespace cw::dataset::detail {

using Json = nlohmann::json; // keys sorted: canonical

/// One space of indent and a final line end; InvalidArgument if a text is not UTF-8.
Result<std::string> canonical(const Json& json);

/// Errors of the form inside a record end here and become Malformed.
Json attributesJson(const core::ImageAttributes& a);
core::ImageAttributes attributesFrom(const Json& json);

/// Reads with `read`; whatever nlohmann throws about a missing key or a wrong type is Malformed.
template <class Record, class Read>
Result<Record> parsed(const std::string& text, std::pair<const char*, const char*> schemas,
                      const char* what, Read read) {
    try {
        const Json json = Json::parse(text);
        const auto schema = json.at("schema").get<std::string>();
        if (schema != schemas.first && schema != schemas.second)
            return fail(ErrorCode::Unsupported,
                        std::string(what) + " has a form that this program does not know");
        return read(json);
    } catch (const Json::exception&) {
        return fail(ErrorCode::Malformed, std::string(what) + " does not follow its form");
    }
}

} // namespace cw::dataset::detail
