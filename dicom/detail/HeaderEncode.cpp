// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/HeaderEncode.h"

#include "dicom/detail/Element.h"
#include "dicom/detail/HeaderItem.h"
#include "dicom/detail/InstanceImpl.h"

#include <limits>

namespace cw::dicom {
namespace {

constexpr std::uint32_t kUndefined = 0xFFFFFFFFU;

class Encoder {
public:
    Encoder(const Header& header, const Encoding& encoding)
        : m_header(header), m_encoding(encoding) {}

    Bytes run() {
        m_out.reserve(m_header.canonical().size());
        const auto& nodes = m_header.nodes();
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const auto& node = nodes[i];
            closeUpTo(node.at);
            if (node.isItem()) {
                delimiter(0xE000, kUndefined);
            } else if (node.isSequence()) {
                head(node.tag, EVR_SQ, kUndefined);
            } else {
                head(node.tag, traitsOf(node).vr, node.length);
                value(node);
            }
            if (node.isItem() || node.isSequence())
                m_open.push_back(&node);
        }
        closeUpTo(std::numeric_limits<std::uint64_t>::max());
        return std::move(m_out);
    }

    void head(Tag tag, DcmEVR vr, std::uint32_t length) {
        number(tag.group, 2);
        number(tag.element, 2);
        if (!m_encoding.explicitVr)
            return number(length, 4);
        const DcmVR known(vr);
        m_out.push_back(static_cast<std::byte>(known.getVRName()[0]));
        m_out.push_back(static_cast<std::byte>(known.getVRName()[1]));
        const bool longForm = known.usesExtendedLengthEncoding();
        if (longForm)
            number(0, 2);
        number(length, longForm ? 4 : 2);
    }

    Bytes take() { return std::move(m_out); }

private:
    /// Sequences and items that end before this offset of the canonical bytes.
    void closeUpTo(std::uint64_t at) {
        while (!m_open.empty() &&
               std::uint64_t{m_open.back()->valueAt} + m_open.back()->length < at) {
            delimiter(m_open.back()->isItem() ? 0xE00D : 0xE0DD, 0);
            m_open.pop_back();
        }
    }

    void delimiter(std::uint32_t element, std::uint32_t length) {
        number(0xFFFE, 2);
        number(element, 2);
        number(length, 4);
    }

    void value(const Header::Node& node) {
        const auto from = m_out.size();
        append(m_out, m_header.valueOf(node));
        if (m_encoding.bigEndian)
            swapUnits(std::span(m_out).subspan(from), traitsOf(node).unit);
    }

    void number(std::uint32_t value, int bytes) {
        for (int i = 0; i < bytes; ++i) {
            const int shift = 8 * (m_encoding.bigEndian ? bytes - 1 - i : i);
            m_out.push_back(static_cast<std::byte>(value >> shift & 0xFFU));
        }
    }

    const Header& m_header;
    Encoding m_encoding;
    std::vector<const Header::Node*> m_open;
    Bytes m_out;
};

} // namespace

Bytes encoded(const Header& header, const Encoding& encoding) {
    return Encoder(header, encoding).run();
}

Bytes pixelHead(Tag tag, bool words, std::uint32_t length, const Encoding& encoding) {
    const Header none;
    Encoder encoder(none, encoding);
    // PS3.5 A.1: implicit VR knows no OB of pixels, and 8.1.2: float pixels have a VR of their own.
    const auto vr = tag == Tag{0x7FE0, 0x0008}   ? EVR_OF
                    : tag == Tag{0x7FE0, 0x0009} ? EVR_OD
                    : words                      ? EVR_OW
                                                 : EVR_OB;
    encoder.head(tag, vr, length);
    return encoder.take();
}

} // namespace cw::dicom
