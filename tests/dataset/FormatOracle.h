// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Files.h"
#include "dataset/formats/Formats.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

namespace cw::dataset::testing {

/// What an independent reader of the file says (tests/dataset/annotation_oracle.py): images with
/// sizes, shapes with image, label, kind, area and bounds; "error" if it failed.
inline nlohmann::json oracle(const std::string& format, const std::filesystem::path& path) {
    const std::string command = "/usr/bin/python3 " CW_SOURCE_DIR
                                "/tests/dataset/annotation_oracle.py " +
                                format + " '" + path.string() + "' 2>&1";
    std::string output;
    FILE* pipe = ::popen(command.c_str(), "r");
    std::array<char, 4096> buffer{};
    while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr)
        output += buffer.data();
    if (::pclose(pipe) != 0)
        return {{"error", output}};
    auto json = nlohmann::json::parse(output, nullptr, false);
    return json.is_discarded() ? nlohmann::json{{"error", output}} : json;
}

} // namespace cw::dataset::testing
