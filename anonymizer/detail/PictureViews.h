// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/PixelReview.h"
#include "anonymizer/detail/Identifiers.h"
#include "dicom/FrameReader.h"
#include "imaging/Picture.h"
#include <functional>

namespace cw::anonymizer {

/// A part of a file made visible, as a reader of text wants it.
struct ShownPart {
    core::Image reduced; ///< 8-bit grey or Rgb, as imaging::reducedForText() makes it
    int factor = 1;
    std::function<Result<core::Image>()> whole; ///< not reduced; made when it is asked for
    int frame = 0;
    TextLayer layer = TextLayer::Pixels;
    int left = 0, top = 0; ///< of the image, where it begins
};

/// The pictures of one file, DICOM or loose: frames in the ways they may be shown, overlays, icon.
class PictureViews {
public:
    /// Malformed, Unsupported ... of reading; what has no pixels has no views.
    static Result<PictureViews> of(std::span<const std::byte> file);
    static Result<PictureViews> of(const std::filesystem::path& file);

    /// A large file is read frame by frame; a small one, or one that cannot be, as a whole.
    static constexpr std::uintmax_t kLarge = 48U << 20;

    bool hasPixels() const { return m_picture || m_hasPixels; }
    int frames() const;
    PixelDevice device() const;
    bool declaresText() const; ///< Burned In Annotation (0028,0301) is YES
    /// What identifies the patient: of the header, of a loose picture's metadata, and of the name.
    std::vector<Identifier> identifiers(const std::filesystem::path& sourceName) const;
    /// Stored pixels of a frame (upright for loose pictures), in colour or grey.
    Result<core::Image> pixels(int frame) const;
    /// The frame through each of the file's own views and over the full range of its values, and
    /// its spare bits if any is set. see() may fail; its error ends the walk.
    Result<void> eachView(int frame, const core::Image& pixels,
                          const std::function<Result<void>(const ShownPart&)>& see) const;
    /// Overlay planes and the icon.
    Result<void> eachAside(const std::function<Result<void>(const ShownPart&)>& see) const;
    /// The frame as a viewer shows it first.
    Result<core::Image> shown(int frame) const;

private:
    Result<std::optional<core::Image>> spareBits(int frame) const;

    std::optional<imaging::Picture> m_picture;
    std::optional<dicom::Instance> m_instance;  ///< of a large file the header alone
    std::optional<dicom::FrameReader> m_frames; ///< of a large file
    bool m_hasPixels = false;
    std::vector<std::string> m_metadata; ///< text of a loose picture that is no picture
};

} // namespace cw::anonymizer
