// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cw::anonymizer {

/// What a walk meets: files, and what is there instead of one.
struct Source {
    enum class Kind {
        File,
        NotAFile,        ///< link, device, socket
        UnreadableFolder ///< what it holds is not seen
    };
    std::string relative; ///< to the walked folder, as the file system spells it
    std::string token;    ///< keyed, of the relative path
    Kind kind = Kind::File;
};

/// Everything under a folder that is not a folder itself, one at a time, folder by folder; links
/// are not followed. Inside a folder the order is that of the keyed tokens: the same on every run
/// with the same key, while the order of what is written says nothing about the alphabet of the
/// names. Holds the names of the folders it stands in, not the whole tree.
class SourceWalk {
public:
    using TokenFn = std::function<std::string(const std::filesystem::path& relative)>;
    /// Unreadable when the folder itself cannot be listed.
    static Result<SourceWalk> begin(std::filesystem::path folder, TokenFn token);
    std::optional<Source> next();

private:
    static constexpr std::size_t kTokenLength = 24;
    struct Entry {
        std::array<char, kTokenLength> token{};
        bool isFolder = false, isFile = false;
        std::string name;
    };
    struct Level {
        std::string prefix; ///< "" or "a/b/"
        std::vector<Entry> entries;
        std::size_t at = 0;
    };
    SourceWalk(std::filesystem::path folder, TokenFn token)
        : m_folder(std::move(folder)), m_token(std::move(token)) {}
    bool enter(const std::string& prefix);

    std::filesystem::path m_folder;
    TokenFn m_token;
    std::vector<Level> m_levels;
};

/// How much a walk will meet: counts up while it goes, for progress; stops when told to.
struct SourceCount {
    std::atomic<std::size_t> files{0};
    std::atomic<std::uint64_t> bytes{0};
    std::atomic<bool> complete{false}, stop{false};
    void run(const std::filesystem::path& folder);
};

} // namespace cw::anonymizer
