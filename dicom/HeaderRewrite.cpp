// SPDX-License-Identifier: Apache-2.0
#include "dicom/Header.h"

#include "dicom/detail/Element.h"
#include "dicom/detail/HeaderItem.h"
#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/ValueText.h"

#include <algorithm>

namespace cw::dicom {
namespace {

using Decide = std::function<Change(const ElementView&)>;
using Node = Header::Node;

/// What is being visited: an item (or the top level) with its elements, or a sequence with its
/// items.
struct Level {
    bool sequence = false;
    std::uint32_t next = 0, end = 0;
    std::vector<std::uint32_t> order = {}; ///< of an item whose elements are out of order
    std::size_t nextInOrder = 0;
    std::size_t items = 0; ///< of a sequence, so far
    std::string_view characterSet = {};
    std::vector<std::pair<std::uint32_t, std::string_view>> creators = {};
};

/// Depth first over the flat list, with its own stack: no file can overflow the program's.
class HeaderWalk {
public:
    /// out: nullptr to look only.
    HeaderWalk(const Header& header, const Decide& decide, Bytes* out)
        : m_header(header), m_nodes(header.nodes()), m_decide(decide), m_out(out) {}

    void run() {
        enter(0, static_cast<std::uint32_t>(m_nodes.size()), {});
        while (!m_levels.empty())
            step();
    }

private:
    void enter(std::uint32_t first, std::uint32_t end, std::string_view inherited);
    void step();
    void item(Level& sequence);
    void element(Level& level, const Node& node);
    void leave();
    ElementView view(const Level& level, const Node& node);
    std::string_view textOf(const Node& node) const {
        std::string none;
        return traitsOf(node).text ? valueText(traitsOf(node), m_header.valueOf(node), none)
                                   : std::string_view();
    }
    std::uint32_t indexOf(const Node& node) const {
        return static_cast<std::uint32_t>(&node - m_nodes.data());
    }
    void emit(ByteView bytes) {
        if (m_out != nullptr)
            append(*m_out, bytes);
    }
    void emitReplaced(const Node& node, const std::string& text);
    void emitDelimiter(std::uint16_t element, std::uint32_t length);

    const Header& m_header;
    const std::vector<Node>& m_nodes;
    const Decide& m_decide;
    Bytes* m_out;
    std::vector<Level> m_levels;
    TagPath m_path;
    std::string m_scratch;
};

void HeaderWalk::enter(std::uint32_t first, std::uint32_t end, std::string_view inherited) {
    Level level{.sequence = false, .next = first, .end = end, .characterSet = inherited};
    bool sorted = true;
    Tag last;
    for (auto i = first; i < end; i = m_nodes[i].end) {
        const auto& node = m_nodes[i];
        sorted = sorted && last <= node.tag;
        last = node.tag;
        if (node.tag == Tag{0x0008, 0x0005}) // an item may have its own
            level.characterSet = textOf(node);
        else if (node.tag.isPrivate() && node.tag.element >= 0x10 && node.tag.element <= 0xFF)
            level.creators.emplace_back(std::uint32_t{node.tag.group} << 16 | node.tag.element,
                                        textOf(node));
    }
    if (!sorted) {
        for (auto i = first; i < end; i = m_nodes[i].end)
            level.order.push_back(i);
        std::ranges::stable_sort(level.order, {},
                                 [this](std::uint32_t i) { return m_nodes[i].tag; });
    }
    m_levels.push_back(std::move(level));
}

void HeaderWalk::step() {
    auto& level = m_levels.back();
    if (!level.order.empty()) {
        if (level.nextInOrder == level.order.size())
            return leave();
        return element(level, m_nodes[level.order[level.nextInOrder++]]);
    }
    if (level.next == level.end)
        return leave();
    if (level.sequence)
        return item(level);
    const auto& node = m_nodes[level.next];
    level.next = node.end;
    element(level, node);
}

void HeaderWalk::item(Level& sequence) {
    const auto index = sequence.next;
    const auto end = m_nodes[index].end;
    sequence.next = end;
    m_path.back().item = sequence.items++;
    emitDelimiter(0xE000, 0xFFFFFFFFU);
    enter(index + 1, end, std::string_view(sequence.characterSet));
}

void HeaderWalk::leave() {
    const bool sequence = m_levels.back().sequence;
    m_levels.pop_back();
    if (m_levels.empty())
        return;
    emitDelimiter(sequence ? 0xE0DD : 0xE00D, 0);
    if (sequence)
        m_path.pop_back();
}

std::string_view creatorOf(const Level& level, Tag tag) {
    if (!tag.isPrivate() || tag.element < 0x1000)
        return {};
    const auto block = std::uint32_t{tag.group} << 16 | tag.element >> 8;
    for (const auto& [known, name] : level.creators)
        if (known == block)
            return name;
    return {};
}

ElementView HeaderWalk::view(const Level& level, const Node& node) {
    const bool leaf = !node.isSequence();
    const auto stored = leaf ? m_header.valueOf(node) : ByteView();
    const auto value = leaf ? valueText(traitsOf(node), stored, m_scratch) : std::string_view();
    return {.path = m_path,
            .tag = node.tag,
            .vr = node.vrName(),
            .length = leaf ? node.length : 0,
            .value = value,
            .privateCreator = creatorOf(level, node.tag),
            .characterSet = level.characterSet,
            .bytes = {reinterpret_cast<const char*>(stored.data()), stored.size()}};
}

void HeaderWalk::element(Level& level, const Node& node) {
    const auto change = m_decide(view(level, node));
    switch (change.kind) {
    case Change::Kind::Remove:
        return;
    case Change::Kind::Empty:
    case Change::Kind::Replace:
        return emitReplaced(node, change.kind == Change::Kind::Replace ? change.text : "");
    case Change::Kind::Keep:
        break;
    }
    if (!node.isSequence())
        return emit(m_header.encodingOf(node));
    emit(std::span(m_header.canonical()).subspan(node.at, node.valueAt - node.at));
    m_path.push_back({node.tag, 0});
    const auto characterSet = level.characterSet;
    m_levels.push_back({.sequence = true,
                        .next = indexOf(node) + 1,
                        .end = node.end,
                        .characterSet = characterSet});
}

void HeaderWalk::emitReplaced(const Node& node, const std::string& text) {
    if (m_out == nullptr)
        return;
    const auto& vr = traitsOf(node);
    if (node.isSequence()) { // only ever emptied
        appendExplicitHeader(*m_out, node.tag, EVR_SQ, 0xFFFFFFFFU);
        return emitDelimiter(0xE0DD, 0);
    }
    // A text that the VR cannot hold must not leave the old value behind.
    const auto bytes = valueFromText(vr, text);
    appendExplicitElement(*m_out, node.tag, vr.vr, bytes ? ByteView(*bytes) : ByteView());
}

void HeaderWalk::emitDelimiter(std::uint16_t element, std::uint32_t length) {
    if (m_out == nullptr)
        return;
    appendLittle(*m_out, 0xFFFE, 2);
    appendLittle(*m_out, element, 2);
    appendLittle(*m_out, length, 4);
}

} // namespace

void Header::visit(const std::function<void(const ElementView&)>& see) const {
    const Decide keep = [&see](const ElementView& element) {
        see(element);
        return Change{};
    };
    HeaderWalk(*this, keep, nullptr).run();
}

Header Header::rewritten(const std::function<Change(const ElementView&)>& decide) const {
    Bytes out;
    out.reserve(m_bytes.size() + 1024);
    HeaderWalk(*this, decide, &out).run();
    return of(std::move(out)).value();
}

} // namespace cw::dicom
