// SPDX-License-Identifier: Apache-2.0
#include "dicom/FrameReader.h"
#include "dicom/StreamedFile.h"
#include "dicom/detail/Codec.h"
#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/ItemValues.h"

#include <algorithm>

namespace cw::dicom {
namespace {

constexpr Tag kFrames{0x0028, 0x0008};
constexpr std::uint64_t kMostFragments = 1'000'000, kLongestTable = 64ULL << 20,
                        kLongestFrame = 1ULL << 30;

struct Item {
    std::uint64_t at = 0, length = 0; ///< of the value
};

Result<Bytes> bytesAt(const ByteSource& source, std::uint64_t at, std::uint64_t length) {
    if (length > kLongestFrame || at > source.size() || length > source.size() - at)
        return fail(ErrorCode::Malformed, "pixel data are shorter than the frames they claim");
    Bytes bytes(static_cast<std::size_t>(length));
    CW_TRY(const auto got, source.read(at, bytes));
    if (got != bytes.size())
        return fail(ErrorCode::Malformed, "pixel data are shorter than the frames they claim");
    return bytes;
}

/// The items of encapsulated pixel data (PS3.5 A.4), heads only.
Result<std::vector<Item>> itemsAt(const ByteSource& source, std::uint64_t at) {
    std::vector<Item> items;
    while (items.size() < kMostFragments && at + 8 <= source.size()) {
        CW_TRY(const auto head, bytesAt(source, at, 8));
        const auto little = [&](std::size_t i) {
            std::uint32_t value = 0;
            for (std::size_t k = 4; k-- > 0;)
                value = value << 8 | std::to_integer<std::uint32_t>(head[i + k]);
            return value;
        };
        constexpr std::uint32_t kItem = 0xE000FFFE;
        if (little(0) != kItem)
            break;
        const Item item{at + 8, std::min<std::uint64_t>(little(4), source.size() - at - 8)};
        items.push_back(item);
        at = item.at + item.length;
    }
    if (items.size() < 2)
        return fail(ErrorCode::Malformed, "the frame has no fragment in the pixel data");
    return items;
}

} // namespace

struct FrameReader::State {
    explicit State(StreamedFile streamed) : file(std::move(streamed)) {}
    StreamedFile file;
    Instance header;
    FrameLayout layout;
    std::vector<Item> fragments; ///< encapsulated: without the offset table
    Bytes offsetTable;
    std::string extendedOffsets;

    Result<std::shared_ptr<const PixelStore>> native(int number) const;
    Result<std::shared_ptr<const PixelStore>> coded(int number) const;
    Result<FragmentRange> rangeOf(int number) const;
};

Result<std::shared_ptr<const PixelStore>> FrameReader::State::native(int number) const {
    const bool halved =
        layout.chromaHalved() && layout.pixelCount() % 2 == 0 && layout.columns % 2 == 0;
    const std::uint64_t size =
        std::uint64_t{halved ? layout.pixelCount() * 2 : layout.sampleCount()} * layout.cellBytes();
    CW_TRY(auto bytes,
           bytesAt(file.dataSource(),
                   file.pixels()->valueAt + size * static_cast<std::uint64_t>(number), size));
    auto store = std::make_shared<PixelStore>();
    auto owner = std::make_shared<const Bytes>(std::move(bytes));
    store->words = file.pixels()->words;
    store->native = *owner;
    store->owner = std::move(owner);
    return store;
}

Result<FragmentRange> FrameReader::State::rangeOf(int number) const {
    const auto frames = static_cast<std::size_t>(header.frameCount()),
               wanted = static_cast<std::size_t>(number);
    if (frames == 1)
        return FragmentRange{0, fragments.size()};
    if (fragments.size() == frames)
        return FragmentRange{wanted, wanted + 1};
    // PS3.5 A.4: where each frame's first item begins, counted from the first of all.
    const std::size_t width = extendedOffsets.empty() ? 4 : 8;
    const ByteView table =
        extendedOffsets.empty() ? ByteView(offsetTable) : std::as_bytes(std::span(extendedOffsets));
    if (table.size() / width < frames)
        return fail(ErrorCode::Unsupported, "frames in several fragments without a table");
    const auto startOf = [&](std::size_t frame) {
        std::uint64_t value = 0;
        for (std::size_t k = width; k-- > 0;)
            value = value << 8 | std::to_integer<std::uint64_t>(table[frame * width + k]);
        return value;
    };
    const auto from = startOf(wanted);
    const auto to = wanted + 1 < frames ? startOf(wanted + 1) : ~std::uint64_t{0};
    FragmentRange range{fragments.size(), 0};
    bool begins = false;
    for (std::size_t i = 0; i < fragments.size(); ++i) {
        const auto offset = fragments[i].at - fragments[0].at;
        if (offset < from || offset >= to)
            continue;
        begins = begins || offset == from;
        range.first = std::min(range.first, i);
        range.last = i + 1;
    }
    if (!begins || range.first >= range.last)
        return fail(ErrorCode::Malformed, "the frame has no fragment in the pixel data");
    return range;
}

Result<std::shared_ptr<const PixelStore>> FrameReader::State::coded(int number) const {
    CW_TRY(const auto range, rangeOf(number));
    auto store = std::make_shared<PixelStore>();
    store->encapsulated = true;
    store->words = false;
    for (auto i = range.first; i < range.last; ++i) {
        CW_TRY(auto bytes, bytesAt(file.dataSource(), fragments[i].at, fragments[i].length));
        store->ownFragments.push_back(std::move(bytes));
    }
    for (const Bytes& each : store->ownFragments)
        store->fragments.push_back(each);
    return store;
}

FrameReader::FrameReader(std::unique_ptr<State> state) : m_state(std::move(state)) {}
FrameReader::FrameReader(FrameReader&&) noexcept = default;
FrameReader& FrameReader::operator=(FrameReader&&) noexcept = default;
FrameReader::~FrameReader() = default;

Result<FrameReader> FrameReader::open(const std::filesystem::path& file) {
    CW_TRY(auto source, ByteSource::open(file));
    StreamedFile::Limits limits;
    limits.inflatedBytes = 1; // deflated files are the caller's
    CW_TRY(auto streamed, StreamedFile::open(std::move(source), limits));
    const bool plain = streamed.pixels() && streamed.pixels()->tag == kPixelData &&
                       !streamed.bigEndian() && streamed.dataSource().descriptor() >= 0;
    if (!plain)
        return fail(ErrorCode::Unsupported, "a file that is read as a whole");
    auto state = std::make_unique<State>(std::move(streamed));
    ReadLimits headerOnly;
    headerOnly.fileBytes = ~std::uintmax_t{0};
    headerOnly.headerOnly = true;
    CW_TRY(state->header, readInstance(file, headerOnly));
    CW_TRY(state->layout, layoutOf(state->header));
    if (state->layout.bitsAllocated == 1)
        return fail(ErrorCode::Unsupported, "a file that is read as a whole");
    if (state->file.pixels()->encapsulated) {
        CW_TRY(auto items, itemsAt(state->file.dataSource(), state->file.pixels()->valueAt));
        if (items[0].length > kLongestTable)
            return fail(ErrorCode::Malformed, "the offset table is longer than any");
        CW_TRY(state->offsetTable, bytesAt(state->file.dataSource(), items[0].at, items[0].length));
        state->fragments.assign(items.begin() + 1, items.end());
        state->extendedOffsets = bytesIn(state->header.impl().dataset(), {0x7FE0, 0x0001});
    }
    return FrameReader(std::move(state));
}

const Instance& FrameReader::header() const { return m_state->header; }

Result<Instance> FrameReader::frame(int number) const {
    const State& state = *m_state;
    if (number < 0 || number >= state.header.frameCount())
        return fail(ErrorCode::InvalidArgument, "the image has no such frame");
    auto single = state.header.clone();
    CW_TRY(single.impl().pixels,
           state.file.pixels()->encapsulated ? state.coded(number) : state.native(number));
    single.remove({0x7FE0, 0x0001});
    single.remove({0x7FE0, 0x0002});
    if (state.header.has(kFrames))
        CW_CHECK(single.setText(kFrames, "1"));
    return single;
}

} // namespace cw::dicom
