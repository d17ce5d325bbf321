// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/Journal.h"
#include <algorithm>
#include <fcntl.h>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <unistd.h>
#include <utility>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// FNV-1a, 64 bits: of keyed tokens, so that nobody can choose two that meet.
std::uint64_t hashOf(std::string_view token) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : token)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash;
}

std::string lineOf(const Journal::Entry& entry, std::uint64_t group) {
    json line{{"source", entry.source},
              {"state", entry.state},
              {"output", entry.output.generic_string()},
              {"bytes", entry.bytes},
              {"patient", entry.patient}};
    if (!entry.study.empty())
        line["study"] = entry.study;
    if (!entry.sha256.empty())
        line["sha256"] = entry.sha256;
    if (entry.gated)
        line["gate"] = true;
    if (entry.pixels)
        line["pixels"] = true;
    if (group > 0)
        line["group"] = group;
    return line.dump() + "\n";
}

/// The journal lies in a folder others can write to: a line with other types is no entry, and a
/// path out of the folder is none either.
std::optional<Journal::Entry> entryOf(const json& line) {
    if (!line.is_object() || !line.contains("source") || !line.contains("output"))
        return std::nullopt;
    try {
        Journal::Entry entry{line.at("source"),
                             line.value("state", ""),
                             fs::path(line.at("output").get<std::string>()),
                             line.value("bytes", std::uint64_t{0}),
                             line.value("patient", ""),
                             line.value("study", ""),
                             line.value("sha256", ""),
                             line.value("gate", false),
                             line.value("pixels", false)};
        const bool leaves = std::ranges::any_of(
            entry.output, [](const fs::path& part) { return part == ".." || part == "."; });
        if (entry.output.empty() || entry.output.is_absolute() || leaves)
            return std::nullopt;
        return entry;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

std::uint64_t numberIn(const json& line, const char* name) {
    const auto found = line.find(name);
    return found != line.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

} // namespace

/// Reads a journal line by line, so that its length costs no memory but the places.
struct Journal::Opening {
    struct Open {
        Place place, owner;
        fs::path output;
    };
    std::vector<Place> places, owners;               ///< by source; by output
    std::map<std::uint64_t, std::vector<Open>> open; ///< groups announced, not closed
    std::optional<json> header;
    std::uint64_t lastGroup = 0;
    bool torn = false;

    Result<void> read(const fs::path& path) {
        std::ifstream file(path, std::ios::binary);
        if (!file)
            return fail(ErrorCode::Unreadable, "the journal of the output folder cannot be read");
        std::uint64_t offset = 0;
        for (std::string text; std::getline(file, text);) {
            torn = file.eof(); // the last line has no end: a kill came in between
            // A cut line is no JSON object.
            take(json::parse(text, nullptr, false), offset);
            offset += text.size() + 1;
        }
        keepLast(places);
        keepLast(owners);
        return {};
    }

    /// Of two lines for one source, or for one output, the later one holds.
    static void keepLast(std::vector<Place>& places) {
        std::ranges::stable_sort(places, {}, &Place::key);
        const auto sameKey = [](const Place& a, const Place& b) { return a.key == b.key; };
        const auto last = std::unique(places.rbegin(), places.rend(), sameKey);
        places.erase(places.begin(), last.base());
    }

    void take(const json& line, std::uint64_t offset) {
        if (!line.is_object())
            return;
        if (line.contains("concord-journal")) {
            header = line;
        } else if (const auto group = numberIn(line, "done")) {
            for (const Open& entry : open[group])
                hold(entry.place, entry.owner);
            open.erase(group);
        } else if (line.contains("undone")) {
            open.clear();
        } else if (auto entry = entryOf(line)) {
            const Place place{hashOf(entry->source), offset};
            const Place owner{hashOf(entry->output.native()), offset};
            if (const auto of = numberIn(line, "group")) {
                lastGroup = std::max(lastGroup, of);
                open[of].push_back({place, owner, entry->output});
            } else {
                hold(place, owner);
            }
        }
    }

    void hold(const Place& place, const Place& owner) {
        places.push_back(place);
        owners.push_back(owner);
    }
};

Journal::Journal(Journal&& other) noexcept
    : m_file(std::move(other.m_file)), m_path(std::move(other.m_path)),
      m_header(std::move(other.m_header)), m_reader(std::exchange(other.m_reader, -1)),
      m_places(std::move(other.m_places)), m_owners(std::move(other.m_owners)),
      m_lastGrown(other.m_lastGrown), m_nextGroup(other.m_nextGroup),
      m_nextToClose(other.m_nextToClose), m_settled(other.m_settled) {}

Journal::~Journal() {
    if (m_reader >= 0)
        ::close(m_reader);
}

Result<Journal> Journal::open(const fs::path& outputFolder, const std::string& binding) {
    const fs::path path = outputFolder / kFileName;
    const json header{{"concord-journal", 2}, {"binding", binding}};
    std::error_code error;
    const bool begun = fs::exists(path, error);
    Opening opening;
    fs::file_time_type grown{};
    if (begun) {
        grown = fs::last_write_time(path, error);
        CW_CHECK(opening.read(path));
        if (opening.header && *opening.header != header)
            return fail(ErrorCode::Conflict,
                        "the output folder was begun with another profile or key, or by another "
                        "version of Concord");
    }
    CW_TRY(core::AppendFile file, core::AppendFile::open(path));
    Journal journal(std::move(file), path, header.dump() + "\n");
    journal.m_lastGrown = grown;
    journal.m_nextGroup = journal.m_nextToClose = opening.lastGroup + 1;
    journal.m_settled = opening.lastGroup == 0;
    std::string lines = opening.torn ? "\n" : "";
    if (!opening.header)
        lines += journal.m_header;
    for (const auto& [group, entries] : opening.open)
        for (const auto& entry : entries)
            fs::remove(outputFolder / entry.output, error);
    if (!opening.open.empty())
        lines += json{{"undone", true}}.dump() + "\n";
    if (!lines.empty()) {
        CW_CHECK(journal.m_file.appendUnsynced(lines));
        CW_CHECK(journal.m_file.sync());
    }
    journal.m_places = std::move(opening.places);
    journal.m_owners = std::move(opening.owners);
    journal.m_reader = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (journal.m_reader < 0)
        return fail(ErrorCode::Unreadable, "the journal of the output folder cannot be read");
    return journal;
}

std::optional<std::string> Journal::lineAt(std::uint64_t offset) const {
    std::string text;
    for (std::array<char, 1024> block{}; text.size() < 64 * 1024;) {
        const auto got =
            ::pread(m_reader, block.data(), block.size(), static_cast<off_t>(offset + text.size()));
        if (got <= 0)
            return std::nullopt;
        text.append(block.data(), static_cast<std::size_t>(got));
        if (const auto end = text.find('\n'); end != std::string::npos)
            return text.substr(0, end);
    }
    return std::nullopt;
}

std::optional<Journal::Entry> Journal::entryAt(const Place& place,
                                               const std::vector<Place>& owners) const {
    const auto line = lineAt(place.offset);
    auto entry = line ? entryOf(json::parse(*line, nullptr, false)) : std::nullopt;
    if (!entry || hashOf(entry->source) != place.key)
        return std::nullopt;
    // Another source may have been given this output's name since, after the file was deleted.
    const auto owner =
        std::ranges::lower_bound(owners, hashOf(entry->output.native()), {}, &Place::key);
    const bool ours = owner != owners.end() && owner->offset == place.offset;
    return ours ? entry : std::nullopt;
}

std::optional<Journal::Entry> Journal::find(const std::string& source) const {
    const auto key = hashOf(source);
    const auto place = std::ranges::lower_bound(m_places, key, {}, &Place::key);
    if (place == m_places.end() || place->key != key)
        return std::nullopt;
    auto entry = entryAt(*place, m_owners);
    return entry && entry->source == source ? entry : std::nullopt;
}

Result<void> Journal::announce(std::span<const Entry> group) {
    std::string lines;
    for (const Entry& entry : group)
        lines += lineOf(entry, m_nextGroup);
    ++m_nextGroup;
    m_settled = false;
    return m_file.appendUnsynced(lines);
}

Result<void> Journal::close() {
    CW_ASSERT(m_nextToClose < m_nextGroup);
    return m_file.appendUnsynced(json{{"done", m_nextToClose++}}.dump() + "\n");
}

Result<void> Journal::settle() {
    if (m_settled)
        return {};
    Opening now;
    CW_CHECK(now.read(m_path));
    const fs::path fresh = m_path.string() + ".new";
    std::error_code error;
    fs::remove(fresh, error);
    CW_TRY(core::AppendFile file, core::AppendFile::open(fresh));
    std::string lines = m_header;
    for (const Place& place : now.places) {
        if (const auto entry = entryAt(place, now.owners))
            lines += lineOf(*entry, 0);
        if (lines.size() > 256 * 1024) {
            CW_CHECK(file.appendUnsynced(lines));
            lines.clear();
        }
    }
    CW_CHECK(file.appendUnsynced(lines));
    CW_CHECK(file.sync());
    CW_CHECK(core::moveFile(fresh, m_path));
    m_file = std::move(file);
    m_settled = true;
    return {};
}

} // namespace cw::anonymizer
