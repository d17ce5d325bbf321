// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/ImageAttributes.h"
#include "dicom/Instance.h"
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace cw::dicom {

/// One top-level element made for Header::with(), encoded.
struct NewElement {
    Tag tag;
    std::vector<std::byte> bytes;
};
/// Errors: InvalidArgument (no such VR, a text the VR cannot hold, group 0002, Pixel Data).
Result<NewElement> textElement(Tag tag, std::string_view vr, std::string_view value);
NewElement codeElement(Tag sequence, std::span<const Code> codes);

/// A data set without its pixel data, as a flat list: what Instance is to a whole object, without
/// DCMTK and at a hundredth of its cost. May hold patient data: only anonymizer and below may keep
/// one. Values are views into one buffer in explicit VR little endian, sequences and items of
/// undefined length.
class Header {
public:
    Header() = default;
    /// From bytes that the reader's scan made, well-formed by construction; Internal if not.
    static Result<Header> of(std::vector<std::byte> canonical);

    bool has(Tag tag) const { return find(tag) != nullptr; }
    /// As Instance::text: values '\\' joined, padding at the end cut.
    std::optional<std::string> text(Tag tag) const;
    std::optional<long long> integer(Tag tag) const;
    /// The stored bytes of a top-level element, little endian; empty if absent or a sequence.
    std::span<const std::byte> bytes(Tag tag) const;

    /// Every element at every depth, in order. Not Pixel Data, which is not in a header.
    void visit(const std::function<void(const ElementView&)>& see) const;
    /// A new header with every element kept, changed or left out as the answers say; elements
    /// sorted by tag. As Instance::rewrite otherwise.
    Header rewritten(const std::function<Change(const ElementView&)>& decide) const;
    /// With these elements put in, instead of those of the same tags; the last of a tag wins.
    Header with(std::vector<NewElement> elements) const;
    Header without(std::span<const Tag> tags) const;

    /// As dicom::attributesOf of a whole instance, but for what only its file says (transfer
    /// syntax, missing pixels).
    core::ImageAttributes attributes() const;

    const std::vector<std::byte>& canonical() const { return m_bytes; }

    /// An element, or an item (tag FFFE,E000), in the order of the bytes.
    struct Node {
        Tag tag;
        std::array<char, 2> vr{};
        std::uint32_t at = 0, valueAt = 0;
        std::uint32_t length = 0; ///< of the value; for sequences and items up to their delimiter
        std::uint32_t end = 0;    ///< index of the first node behind this one and all inside it
        std::string_view vrName() const { return {vr.data(), vr.size()}; }
        bool isSequence() const { return vr[0] == 'S' && vr[1] == 'Q'; }
        bool isItem() const { return vr[0] == 0; }
    };
    const std::vector<Node>& nodes() const { return m_nodes; }
    /// Top level only; nullptr if absent.
    const Node* find(Tag tag) const;
    std::span<const std::byte> valueOf(const Node& node) const {
        return std::span(m_bytes).subspan(node.valueAt, node.length);
    }
    /// Bytes of the whole element, its delimiter included.
    std::span<const std::byte> encodingOf(const Node& node) const;

private:
    std::vector<std::byte> m_bytes;
    std::vector<Node> m_nodes;
};

} // namespace cw::dicom
