// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/ByteSink.h"
#include <memory>

namespace cw::dicom {

/// Raw deflate (PS3.5 A.5) in front of another sink; memory of a few hundred kilobytes.
class DeflateSink : public ByteSink {
public:
    static Result<std::unique_ptr<DeflateSink>> over(ByteSink& target);
    ~DeflateSink() override;
    Result<void> write(std::span<const std::byte> bytes) override;
    Result<void> patch(std::uint64_t at, std::span<const std::byte> bytes) override; ///< Internal
    std::uint64_t position() const override { return m_taken; }
    /// The rest of the stream, padded to even length (PS3.5 A.5).
    Result<void> finish();

private:
    struct Stream;
    explicit DeflateSink(ByteSink& target);
    Result<void> run(std::span<const std::byte> bytes, bool last);

    ByteSink& m_target;
    std::unique_ptr<Stream> m_stream;
    std::uint64_t m_taken = 0, m_made = 0;
};

/// Inflates what lies behind `at`, in memory up to a bound, beyond it in a file without a name in
/// spillFolder (in memory if that is empty). With a zlib header, which some writers add, as well.
/// Errors: Malformed (damaged, cut off), TooLarge beyond limit, IoFailure.
Result<ByteSource> inflated(const ByteSource& source, std::uint64_t at, std::uintmax_t limit,
                            const std::filesystem::path& spillFolder);

} // namespace cw::dicom
