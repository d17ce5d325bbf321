// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/LeakScan.h"
#include "anonymizer/detail/PixelText.h"
#include "dicom/Instance.h"
#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>

namespace cw::anonymizer {

/// Searches the pixels of output files for writing that says an identifier of the originals.
class PictureScan {
public:
    PictureScan(const FormSet& identifiers, LeakReport& report)
        : m_words(identifiers), m_report(report) {}

    /// Reads the file's picture, if it has one. instance is the file's, or none where it is no
    /// DICOM.
    void file(const std::filesystem::path& relative, std::span<const std::byte> bytes,
              const dicom::Instance* instance);
    /// Says in the report what could not be read. Call once, after the last file.
    void finish();

private:
    Result<void> dicomFrames(const dicom::Instance& instance);
    Result<void> loosePicture(std::span<const std::byte> bytes);
    Result<void> view(const core::Image& shown, int frame);

    bool readerReady();

    PictureWords m_words;
    std::optional<PictureReader> m_reader; ///< its models load with the first picture
    LeakReport& m_report;
    std::filesystem::path m_file;
    std::vector<std::pair<int, core::RectPx>> m_told; ///< leaks of this file: frame and box
    bool m_hasText = false, m_whole = true;
    std::size_t m_partly = 0;
};

} // namespace cw::anonymizer
