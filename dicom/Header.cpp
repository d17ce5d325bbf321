// SPDX-License-Identifier: Apache-2.0
#include "dicom/Header.h"

#include "dicom/detail/Element.h"
#include "dicom/detail/HeaderItem.h"
#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/ValueText.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace cw::dicom {
namespace {

constexpr std::uint16_t kDelimiterGroup = 0xFFFE;
constexpr Tag kItem{kDelimiterGroup, 0xE000}, kItemEnd{kDelimiterGroup, 0xE00D},
    kSequenceEnd{kDelimiterGroup, 0xE0DD};
constexpr std::size_t kDelimiterBytes = 8;

template <class Number>
Number load(const std::vector<std::byte>& bytes, std::size_t at) {
    Number number{};
    std::memcpy(&number, bytes.data() + at, sizeof number);
    return number;
}

tl::unexpected<Error> notCanonical() {
    return fail(ErrorCode::Internal, "a header that the scan made is not well-formed");
}

/// One pass over the bytes; the stack of open sequences and items is a vector of node numbers.
class Indexer {
public:
    Indexer(const std::vector<std::byte>& bytes, std::vector<Header::Node>& nodes)
        : m_bytes(bytes), m_nodes(nodes) {}

    Result<void> run() {
        if (m_bytes.size() > std::numeric_limits<std::uint32_t>::max())
            return fail(ErrorCode::TooLarge, "the header is larger than the limit");
        while (m_at < m_bytes.size()) {
            if (m_bytes.size() - m_at < kDelimiterBytes || !step())
                return notCanonical();
        }
        return m_open.empty() ? Result<void>() : notCanonical();
    }

private:
    bool step() {
        const Tag tag{load<std::uint16_t>(m_bytes, m_at), load<std::uint16_t>(m_bytes, m_at + 2)};
        if (tag.group == kDelimiterGroup)
            return delimiter(tag);
        if (!m_open.empty() && m_nodes[m_open.back()].isSequence())
            return false; // an element among items
        return element(tag);
    }

    bool delimiter(Tag tag) {
        const bool inSequence = !m_open.empty() && m_nodes[m_open.back()].isSequence();
        if (tag == kItem) {
            if (!inSequence)
                return false;
            push({.tag = tag, .at = here(), .valueAt = here() + 8});
            m_open.push_back(static_cast<std::uint32_t>(m_nodes.size() - 1));
        } else {
            if (m_open.empty() || (tag == kSequenceEnd) != inSequence ||
                (tag != kSequenceEnd && tag != kItemEnd))
                return false;
            auto& node = m_nodes[m_open.back()];
            node.length = here() - node.valueAt;
            node.end = static_cast<std::uint32_t>(m_nodes.size());
            m_open.pop_back();
        }
        m_at += kDelimiterBytes;
        return true;
    }

    bool element(Tag tag) {
        const auto& vr = vrTraits(m_bytes[m_at + 4], m_bytes[m_at + 5]);
        if (vr.vr == EVR_UNKNOWN || (vr.longForm && m_bytes.size() - m_at < 12))
            return false;
        Header::Node node{.tag = tag, .at = here()};
        std::memcpy(node.vr.data(), m_bytes.data() + m_at + 4, 2);
        node.valueAt = here() + (vr.longForm ? 12 : 8);
        m_at = node.valueAt;
        if (node.isSequence()) {
            push(node);
            m_open.push_back(static_cast<std::uint32_t>(m_nodes.size() - 1));
            return true;
        }
        node.length = vr.longForm ? load<std::uint32_t>(m_bytes, node.at + 8)
                                  : load<std::uint16_t>(m_bytes, node.at + 6);
        if (node.length > m_bytes.size() - m_at)
            return false;
        m_at += node.length;
        node.end = static_cast<std::uint32_t>(m_nodes.size() + 1);
        push(node);
        return true;
    }

    void push(const Header::Node& node) { m_nodes.push_back(node); }
    std::uint32_t here() const { return static_cast<std::uint32_t>(m_at); }

    const std::vector<std::byte>& m_bytes;
    std::vector<Header::Node>& m_nodes;
    std::vector<std::uint32_t> m_open;
    std::size_t m_at = 0;
};

} // namespace

Result<NewElement> textElement(Tag tag, std::string_view vr, std::string_view value) {
    const auto evr = vrNamed(vr);
    if (evr == EVR_UNKNOWN || evr == EVR_SQ || tag.group <= 0x0002 || tag == kPixelData)
        return fail(ErrorCode::InvalidArgument, text(tag) + " is not set as an element");
    const auto& traits = vrTraits(static_cast<std::byte>(vr[0]), static_cast<std::byte>(vr[1]));
    const auto bytes = valueFromText(traits, value);
    if (!bytes)
        return fail(ErrorCode::InvalidArgument, "the text is not a value for " + text(tag));
    NewElement element{tag, {}};
    appendExplicitElement(element.bytes, tag, evr, *bytes);
    return element;
}

NewElement codeElement(Tag sequence, std::span<const Code> codes) {
    NewElement element{sequence, {}};
    auto& out = element.bytes;
    const auto delimiter = [&out](Tag tag, std::uint32_t length) {
        appendLittle(out, tag.group, 2);
        appendLittle(out, tag.element, 2);
        appendLittle(out, length, 4);
    };
    appendExplicitHeader(out, sequence, EVR_SQ, 0xFFFFFFFFU);
    for (const auto& code : codes) {
        delimiter(kItem, 0xFFFFFFFFU);
        appendExplicitElement(out, {0x0008, 0x0100}, EVR_SH, bytesOf(code.value));
        appendExplicitElement(out, {0x0008, 0x0102}, EVR_SH, bytesOf(code.scheme));
        appendExplicitElement(out, {0x0008, 0x0104}, EVR_LO, bytesOf(code.meaning));
        delimiter(kItemEnd, 0);
    }
    delimiter(kSequenceEnd, 0);
    return element;
}

Result<Header> Header::of(std::vector<std::byte> canonical) {
    prepareDcmtk();
    Header header;
    header.m_bytes = std::move(canonical);
    header.m_nodes.reserve(header.m_bytes.size() / 32 + 8);
    CW_CHECK(Indexer(header.m_bytes, header.m_nodes).run());
    return header;
}

const Header::Node* Header::find(Tag tag) const { return elementIn(topLevel(*this), tag); }

std::optional<std::string> Header::text(Tag tag) const {
    const auto* node = find(tag);
    if (node == nullptr)
        return std::nullopt;
    if (node->isSequence())
        return std::string();
    std::string scratch;
    return std::string(valueText(traitsOf(*node), valueOf(*node), scratch));
}

std::optional<long long> Header::integer(Tag tag) const { return integerIn(topLevel(*this), tag); }

std::span<const std::byte> Header::bytes(Tag tag) const {
    const auto* node = find(tag);
    return node == nullptr || node->isSequence() ? std::span<const std::byte>() : valueOf(*node);
}

std::span<const std::byte> Header::encodingOf(const Node& node) const {
    const auto delimiter = node.isSequence() || node.isItem() ? kDelimiterBytes : 0;
    return std::span(m_bytes).subspan(node.at, node.valueAt - node.at + node.length + delimiter);
}

Header Header::with(std::vector<NewElement> elements) const {
    std::ranges::stable_sort(elements, {}, &NewElement::tag);
    Bytes out;
    out.reserve(m_bytes.size() + 1024);
    auto fresh = elements.begin();
    const auto freshBefore = [&](Tag tag) { // and instead of this very tag
        bool replaced = false;
        for (; fresh != elements.end() && fresh->tag <= tag; ++fresh) {
            const auto next = fresh + 1;
            if (next == elements.end() || next->tag != fresh->tag)
                append(out, fresh->bytes);
            replaced = fresh->tag == tag;
        }
        return replaced;
    };
    const auto count = static_cast<std::uint32_t>(m_nodes.size());
    for (std::uint32_t i = 0; i < count; i = m_nodes[i].end)
        if (!freshBefore(m_nodes[i].tag))
            append(out, encodingOf(m_nodes[i]));
    freshBefore({0xFFFF, 0xFFFF});
    return of(std::move(out)).value();
}

Header Header::without(std::span<const Tag> tags) const {
    Bytes out;
    out.reserve(m_bytes.size());
    const auto count = static_cast<std::uint32_t>(m_nodes.size());
    for (std::uint32_t i = 0; i < count; i = m_nodes[i].end)
        if (std::ranges::find(tags, m_nodes[i].tag) == tags.end())
            append(out, encodingOf(m_nodes[i]));
    return of(std::move(out)).value();
}

} // namespace cw::dicom
