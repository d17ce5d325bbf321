// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/Element.h"
#include "dicom/detail/InstanceImpl.h"

#include <map>
#include <utility>

namespace cw::dicom {
namespace {

constexpr std::size_t kLongestBinaryValue = 64U << 10;
using Decide = std::function<Change(const ElementView&)>;

/// An item that is being visited: what it held at the start and what is left of it.
struct OpenItem {
    DcmItem* item = nullptr;
    std::string characterSet;
    std::map<DcmTagKey, std::string> creators; ///< as at the start, even if one is removed
    std::vector<DcmElement*> elements;
    std::size_t next = 0;
    bool changed = false;
    bool sequenceOpen = false;
    std::vector<DcmItem*> inner; ///< items of the sequence that is open
    std::size_t nextInner = 0;
};

class Walk {
public:
    Walk(Instance::Impl& impl, const Decide& decide) : m_impl(impl), m_decide(decide) {}

    void run() {
        enter(m_impl.header, "");
        while (!m_open.empty())
            step();
        pixels();
    }

private:
    void enter(DcmItem& item, const std::string& inherited);
    void step();
    void leave();
    void element(OpenItem& open, DcmElement& element);
    void apply(OpenItem& open, const Change& change);
    void pixels();
    ElementView view(DcmElement& element, const OpenItem& open);

    Instance::Impl& m_impl;
    const Decide& m_decide;
    std::vector<OpenItem> m_open; ///< instead of the call stack
    TagPath m_path;
    std::string m_value;
    bool m_pixelsSeen = false;
};

void Walk::enter(DcmItem& item, const std::string& inherited) {
    OpenItem open;
    open.item = &item;
    open.elements = elementsOf(item);
    open.characterSet = inherited;
    for (auto* element : open.elements) {
        const auto tag = tagOf(element->getTag());
        if (tag == Tag{0x0008, 0x0005}) // an item may have its own
            open.characterSet = valueText(*element, kLongestBinaryValue);
        else if (tag.isPrivate() && tag.element >= 0x10 && tag.element <= 0xFF)
            open.creators.emplace(key(tag), valueText(*element, kLongestBinaryValue));
    }
    m_open.push_back(std::move(open));
}

void Walk::step() {
    auto& open = m_open.back();
    if (open.nextInner < open.inner.size()) {
        m_path.back().item = open.nextInner;
        auto* item = open.inner[open.nextInner++];
        const auto characterSet = open.characterSet;
        enter(*item, characterSet);
        return;
    }
    if (open.sequenceOpen) {
        open.sequenceOpen = false;
        m_path.pop_back();
    }
    if (open.next == open.elements.size()) {
        leave();
        return;
    }
    auto& current = *open.elements[open.next++];
    if (m_open.size() == 1 && kPixelData < tagOf(current.getTag()))
        pixels();
    element(open, current);
}

std::string_view creatorOf(const OpenItem& open, Tag tag) {
    if (!tag.isPrivate() || tag.element < 0x1000)
        return {};
    const auto found = open.creators.find({tag.group, static_cast<Uint16>(tag.element >> 8)});
    return found == open.creators.end() ? std::string_view() : std::string_view(found->second);
}

ElementView Walk::view(DcmElement& element, const OpenItem& open) {
    const auto tag = tagOf(element.getTag());
    const bool leaf = element.isLeaf();
    m_value = valueText(element, kLongestBinaryValue);
    return {.path = m_path,
            .tag = tag,
            .vr = DcmVR(element.getVR()).getVRName(),
            .length = leaf ? element.getLength() : 0,
            .value = m_value,
            .privateCreator = creatorOf(open, tag),
            .characterSet = open.characterSet};
}

void Walk::element(OpenItem& open, DcmElement& current) {
    const auto change = m_decide(view(current, open));
    if (change.kind != Change::Kind::Keep) {
        apply(open, change);
    } else if (!current.isLeaf()) {
        open.inner = itemsOf(static_cast<DcmSequenceOfItems&>(current));
        open.nextInner = 0;
        open.sequenceOpen = true;
        m_path.push_back({tagOf(current.getTag()), 0});
    }
}

void Walk::apply(OpenItem& open, const Change& change) {
    auto*& slot = open.elements[open.next - 1];
    const auto tag = tagOf(slot->getTag());
    const auto vr = slot->getVR();
    const bool sequence = !slot->isLeaf();
    std::unique_ptr<DcmElement> fresh;
    if (change.kind == Change::Kind::Empty && sequence) {
        fresh = std::make_unique<DcmSequenceOfItems>(DcmTag(key(tag), EVR_SQ));
    } else if (change.kind != Change::Kind::Remove && !sequence) {
        const auto& text = change.kind == Change::Kind::Replace ? change.text : std::string();
        auto made = elementFromText(tag, vr, text);
        // A text that the VR cannot hold must not leave the old value behind.
        if (!made)
            made = elementFromBytes(tag, vr, {});
        if (made)
            fresh = std::move(*made);
    }
    // DCMTK removes by a search from the head. Emptying the item once and filling it again when it
    // is left stays linear however many elements go.
    if (!open.changed) {
        open.changed = true;
        while (open.item->card() > 0)
            open.item->remove(0UL);
    }
    delete slot;
    slot = fresh.release();
}

void Walk::leave() {
    auto& open = m_open.back();
    if (open.changed)
        for (auto* element : open.elements)
            if (element != nullptr && open.item->insert(element).bad())
                delete element;
    m_open.pop_back();
}

void Walk::pixels() {
    if (std::exchange(m_pixelsSeen, true) || !m_impl.pixels)
        return;
    const auto& store = *m_impl.pixels;
    m_value.clear();
    if (!store.encapsulated && store.native.size() <= kLongestBinaryValue)
        m_value.assign(reinterpret_cast<const char*>(store.native.data()), store.native.size());
    const TagPath top;
    const auto change = m_decide({.path = top,
                                  .tag = kPixelData,
                                  .vr = store.words ? "OW" : "OB",
                                  .length = store.byteCount(),
                                  .value = m_value,
                                  .privateCreator = {},
                                  .characterSet = {}});
    if (change.kind != Change::Kind::Keep)
        m_impl.pixels.reset();
}

} // namespace

void Instance::rewrite(const std::function<Change(const ElementView&)>& decide) {
    Walk(*m_impl, decide).run();
}

void Instance::visit(const std::function<void(const ElementView&)>& see) const {
    const Decide keep = [&see](const ElementView& element) {
        see(element);
        return Change{};
    };
    Walk(*m_impl, keep).run();
}

} // namespace cw::dicom
