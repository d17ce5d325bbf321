// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/DeidentifyFolder.h"
#include "core/Files.h"
#include "core/Sha256.h"
#include <string>

namespace cw::anonymizer {

/// items.jsonl of a report: one line an item, written as the run goes, so that a report of a
/// million files needs no memory. It has its name only once it is whole.
class ItemFile {
public:
    static constexpr const char* kFileName = "items.jsonl";
    static Result<ItemFile> begin(const std::filesystem::path& folder);
    Result<void> add(const BatchItem& item);
    /// Its SHA-256.
    Result<std::string> finish();

private:
    ItemFile(core::AppendFile file, std::filesystem::path path)
        : m_file(std::move(file)), m_path(std::move(path)) {}
    Result<void> flush();

    core::AppendFile m_file;
    std::filesystem::path m_path;
    std::string m_lines;
    core::Sha256 m_hash;
};

} // namespace cw::anonymizer
