// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/PictureViews.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/Descriptors.h"
#include "anonymizer/detail/PhotoDeidentifier.h"
#include "anonymizer/detail/PictureText.h"
#include "core/Files.h"
#include "core/Presentation.h"
#include "dicom/FileKind.h"
#include "dicom/PixelLayers.h"
#include "dicom/Pixels.h"
#include "imaging/TextBoxes.h"
#include <algorithm>
#include <set>

namespace cw::anonymizer {
namespace {

constexpr std::size_t kLongestDeviceWord = 64;

bool hasDigit(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// A maker's or a model's name, unless it says something of the patient.
std::string deviceWord(const std::string& text, const Scrubber& scrubber) {
    const bool plain = std::ranges::all_of(text, [](char c) { return c >= ' ' && c != 0x7F; });
    return plain && text.size() <= kLongestDeviceWord && scrubber.scrubbed(text) == text
               ? text
               : std::string();
}

void addFileName(const std::filesystem::path& name, std::vector<Identifier>& identifiers) {
    for (auto part = name.begin(); part != name.end(); ++part) {
        const bool last = std::next(part) == name.end();
        for (const auto word : wordsOf(last ? part->stem().string() : part->string())) {
            if (isDictionaryWord(word) || isCommonWord(word))
                continue;
            identifiers.push_back({hasDigit(word) ? IdentifierForm::Number : IdentifierForm::Name,
                                   "file name", std::string(word)});
        }
    }
}

using See = std::function<Result<void>(const ShownPart&)>;

Result<void> seeGrey(const imaging::Reduced& reduced, const core::Image& pixels,
                     const core::Presentation& presentation, const core::ViewGrey& grey, int frame,
                     const See& see) {
    CW_TRY(auto shown, core::shown(reduced.image, presentation, grey));
    return see({std::move(shown), reduced.factor,
                [&] { return core::shown(pixels, presentation, grey); }, frame});
}

/// A picture of its own beside the frames.
Result<void> seeWhole(const core::Image& picture, int frame, TextLayer layer, int left, int top,
                      const See& see) {
    CW_TRY(auto reduced, imaging::reducedForText(picture));
    return see({std::move(reduced.image), reduced.factor,
                [&] { return Result<core::Image>(picture); }, frame, layer, left, top});
}

} // namespace

Result<PictureViews> PictureViews::of(std::span<const std::byte> file) {
    PictureViews views;
    const auto first = file.first(std::min(file.size(), dicom::kBytesToTellKind));
    switch (dicom::fileKindOf(first, imaging::sniffPicture(first).has_value())) {
    case dicom::FileKind::Picture: {
        CW_TRY(views.m_picture, imaging::decodePicture(file));
        views.m_metadata = metadataTextOf(file);
        return views;
    }
    case dicom::FileKind::Dicom: {
        CW_TRY(views.m_instance, dicom::readInstance(file));
        views.m_hasPixels =
            views.m_instance->has({0x7FE0, 0x0010}) || views.m_instance->has({0x7FE0, 0x0008});
        return views;
    }
    case dicom::FileKind::Neither:
        break;
    }
    return fail(ErrorCode::Unsupported, "neither a DICOM file nor a picture");
}

Result<PictureViews> PictureViews::of(const std::filesystem::path& file) {
    std::error_code error;
    if (std::filesystem::file_size(file, error) > kLarge && !error) {
        if (auto frames = dicom::FrameReader::open(file)) {
            PictureViews views;
            views.m_instance = frames->header().clone();
            views.m_frames = std::move(*frames);
            views.m_hasPixels = true;
            return views;
        }
    }
    CW_TRY(const auto bytes, core::readFile(file));
    return of(bytes);
}

int PictureViews::frames() const { return m_instance ? std::max(1, m_instance->frameCount()) : 1; }

bool PictureViews::declaresText() const {
    return m_instance && m_instance->text({0x0028, 0x0301}).value_or("").starts_with("YES");
}

PixelDevice PictureViews::device() const {
    PixelDevice device;
    if (m_picture) {
        device.rows = m_picture->image.height();
        device.columns = m_picture->image.width();
        return device;
    }
    if (!m_instance)
        return device;
    const auto attributes = dicom::attributesOf(*m_instance);
    const Scrubber scrubber(identifiersOf(*m_instance), Scrubber::ImagingWords::Spare);
    device.manufacturer = deviceWord(attributes.manufacturer, scrubber);
    device.model = deviceWord(attributes.model, scrubber);
    device.rows = attributes.height;
    device.columns = attributes.width;
    device.laterality = core::name(attributes.laterality);
    device.view = core::name(attributes.view);
    return device;
}

std::vector<Identifier> PictureViews::identifiers(const std::filesystem::path& sourceName) const {
    std::vector<Identifier> found;
    if (m_instance) {
        const auto kept = keptTextOf(*m_instance);
        const std::set<std::string> harmless(kept.begin(), kept.end());
        for (Identifier& each : identifiersOf(*m_instance))
            if (each.form != IdentifierForm::Phrase || !harmless.contains(lowered(each.text)))
                found.push_back(std::move(each));
    }
    for (const std::string& text : m_metadata) {
        found.push_back({IdentifierForm::Phrase, "EXIF text", text});
        for (Identifier& inside : identifiersInText(text, "EXIF text"))
            found.push_back(std::move(inside));
    }
    addFileName(sourceName, found);
    return found;
}

Result<core::Image> PictureViews::pixels(int frame) const {
    if (m_picture)
        return m_picture->image;
    if (!m_instance)
        return fail(ErrorCode::Unsupported, "the file has no pixels");
    if (!m_frames)
        return dicom::decodeFrame(*m_instance, frame);
    CW_TRY(const auto single, m_frames->frame(frame));
    return dicom::decodeFrame(single, 0);
}

Result<void> PictureViews::eachView(int frame, const core::Image& pixels, const See& see) const {
    if (core::bytesPerSample(pixels.sampleType()) > 2) {
        const auto presentation = dicom::presentationOf(*m_instance, frame);
        CW_TRY(const auto picture, core::shown(pixels, presentation, {}));
        return seeWhole(picture, frame, TextLayer::Pixels, 0, 0, see);
    }
    CW_TRY(const auto reduced, imaging::reducedForText(pixels));
    if (m_picture)
        return seeGrey(reduced, pixels, {}, {}, frame, see);
    const auto presentation = dicom::presentationOf(*m_instance, frame);
    core::ViewGrey grey;
    CW_CHECK(seeGrey(reduced, pixels, presentation, grey, frame, see));
    if (!presentation.windows.empty() || !presentation.voiLuts.empty()) {
        // Writing brighter than the file's window is white on white there.
        grey.window = core::fullRangeWindow(reduced.image, presentation);
        CW_CHECK(seeGrey(reduced, pixels, presentation, grey, frame, see));
    }
    CW_TRY(const auto spare, spareBits(frame));
    return spare ? seeWhole(*spare, frame, TextLayer::SpareBits, 0, 0, see) : Result<void>();
}

Result<std::optional<core::Image>> PictureViews::spareBits(int frame) const {
    if (!m_frames)
        return dicom::spareBitsOf(*m_instance, frame);
    CW_TRY(const auto single, m_frames->frame(frame));
    return dicom::spareBitsOf(single, 0);
}

Result<void> PictureViews::eachAside(const See& see) const {
    if (!m_instance)
        return {};
    for (const auto& plane : dicom::overlaysOf(*m_instance))
        CW_CHECK(seeWhole(plane.bits, -1, TextLayer::Overlay, plane.column, plane.row, see));
    if (const auto icon = dicom::iconOf(*m_instance))
        CW_CHECK(seeWhole(*icon, -1, TextLayer::Icon, 0, 0, see));
    return {};
}

Result<core::Image> PictureViews::shown(int frame) const {
    CW_TRY(const auto stored, pixels(std::max(0, frame)));
    const auto presentation =
        m_instance ? dicom::presentationOf(*m_instance, std::max(0, frame)) : core::Presentation();
    return core::shown(stored, presentation, {});
}

} // namespace cw::anonymizer
