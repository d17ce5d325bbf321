// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Finding.h"
#include "annotation/detail/Json.h"
#include <functional>
#include <optional>
#include <set>

namespace cw::annotation::detail {

using TextMap = std::map<std::string, std::string>;

/// Takes the fields out of an object one by one. The first thing that is missing, of the wrong kind
/// or left over is remembered, and finished() tells it: a form of ours has no field that is
/// ignored.
class JsonFields {
public:
    explicit JsonFields(const Json& value);

    std::string text(std::string_view key);                        ///< required
    std::optional<std::string> optionalText(std::string_view key); ///< absent or null: nothing
    double number(std::string_view key);
    std::size_t index(std::string_view key); ///< a whole number, 0 to 2^53
    core::PointPx point(std::string_view key);
    core::Polygon polygon(std::string_view key);
    TextMap texts(std::string_view key);
    bool flag(std::string_view key);
    const Json::Array& array(std::string_view key);
    /// The raw value; nullptr if absent.
    const Json* optional(std::string_view key);
    /// The raw value; null and an error if absent.
    const Json& required(std::string_view key);

    void complain();
    Result<void> finished() const; ///< Malformed

private:
    const Json::Object* m_object = nullptr;
    std::set<std::string_view> m_taken;
    bool m_sound = true;
};

Json json(core::PointPx point); ///< [x,y]
Json json(const core::Polygon& polygon);
Json json(const TextMap& texts);
Json json(const Finding& finding);
Result<Finding> findingFrom(const Json& value);
/// Each of them, sorted by id; Malformed if an id comes twice.
Result<std::vector<Finding>> findingsFrom(const Json::Array& values);

} // namespace cw::annotation::detail
