// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/Instance.h"

namespace cw::dicom {

/// A file of many frames on disk, of which a few are wanted: the header in memory, one frame at a
/// time out of the file.
class FrameReader {
public:
    /// Unsupported for what only a whole instance can read (deflated, float pixel data, big
    /// endian): the caller reads that. Errors else: those of readInstance().
    static Result<FrameReader> open(const std::filesystem::path& file);
    FrameReader(FrameReader&&) noexcept;
    FrameReader& operator=(FrameReader&&) noexcept;
    ~FrameReader();

    /// Everything but the pixel data; frameCount() is the file's.
    const Instance& header() const;
    /// The header with this frame as its only one. InvalidArgument (no such frame), Malformed.
    Result<Instance> frame(int number) const;

private:
    struct State;
    explicit FrameReader(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace cw::dicom
