// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/DeflateStream.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

namespace cw::dicom {
namespace {

constexpr std::size_t kChunk = 64U << 10;
/// Headers and small pictures stay in memory; a big picture goes through the disk.
constexpr std::size_t kSpillBeyond = 16U << 20;

Bytef* asBytef(const std::byte* bytes) {
    // zlib does not write to its input; next_in lacks the const for historical reasons.
    return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes));
}

/// Bytes that may become too many for memory.
class Spool {
public:
    explicit Spool(const std::filesystem::path& folder) : m_folder(folder) {}
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    ~Spool() {
        if (m_file >= 0)
            ::close(m_file);
    }

    Result<void> add(std::span<const std::byte> bytes) {
        if (m_file < 0 && !m_folder.empty() && m_memory.size() + bytes.size() > kSpillBeyond)
            CW_CHECK(spill());
        m_size += bytes.size();
        if (m_file >= 0)
            return writeOut(bytes);
        m_memory.insert(m_memory.end(), bytes.begin(), bytes.end());
        return {};
    }
    std::uint64_t size() const { return m_size; }
    ByteSource take() {
        if (m_file < 0)
            return ByteSource::owning(std::move(m_memory));
        return ByteSource::owning(std::exchange(m_file, -1), m_size);
    }

private:
    Result<void> spill() {
        // Without a name from the start: patient data must not outlive a crash.
        m_file = ::open(m_folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
        if (m_file < 0) {
            auto pattern = (m_folder / ".concord-XXXXXX").string();
            m_file = ::mkostemp(pattern.data(), O_CLOEXEC);
            if (m_file < 0)
                return fail(ErrorCode::IoFailure, "no temporary file can be made in the target");
            ::unlink(pattern.c_str());
        }
        const auto held = std::exchange(m_memory, {});
        return writeOut(held);
    }

    Result<void> writeOut(std::span<const std::byte> bytes) const {
        while (!bytes.empty()) {
            const ssize_t done = ::write(m_file, bytes.data(), bytes.size());
            if (done < 0 && errno == EINTR)
                continue;
            if (done <= 0)
                return fail(ErrorCode::IoFailure,
                            "a temporary file in the target cannot be written");
            bytes = bytes.subspan(static_cast<std::size_t>(done));
        }
        return {};
    }

    const std::filesystem::path& m_folder;
    std::vector<std::byte> m_memory;
    int m_file = -1;
    std::uint64_t m_size = 0;
};

Result<ByteSource> inflatedWith(const ByteSource& source, std::uint64_t at, std::uintmax_t limit,
                                const std::filesystem::path& folder, int windowBits) {
    z_stream stream{};
    if (inflateInit2(&stream, windowBits) != Z_OK)
        return fail(ErrorCode::Internal, "zlib could not start");
    const std::unique_ptr<z_stream, int (*)(z_stream*)> ended(&stream, &inflateEnd);
    Spool spool(folder);
    std::vector<std::byte> in(kChunk), out(kChunk);
    int state = Z_OK;
    while (state == Z_OK) {
        if (stream.avail_in == 0) {
            CW_TRY(const auto got, source.read(at, in));
            at += got;
            stream.next_in = asBytef(in.data());
            stream.avail_in = static_cast<uInt>(got);
        }
        stream.next_out = asBytef(out.data());
        stream.avail_out = static_cast<uInt>(out.size());
        state = ::inflate(&stream, Z_NO_FLUSH);
        const auto made = out.size() - stream.avail_out;
        if (spool.size() + made > limit)
            return fail(ErrorCode::TooLarge, "the deflated data set unpacks beyond the limit");
        CW_CHECK(spool.add(std::span(out).first(made)));
    }
    if (state != Z_STREAM_END)
        return fail(ErrorCode::Malformed, "the deflated data set is damaged or cut off");
    return spool.take();
}

} // namespace

struct DeflateSink::Stream {
    z_stream zlib{};
    std::array<std::byte, kChunk> out{};
};

DeflateSink::DeflateSink(ByteSink& target) : m_target(target), m_stream(new Stream) {}

DeflateSink::~DeflateSink() { deflateEnd(&m_stream->zlib); }

Result<std::unique_ptr<DeflateSink>> DeflateSink::over(ByteSink& target) {
    std::unique_ptr<DeflateSink> sink(new DeflateSink(target));
    if (deflateInit2(&sink->m_stream->zlib, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        return fail(ErrorCode::Internal, "zlib could not start");
    return sink;
}

Result<void> DeflateSink::write(std::span<const std::byte> bytes) {
    constexpr std::size_t kMost = 1U << 30; // zlib counts in 32 bits
    m_taken += bytes.size();
    for (; bytes.size() > kMost; bytes = bytes.subspan(kMost))
        CW_CHECK(run(bytes.first(kMost), false));
    return run(bytes, false);
}

Result<void> DeflateSink::run(std::span<const std::byte> bytes, bool last) {
    auto& zlib = m_stream->zlib;
    zlib.next_in = asBytef(bytes.data());
    zlib.avail_in = static_cast<uInt>(bytes.size());
    int state = Z_OK;
    do {
        zlib.next_out = asBytef(m_stream->out.data());
        zlib.avail_out = static_cast<uInt>(m_stream->out.size());
        state = ::deflate(&zlib, last ? Z_FINISH : Z_NO_FLUSH);
        if (state == Z_STREAM_ERROR)
            return fail(ErrorCode::Internal, "zlib could not go on");
        const auto made = m_stream->out.size() - zlib.avail_out;
        m_made += made;
        CW_CHECK(m_target.write(std::span(m_stream->out).first(made)));
    } while (zlib.avail_in > 0 || (last && state != Z_STREAM_END));
    return {};
}

Result<void> DeflateSink::patch(std::uint64_t, std::span<const std::byte>) {
    return fail(ErrorCode::Internal, "what is deflated cannot be patched");
}

Result<void> DeflateSink::finish() {
    CW_CHECK(run({}, true));
    return m_made % 2 == 0 ? Result<void>() : m_target.write(std::array{std::byte{0}});
}

Result<ByteSource> inflated(const ByteSource& source, std::uint64_t at, std::uintmax_t limit,
                            const std::filesystem::path& spillFolder) {
    auto raw = inflatedWith(source, at, limit, spillFolder, -MAX_WBITS);
    if (raw || raw.error().code != ErrorCode::Malformed)
        return raw;
    auto wrapped = inflatedWith(source, at, limit, spillFolder, MAX_WBITS);
    return wrapped ? std::move(wrapped) : std::move(raw);
}

} // namespace cw::dicom
