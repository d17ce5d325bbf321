// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/DataSetScan.h"

#include "dicom/detail/Element.h"
#include "dicom/detail/InstanceImpl.h"

#include <algorithm>
#include <utility>

namespace cw::dicom {
namespace {

constexpr std::uint32_t kUndefined = 0xFFFFFFFFU;
constexpr std::uint16_t kDelimiterGroup = 0xFFFE;
constexpr Tag kItem{kDelimiterGroup, 0xE000};
constexpr Tag kItemEnd{kDelimiterGroup, 0xE00D};
constexpr Tag kSequenceEnd{kDelimiterGroup, 0xE0DD};
constexpr Tag kFloatPixelData{0x7FE0, 0x0008};
constexpr Tag kDoublePixelData{0x7FE0, 0x0009};
constexpr std::size_t kMaxOutOfOrder = 1000;

std::uint32_t number(ByteView bytes, std::size_t at, std::size_t count, bool bigEndian) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto byte = bytes[bigEndian ? at + i : at + count - 1 - i];
        value = (value << 8) | std::to_integer<std::uint32_t>(byte);
    }
    return value;
}

Tag tagAt(ByteView bytes, std::size_t at, bool bigEndian) {
    return {static_cast<std::uint16_t>(number(bytes, at, 2, bigEndian)),
            static_cast<std::uint16_t>(number(bytes, at + 2, 2, bigEndian))};
}

bool isUpper(std::byte b) { return b >= std::byte{'A'} && b <= std::byte{'Z'}; }

struct ElementHead {
    Tag tag;
    DcmEVR vr = EVR_UN;
    std::uint32_t length = 0;
    std::size_t valueAt = 0;
    Encoding inner; ///< of a sequence's items, and the byte order of the value
};

/// An item (or the data set itself), or a sequence, that is open at the cursor.
struct Level {
    bool sequence = false;
    Encoding encoding;
    std::size_t end = 0;
    bool undefined = false;
    std::optional<std::size_t> dropFrom = {}; ///< a repeated sequence: its output is cut on closing
    std::vector<std::uint32_t> seen = {};
    std::vector<std::pair<std::uint32_t, std::string>> creators = {};
};

class Scanner {
public:
    Scanner(ByteView bytes, Encoding encoding, const ScanLimits& limits, bool probe)
        : m_bytes(bytes), m_limits(limits), m_probe(probe) {
        m_size = limits.pixelsInPlace && !probe
                     ? std::max<std::size_t>(bytes.size(), static_cast<std::size_t>(limits.total))
                     : bytes.size();
        m_levels.push_back({.sequence = probe, .encoding = encoding, .end = m_size});
    }

    Result<ScannedDataSet> run();

private:
    Result<void> step();
    Result<void> stepInSequence(Level& level);
    Result<void> stepInItem(Level& level);
    bool reaches(std::size_t end);
    Result<ElementHead> elementHead(const Level& level);
    DcmEVR implicitVr(const Level& level, Tag tag) const;
    bool followedByTag(const Level& level, const ElementHead& head);
    Result<void> value(const ElementHead& head);
    Result<void> leaf(const ElementHead& head);
    Result<void> undefinedValue(const ElementHead& head);
    Result<void> open(const ElementHead& head, bool undefined);
    void close();
    Result<PixelExtent> fragments(std::size_t at, bool bigEndian);
    Result<void> pixelElement(const ElementHead& head);
    Result<void> pixelPlace(const ElementHead& head);
    Result<std::optional<Encoding>> hiddenSequence(const ElementHead& head) const;
    bool isRepeated(Level& level, Tag tag);
    void emitTag(Tag tag, std::uint32_t length);
    bool restIsZero();

    ByteView m_bytes;
    std::size_t m_size = 0; ///< of the data set, of which m_bytes may be the first part
    const ScanLimits& m_limits;
    bool m_probe; ///< only checks the structure of one sequence's value
    std::size_t m_at = 0;
    std::vector<Level> m_levels; ///< the stack that DCMTK would have had on the call stack
    std::size_t m_elements = 0, m_outOfOrder = 0;
    std::uint32_t m_pixelRepresentation = 0;
    std::size_t m_whole = 0; ///< output up to the last complete top-level element
    bool m_done = false;
    bool m_skip = false; ///< the element at hand repeats an earlier one
    ScannedDataSet m_out;
};

tl::unexpected<Error> tooShort() {
    return fail(ErrorCode::Malformed, "the data set ends inside an element");
}

/// Whether the bytes up to here are at hand; asks for them if not. What a caller does after a "no"
/// does not matter: the scan starts again.
bool Scanner::reaches(std::size_t end) {
    if (end > m_bytes.size())
        m_out.wanted = std::max<std::uint64_t>(m_out.wanted, end);
    return end <= m_bytes.size();
}

/// The answer where bytes are missing that the data set has further on.
tl::unexpected<Error> moreNeeded() {
    return fail(ErrorCode::Internal, "the window on the data set is too small");
}

bool Scanner::restIsZero() {
    return reaches(m_size) &&
           std::all_of(m_bytes.begin() + static_cast<std::ptrdiff_t>(m_at), m_bytes.end(),
                       [](std::byte b) { return b == std::byte{0}; });
}

Result<ScannedDataSet> Scanner::run() {
    while (!m_done) {
        auto stepped = step();
        if (m_out.wanted > 0)
            break;
        if (!stepped) {
            // Pixels and all before them are whole: what follows is no part of the data set.
            if (!m_out.hasPixels || m_probe)
                return tl::unexpected<Error>(std::move(stepped).error());
            m_out.canonical.resize(m_whole);
            break;
        }
    }
    return std::move(m_out);
}

Result<void> Scanner::step() {
    auto& level = m_levels.back();
    if (m_levels.size() == 1) {
        m_whole = m_out.canonical.size();
        if (m_at >= level.end) {
            m_done = true;
            return {};
        }
    } else if (!level.undefined && m_at >= level.end) {
        close();
        return {};
    }
    if (m_at + 8 > level.end) {
        if (m_levels.size() == 1 && restIsZero()) {
            m_done = true;
            return {};
        }
        return tooShort();
    }
    if (!reaches(std::min(m_at + 12, level.end))) // the longest head of an element
        return moreNeeded();
    return level.sequence ? stepInSequence(level) : stepInItem(level);
}

Result<void> Scanner::stepInSequence(Level& level) {
    const bool big = level.encoding.bigEndian;
    const auto tag = tagAt(m_bytes, m_at, big);
    const auto length = number(m_bytes, m_at + 4, 4, big);
    m_at += 8;
    if (tag == kSequenceEnd) {
        if (m_levels.size() == 1)
            m_done = true;
        else
            close();
        return {};
    }
    if (tag != kItem)
        return fail(ErrorCode::Malformed, "a sequence holds something that is not an item");
    if (++m_elements > m_limits.elements)
        return fail(ErrorCode::TooLarge, "the data set has too many elements");
    const bool undefined = length == kUndefined;
    if (!undefined && length > level.end - m_at)
        return fail(ErrorCode::Malformed, "an item is longer than its sequence");
    emitTag(kItem, kUndefined);
    const Level item{.sequence = false,
                     .encoding = level.encoding,
                     .end = undefined ? level.end : m_at + length,
                     .undefined = undefined};
    m_levels.push_back(item);
    return {};
}

Result<void> Scanner::stepInItem(Level& level) {
    const bool root = m_levels.size() == 1;
    const auto tag = tagAt(m_bytes, m_at, level.encoding.bigEndian);
    if (tag.group == kDelimiterGroup) {
        if (tag == kItemEnd && !root && level.undefined) {
            m_at += 8;
            close();
            return {};
        }
        if (tag == kItemEnd && number(m_bytes, m_at + 4, 4, level.encoding.bigEndian) == 0) {
            m_at += 8; // a delimiter too many: some writers close items of defined length as well
            return {};
        }
        return fail(ErrorCode::Malformed, "a delimiter stands where an element should");
    }
    if (root && tag == Tag{}) {
        if (!restIsZero())
            return fail(ErrorCode::Malformed, "the data set starts with an empty tag");
        m_done = true; // zero padding after the data set
        return {};
    }
    if (root && tag.group == 0x7FE0 && m_limits.headerOnly) {
        m_out.stoppedAtPixels = true;
        m_done = true;
        return {};
    }
    if (++m_elements > m_limits.elements)
        return fail(ErrorCode::TooLarge, "the data set has too many elements");
    CW_TRY(const auto head, elementHead(level));
    m_skip = isRepeated(level, tag);
    if (m_outOfOrder > kMaxOutOfOrder)
        return fail(ErrorCode::Malformed, "the elements are not in order");
    return value(head);
}

bool Scanner::isRepeated(Level& level, Tag tag) {
    const auto number = (std::uint32_t{tag.group} << 16) | tag.element;
    if (level.seen.empty() || number > level.seen.back()) {
        level.seen.push_back(number);
        return false;
    }
    ++m_outOfOrder;
    if (std::find(level.seen.begin(), level.seen.end(), number) != level.seen.end())
        return true;
    // Keeps the largest last, so that the common case stays one comparison.
    level.seen.insert(level.seen.end() - 1, number);
    return false;
}

DcmEVR Scanner::implicitVr(const Level& level, Tag tag) const {
    const char* creator = nullptr;
    if (tag.isPrivate() && tag.element >= 0x1000) {
        const auto block = (std::uint32_t{tag.group} << 16) | (tag.element >> 8);
        for (const auto& [known, name] : level.creators)
            if (known == block)
                creator = name.c_str();
        if (creator == nullptr)
            return EVR_UN;
    }
    return dictionaryVr(tag, creator, m_pixelRepresentation == 1);
}

/// Whether the element's length leads to its parent's end or to something like the next tag.
bool Scanner::followedByTag(const Level& level, const ElementHead& head) {
    if (head.length == kUndefined)
        return true;
    if (head.length > level.end - head.valueAt)
        return false;
    const auto next = head.valueAt + head.length;
    return next + 4 > level.end || !reaches(next + 4) ||
           tagAt(m_bytes, next, level.encoding.bigEndian) > head.tag;
}

Result<ElementHead> Scanner::elementHead(const Level& level) {
    const bool big = level.encoding.bigEndian;
    ElementHead head{
        .tag = tagAt(m_bytes, m_at, big), .valueAt = m_at + 8, .inner = level.encoding};
    const auto v0 = m_bytes[m_at + 4], v1 = m_bytes[m_at + 5];
    if (!level.encoding.explicitVr || !isUpper(v0) || !isUpper(v1)) {
        head.vr = implicitVr(level, head.tag);
        head.length = number(m_bytes, m_at + 4, 4, big);
        if (level.encoding.explicitVr && !followedByTag(level, head))
            head.length = number(m_bytes, m_at + 6, 2, big); // a VR that is none, as "xs"
        else // in an explicit data set: copied by its writer from an implicit one
            head.inner.explicitVr = false;
        return head;
    }
    const char name[] = {std::to_integer<char>(v0), std::to_integer<char>(v1)};
    head.vr = vrNamed({name, 2});
    const auto short16 = number(m_bytes, m_at + 6, 2, big);
    const bool known = head.vr != EVR_UNKNOWN;
    // An unknown VR is a newer one than DCMTK's: those all have the long form (PS3.5 6.2).
    if (known ? !DcmVR(head.vr).usesExtendedLengthEncoding() : short16 != 0) {
        head.length = short16;
    } else {
        if (m_at + 12 > level.end)
            return tooShort();
        head.length = number(m_bytes, m_at + 8, 4, big);
        head.valueAt = m_at + 12;
    }
    if (!known)
        head.vr = EVR_UN;
    if (head.vr == EVR_UN) {
        head.inner = {.explicitVr = false, .bigEndian = false}; // PS3.5 6.2.2 note 2
        if (!head.tag.isPrivate())
            head.vr = dictionaryVr(head.tag, nullptr, m_pixelRepresentation == 1);
    }
    return head;
}

Result<void> Scanner::value(const ElementHead& head) {
    const std::size_t end = m_levels.back().end;
    const bool pixels = head.tag == kPixelData;
    const bool top = m_levels.size() == 1 && !m_probe;
    if (top && m_limits.pixelsInPlace &&
        (pixels || head.tag == kFloatPixelData || head.tag == kDoublePixelData))
        return pixelPlace(head);
    if (pixels && top)
        return pixelElement(head);
    if (head.length == kUndefined)
        return undefinedValue(head);
    if (head.length > end - head.valueAt)
        return fail(ErrorCode::Malformed,
                    "element " + text(head.tag) + " is longer than what holds it");
    if (head.vr == EVR_SQ)
        return open(head, false);
    if (!reaches(head.valueAt + head.length))
        return moreNeeded();
    if (head.vr == EVR_UN && !m_probe) {
        CW_TRY(const auto encoding, hiddenSequence(head));
        if (encoding) {
            auto sequence = head;
            sequence.inner = *encoding;
            return open(sequence, false);
        }
    }
    return leaf(head);
}

// Only looks at the structure, never inside a further UN: each byte is probed once a level.
Result<std::optional<Encoding>> Scanner::hiddenSequence(const ElementHead& head) const {
    const auto bytes = m_bytes.subspan(head.valueAt, head.length);
    if (bytes.size() < 8 || tagAt(bytes, 0, false) != kItem)
        return std::optional<Encoding>{};
    for (const bool isExplicit : {false, true}) {
        const Encoding encoding{.explicitVr = isExplicit, .bigEndian = false};
        auto probed = Scanner(bytes, encoding, m_limits, true).run();
        if (probed)
            return std::optional(encoding);
        if (probed.error().code == ErrorCode::TooLarge)
            return tl::unexpected<Error>(std::move(probed).error());
    }
    return std::optional<Encoding>{};
}

Result<void> Scanner::undefinedValue(const ElementHead& head) {
    const bool sequence = head.vr == EVR_SQ || head.vr == EVR_UN;
    if (sequence && head.tag != kPixelData)
        return open(head, true);
    if (!isBulkVr(head.vr))
        return fail(ErrorCode::Malformed, "element " + text(head.tag) + " has no length");
    // Encapsulated pixels of an icon: DCMTK cannot keep them below the top level.
    CW_TRY(const auto skipped, fragments(head.valueAt, m_levels.back().encoding.bigEndian));
    if (skipped.truncated)
        return tooShort();
    return {};
}

Result<void> Scanner::open(const ElementHead& head, bool undefined) {
    const auto depth = m_levels.size() / 2 + 1;
    if (depth > static_cast<std::size_t>(std::max(0, m_limits.nesting)))
        return fail(ErrorCode::TooLarge, "sequences are nested deeper than the limit");
    Level level{.sequence = true, .encoding = head.inner};
    level.undefined = undefined;
    level.end = undefined ? m_levels.back().end : head.valueAt + head.length;
    if (m_skip)
        level.dropFrom = m_out.canonical.size();
    if (!m_probe)
        appendExplicitHeader(m_out.canonical, head.tag, EVR_SQ, kUndefined);
    m_at = head.valueAt;
    m_levels.push_back(std::move(level));
    return {};
}

void Scanner::close() {
    const auto level = std::move(m_levels.back());
    m_levels.pop_back();
    emitTag(level.sequence ? kSequenceEnd : kItemEnd, 0);
    if (level.dropFrom)
        m_out.canonical.resize(*level.dropFrom);
}

Result<void> Scanner::leaf(const ElementHead& head) {
    m_at = head.valueAt + head.length;
    const bool root = m_levels.size() == 1;
    const bool meta = root && (head.tag.group == 0x0002 || head.tag.group == 0x0000);
    if (head.tag.element == 0 || meta || m_skip || m_probe)
        return {};
    const auto value = m_bytes.subspan(head.valueAt, head.length);
    auto vr = head.vr;
    if (value.size() % unitOf(vr) != 0)
        vr = vr == EVR_OW ? EVR_OB : EVR_UN; // half a number: keep the bytes, promise nothing
    if (head.tag == Tag{0x0028, 0x0103} && root && value.size() >= 2)
        m_pixelRepresentation = number(value, 0, 2, head.inner.bigEndian);
    if (head.tag.isPrivate() && head.tag.element >= 0x10 && head.tag.element <= 0xFF) {
        std::string name(reinterpret_cast<const char*>(value.data()), value.size());
        name.erase(name.find_last_not_of(std::string_view(" \0", 2)) + 1);
        m_levels.back().creators.emplace_back(
            (std::uint32_t{head.tag.group} << 16) | head.tag.element, std::move(name));
    }
    auto& out = m_out.canonical;
    appendExplicitElement(out, head.tag, vr, value);
    if (head.inner.bigEndian) {
        const auto padded = value.size() + value.size() % 2;
        swapUnits(std::span(out).last(padded), unitOf(vr));
    }
    return {};
}

Result<PixelExtent> Scanner::fragments(std::size_t at, bool big) {
    PixelExtent extent{.encapsulated = true, .words = false};
    bool first = true;
    for (;;) {
        m_at = std::min(at, m_size);
        extent.truncated = m_size - m_at < 8;
        if (extent.truncated)
            return extent;
        if (!reaches(at + 8))
            return moreNeeded();
        const auto tag = tagAt(m_bytes, at, big);
        const std::size_t length = number(m_bytes, at + 4, 4, big);
        at += 8;
        if (tag == kSequenceEnd) {
            m_at = at;
            return extent;
        }
        if (tag != kItem)
            return fail(ErrorCode::Malformed, "pixel data hold something that is not a fragment");
        const auto there = std::min(length, m_size - at);
        extent.truncated = there < length;
        if (!reaches(at + there))
            return moreNeeded();
        const auto bytes = m_bytes.subspan(at, there);
        if (std::exchange(first, false))
            extent.offsetTable = bytes;
        else if (extent.fragments.size() >= m_limits.fragments)
            return fail(ErrorCode::TooLarge, "pixel data have too many fragments");
        else
            extent.fragments.push_back(bytes);
        at += there;
        if (extent.truncated) {
            m_at = at;
            return extent;
        }
    }
}

Result<void> Scanner::pixelPlace(const ElementHead& head) {
    m_out.place = PixelPlace{.tag = head.tag,
                             .words = head.vr != EVR_OB && head.vr != EVR_UN,
                             .length = head.length,
                             .valueAt = head.valueAt};
    m_done = true;
    return {};
}

Result<void> Scanner::pixelElement(const ElementHead& head) {
    PixelExtent extent;
    if (head.length == kUndefined) {
        CW_TRY(extent, fragments(head.valueAt, m_levels.back().encoding.bigEndian));
    } else {
        const auto there = std::min<std::size_t>(head.length, m_bytes.size() - head.valueAt);
        extent.truncated = there < head.length;
        extent.native = m_bytes.subspan(head.valueAt, there);
        extent.words = head.vr != EVR_OB && head.vr != EVR_UN;
        m_at = head.valueAt + there;
    }
    if (!std::exchange(m_out.hasPixels, true))
        m_out.pixels = std::move(extent);
    return {};
}

void Scanner::emitTag(Tag tag, std::uint32_t length) {
    if (m_probe)
        return;
    appendLittle(m_out.canonical, tag.group, 2);
    appendLittle(m_out.canonical, tag.element, 2);
    appendLittle(m_out.canonical, length, 4);
}

} // namespace

Result<ScannedDataSet> scanDataSet(ByteView bytes, Encoding encoding, const ScanLimits& limits) {
    prepareDcmtk();
    return Scanner(bytes, encoding, limits, false).run();
}

std::optional<Encoding> guessEncoding(ByteView bytes) {
    if (bytes.size() < 8)
        return std::nullopt;
    const auto little = tagAt(bytes, 0, false), big = tagAt(bytes, 0, true);
    const char name[] = {std::to_integer<char>(bytes[4]), std::to_integer<char>(bytes[5])};
    const bool isExplicit = vrNamed({name, 2}) != EVR_UNKNOWN;
    // The first group of a data set is small: the byte order that makes it small is the right one.
    const bool isBig = big.group < little.group;
    const auto group = std::min(big.group, little.group);
    if (group == 0 || group > 0x0100)
        return std::nullopt;
    if (isExplicit)
        return Encoding{.explicitVr = true, .bigEndian = isBig};
    const auto length = number(bytes, 4, 4, false);
    if (isBig || (length != kUndefined && length > bytes.size() - 8))
        return std::nullopt;
    return Encoding{.explicitVr = false, .bigEndian = false};
}

} // namespace cw::dicom
