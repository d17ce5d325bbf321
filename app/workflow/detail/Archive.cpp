// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/detail/Archive.h"

#include "app/workflow/detail/KoreanText.h"

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <locale.h>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

namespace cw::workflow::detail {
namespace {

constexpr std::size_t kBlock = 256 * 1024;

bool startsWith(std::span<const std::byte> bytes, std::string_view magic, std::size_t at = 0) {
    return bytes.size() >= at + magic.size() &&
           std::memcmp(bytes.data() + at, magic.data(), magic.size()) == 0;
}

/// As libarchive gives the name: raw bytes where the archive does not say what they are.
std::string nameOf(archive_entry* header) {
    std::string name;
    if (const char* raw = ::archive_entry_pathname(header))
        name = utf8OrCp949(raw).value_or(std::string());
    std::ranges::replace(name, '\\', '/');
    return name;
}

bool leadsOutside(std::string_view name) {
    if (name.starts_with('/') || (name.size() > 1 && name[1] == ':'))
        return true;
    for (std::size_t at = 0; at <= name.size();) {
        const auto end = std::min(name.find('/', at), name.size());
        if (name.substr(at, end - at) == "..")
            return true;
        at = end + 1;
    }
    return false;
}

/// libarchive gives names in the characters of the thread's locale, and in the C locale none at all
/// of those that an archive says to be UTF-8. Bytes that say nothing come as they are.
class InUtf8 {
public:
    InUtf8() : m_utf8(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
        if (m_utf8)
            m_before = ::uselocale(m_utf8);
    }
    InUtf8(const InUtf8&) = delete;
    InUtf8& operator=(const InUtf8&) = delete;
    ~InUtf8() {
        if (!m_utf8)
            return;
        ::uselocale(m_before);
        ::freelocale(m_utf8);
    }

private:
    locale_t m_utf8, m_before = nullptr;
};

struct CloseArchive {
    void operator()(archive* reader) const { ::archive_read_free(reader); }
};

} // namespace

Result<std::shared_ptr<MemoryFile>> MemoryFile::create() {
    const int descriptor = ::memfd_create("concord", MFD_CLOEXEC);
    if (descriptor < 0)
        return fail(ErrorCode::IoFailure, "no memory for a file of an archive");
    return std::shared_ptr<MemoryFile>(new MemoryFile(descriptor));
}

MemoryFile::~MemoryFile() { ::close(m_descriptor); }

Result<void> MemoryFile::append(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(m_descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return fail(ErrorCode::TooLarge, "no memory for a file of an archive");
        m_size += static_cast<std::uint64_t>(written);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

std::filesystem::path MemoryFile::path() const {
    return "/proc/self/fd/" + std::to_string(m_descriptor);
}

bool looksLikeArchive(std::span<const std::byte> firstBytes) {
    using namespace std::string_view_literals;
    return startsWith(firstBytes, "PK\3\4"sv) || startsWith(firstBytes, "PK\5\6"sv) ||
           startsWith(firstBytes, "\x1f\x8b"sv) ||
           startsWith(firstBytes, "\xFD"
                                  "7zXZ\0"sv) ||
           startsWith(firstBytes, "ustar"sv, 257);
}

struct ArchiveReader::State {
    std::unique_ptr<archive, CloseArchive> reader;
    ArchiveLimits limits;
    archive_entry* header = nullptr; ///< of the current entry; libarchive's
    std::uint64_t entries = 0, unpacked = 0;
    std::vector<std::byte> block = std::vector<std::byte>(kBlock);
};

ArchiveReader::ArchiveReader(std::unique_ptr<State> state) : m_state(std::move(state)) {}
ArchiveReader::ArchiveReader(ArchiveReader&&) noexcept = default;
ArchiveReader& ArchiveReader::operator=(ArchiveReader&&) noexcept = default;
ArchiveReader::~ArchiveReader() = default;

Result<ArchiveReader> ArchiveReader::open(const std::filesystem::path& file, ArchiveLimits limits) {
    auto state = std::make_unique<State>();
    state->limits = limits;
    state->reader.reset(::archive_read_new());
    auto* reader = state->reader.get();
    if (!reader)
        return fail(ErrorCode::Internal, "the archive reader cannot be made");
    ::archive_read_support_format_zip(reader);
    ::archive_read_support_format_tar(reader);
    ::archive_read_support_filter_gzip(reader);
    ::archive_read_support_filter_xz(reader);
    if (::archive_read_open_filename(reader, file.c_str(), kBlock) != ARCHIVE_OK)
        return fail(ErrorCode::Unsupported, "not a ZIP or TAR archive that can be read");
    return ArchiveReader(std::move(state));
}

Result<void> ArchiveReader::checkTotals() {
    const auto& limits = m_state->limits;
    if (m_state->unpacked > limits.totalBytes)
        return fail(ErrorCode::TooLarge, "the archive unpacks to more than the limit");
    const auto packed =
        std::max<std::int64_t>(::archive_filter_bytes(m_state->reader.get(), -1), 1);
    if (m_state->unpacked > limits.freeBytes &&
        m_state->unpacked / limits.ratio > static_cast<std::uint64_t>(packed))
        return fail(ErrorCode::TooLarge,
                    "the archive unpacks to far more than images do: it is taken for a bomb");
    return {};
}

Result<std::optional<ArchiveEntry>> ArchiveReader::next() {
    auto* reader = m_state->reader.get();
    const InUtf8 names;
    for (;;) {
        const int outcome = ::archive_read_next_header(reader, &m_state->header);
        if (outcome == ARCHIVE_EOF)
            return std::optional<ArchiveEntry>();
        if (outcome != ARCHIVE_OK && outcome != ARCHIVE_WARN) // a warning is about the name
            return fail(ErrorCode::Malformed, "the archive is damaged or not one of images");
        if (++m_state->entries > m_state->limits.entries)
            return fail(ErrorCode::TooLarge, "the archive has more entries than the limit");
        if (::archive_entry_filetype(m_state->header) != AE_IFREG ||
            ::archive_entry_hardlink(m_state->header))
            continue;
        CW_TRY(auto entry, current());
        return std::optional<ArchiveEntry>(std::move(entry));
    }
}

Result<ArchiveEntry> ArchiveReader::current() {
    ArchiveEntry entry;
    entry.name = nameOf(m_state->header);
    if (entry.name.empty() || entry.name.size() > m_state->limits.nameBytes ||
        entry.name.find('\0') != std::string::npos)
        entry.refused = "an entry of an archive has no usable name";
    else if (leadsOutside(entry.name))
        entry.refused = "an entry of an archive is named out of the archive";
    else if (::archive_entry_is_encrypted(m_state->header) != 0)
        entry.refused = "an entry of an archive is encrypted: unpack it with its password first";
    else if (::archive_entry_size_is_set(m_state->header) &&
             static_cast<std::uint64_t>(::archive_entry_size(m_state->header)) >
                 m_state->limits.entryBytes)
        entry.refused = "an entry of an archive is larger than the limit";
    else
        CW_CHECK(unpack(entry));
    return entry;
}

Result<void> ArchiveReader::unpack(ArchiveEntry& entry) {
    CW_TRY(const auto content, MemoryFile::create());
    auto& block = m_state->block;
    std::array<std::byte, 512> head{};
    for (;;) {
        const auto got = ::archive_read_data(m_state->reader.get(), block.data(), block.size());
        if (got == 0)
            break;
        if (got < 0) { // the next header tells whether the archive goes on
            entry.refused = "an entry of an archive is damaged";
            return {};
        }
        const auto bytes = std::span<const std::byte>(block).first(static_cast<std::size_t>(got));
        if (content->size() < head.size()) {
            const auto at = static_cast<std::size_t>(content->size());
            std::ranges::copy(bytes.first(std::min(bytes.size(), head.size() - at)),
                              head.begin() + static_cast<std::ptrdiff_t>(at));
        }
        m_state->unpacked += bytes.size();
        CW_CHECK(checkTotals());
        if (content->size() + bytes.size() > m_state->limits.entryBytes) {
            entry.refused = "an entry of an archive is larger than the limit";
            return {};
        }
        CW_CHECK(content->append(bytes));
    }
    if (looksLikeArchive(head) && !startsWith(head, "DICM", 128)) {
        entry.refused = "an archive inside an archive is not opened";
        return {};
    }
    entry.content = content;
    return {};
}

} // namespace cw::workflow::detail
