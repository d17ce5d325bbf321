// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Pseudonyms.h"
#include "core/Geometry.h"
#include "core/Image.h"
#include "core/ImageAttributes.h"
#include "core/Polygon.h"
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cw::anonymizer {

struct Identifier; // anonymizer/detail/Identifiers.h

/// Which part of a file carries the writing.
enum class TextLayer {
    Pixels,
    SpareBits, ///< bits of the pixel words outside Bits Stored: overlays of old devices
    Overlay,   ///< (60xx,3000): goes with its group, whatever is decided
    Icon       ///< (0088,0200): goes too
};
std::string_view name(TextLayer layer); ///< "pixels", "spare bits", "overlay", "icon"

/// Writing in a picture: where it stands and of which kind it is, never what it says.
struct TextBox {
    core::RectPx box; ///< whole pixels of the stored image; of the upright one for loose pictures
    int frame = 0;    ///< from 0; -1 is every frame
    TextLayer layer = TextLayer::Pixels;
    std::string match = {};   ///< keyword of the identifier it says ("PatientName"), or kWriting,
                              ///< kUnread, kDeclared
    int confidence = 0;       ///< Tesseract's, 0 to 100
    std::string content = {}; ///< keyed token of the pixels inside: a verdict holds for these alone
    bool identifies() const;
    bool operator==(const TextBox&) const = default;
};
/// Letters that say none of the file's identifiers and are no marker.
inline constexpr std::string_view kWriting = "writing";
/// Looks like lines of writing, but no reader makes letters of it.
inline constexpr std::string_view kUnread = "unread writing";
/// The file says Burned In Annotation YES and nothing was found: the box is the whole image.
inline constexpr std::string_view kDeclared = "declared by the file";

/// What burns the same writing into the same place: the key of a template. No patient data: words
/// that say one of the patient's identifiers are left out.
struct PixelDevice {
    std::string manufacturer, model; ///< empty for loose pictures
    int rows = 0, columns = 0;
    std::string laterality, view; ///< "R", "L", ""; "CC", "MLO", ""
    bool known() const { return !manufacturer.empty() || !model.empty(); }
    std::string text() const; ///< one line for people
    bool operator==(const PixelDevice&) const = default;
};

struct PixelFindings {
    std::vector<TextBox> boxes; ///< to be decided on, frame by frame, top to bottom
    int markers = 0;            ///< view and side markers and words of technique: let pass
    int frames = 1, framesRead = 0;
    PixelDevice device;
    std::vector<std::string> notes; ///< what could not be looked at, in words without values
};

/// Finds writing in pixels, overlays and icons (PS3.15 E.3.1): cheap geometric candidates, then
/// Tesseract (English, Korean) inside them, then a match with the file's own identifiers. Of many
/// frames the first, the middle, the last and those are read whose border differs from the first's.
/// One a thread: its models load with the first candidate.
class TextDetector {
public:
    /// The key is for TextBox::content only.
    explicit TextDetector(Pseudonyms pseudonyms);
    ~TextDetector();
    TextDetector(TextDetector&&) noexcept;
    TextDetector& operator=(TextDetector&&) noexcept;

    /// Without Tesseract's English data nothing can be read: find() is Unsupported then.
    bool ready();
    /// sourceName may hold a name or a number as well. A DICOM object without pixels has no
    /// findings. Errors: those of decoding.
    Result<PixelFindings> find(std::span<const std::byte> file,
                               const std::filesystem::path& sourceName);
    /// The same in memory of a few frames, whatever the file's size.
    Result<PixelFindings> find(const std::filesystem::path& file,
                               const std::filesystem::path& sourceName);
    /// What stands in the box, read afresh, UTF-8. PATIENT DATA: for the eyes of whoever decides;
    /// never to a file, a log or a report.
    Result<std::string> textIn(std::span<const std::byte> file, const TextBox& box);

private:
    struct Reader;
    std::unique_ptr<Reader> m_reader;
};

/// The box and some pixels around it as the viewer shows them: 8-bit grey or Rgb.
Result<core::Image> cropOf(std::span<const std::byte> file, const TextBox& box, int margin = 40);

/// A file whose boxes are hidden.
struct HiddenText {
    std::vector<std::byte> bytes;
    bool recoded = false;           ///< a lossy original now stands in a lossless syntax or format
    std::vector<std::string> notes; ///< what was done besides, in words: icon removed ...
};

/// Makes every sample inside the boxes black: stored values change, on the frame or on all, in the
/// pixels and in overlays that lie there; an icon goes. All samples outside decode to what they
/// were. Lossless originals keep their transfer syntax and frames without a box their very
/// fragments; lossy ones are written losslessly (loose JPEG: whole blocks are blanked, nothing is
/// encoded again). The header is as it was: what follows is deidentify(). Boxes are widened to
/// whole pixels, and to pairs where chroma is halved. Errors: InvalidArgument (box outside),
/// Unsupported, Malformed, TooLarge.
Result<HiddenText> hideBoxes(std::span<const std::byte> file, std::span<const TextBox> boxes);

/// Numbers of the outlines that a box touches (PS3.15 E.3.1 must not eat a lesion unseen).
std::vector<std::size_t> outlinesTouched(const std::vector<core::Polygon>& outlines,
                                         const core::RectPx& box);

} // namespace cw::anonymizer
