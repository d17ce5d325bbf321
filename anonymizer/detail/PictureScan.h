// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/LeakGate.h"
#include "anonymizer/detail/PictureViews.h"
#include "anonymizer/detail/PixelText.h"

namespace cw::anonymizer {

/// What the pictures of one file say.
struct PictureFinds {
    enum class Outcome {
        NoPicture,
        Read,
        Partly, ///< more frames or more writing than is read
        Unread  ///< there, but it cannot be decoded, or there is no reader
    };
    Outcome outcome = Outcome::NoPicture;
    bool hasText = false; ///< some writing, identifying or not
    std::vector<Leak> leaks;
};

/// Searches the pixels of output files for writing that says an identifier of the originals: frames
/// from the first to the last, overlays, spare bits, the icon. One a thread.
class PictureScan {
public:
    explicit PictureScan(const PictureWords& words) : m_words(words) {}

    PictureFinds file(const std::filesystem::path& file, const std::filesystem::path& relative);
    bool readerReady();
    bool readsKorean() { return readerReady() && m_reader->readsKorean(); }

private:
    Result<void> all(const PictureViews& views);
    Result<void> view(const ShownPart& part);

    const PictureWords& m_words;
    std::optional<PictureReader> m_reader; ///< its models load with the first picture
    std::filesystem::path m_file;
    std::vector<std::pair<int, core::RectPx>> m_told; ///< leaks of this file: frame and box
    PictureFinds m_finds;
    bool m_whole = true;
};

} // namespace cw::anonymizer
