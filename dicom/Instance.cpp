// SPDX-License-Identifier: Apache-2.0
#include "dicom/Instance.h"

#include "dicom/detail/Element.h"
#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/ItemValues.h"

#include <limits>

namespace cw::dicom {
namespace {

Result<DcmEVR> vrFor(Tag tag, std::string_view given, bool signedPixels) {
    if (tag == kPixelData || tag.group == 0x0002)
        return fail(ErrorCode::InvalidArgument, text(tag) + " is not set as an element");
    const auto vr = given.empty() ? dictionaryVr(tag, nullptr, signedPixels) : vrNamed(given);
    if (vr == EVR_UNKNOWN || (vr == EVR_UN && given.empty()))
        return fail(ErrorCode::InvalidArgument, "unknown element or VR: " + text(tag));
    if (vr == EVR_SQ)
        return fail(ErrorCode::InvalidArgument, text(tag) + " is a sequence");
    return vr;
}

Result<void> put(DcmItem& item, std::unique_ptr<DcmElement> element) {
    if (item.insert(element.get(), OFTrue).bad())
        return fail(ErrorCode::Internal, "an element could not be inserted");
    element.release();
    return {};
}

} // namespace

DcmElement* Instance::Impl::find(Tag tag) const { return elementIn(dataset(), tag); }

bool Instance::Impl::signedPixels() const {
    Uint16 representation = 0;
    return dataset().findAndGetUint16(DCM_PixelRepresentation, representation).good() &&
           representation == 1;
}

Instance::Instance() : m_impl(std::make_unique<Impl>()) { prepareDcmtk(); }
Instance::Instance(Instance&&) noexcept = default;
Instance& Instance::operator=(Instance&&) noexcept = default;
Instance::~Instance() = default;

Instance Instance::clone() const {
    Instance copy;
    copy.m_impl->header = m_impl->header;
    copy.m_impl->pixels = m_impl->pixels;
    copy.m_impl->transferSyntax = m_impl->transferSyntax;
    copy.m_impl->metaSopClass = m_impl->metaSopClass;
    return copy;
}

std::optional<std::string> Instance::text(Tag tag) const {
    auto* element = m_impl->find(tag);
    if (element == nullptr)
        return std::nullopt;
    return valueText(*element, 1U << 16);
}

std::optional<double> Instance::number(Tag tag, std::size_t index) const {
    return numberIn(m_impl->dataset(), tag, index);
}

std::optional<long long> Instance::integer(Tag tag, std::size_t index) const {
    return integerIn(m_impl->dataset(), tag, index);
}

bool Instance::has(Tag tag) const {
    return tag == kPixelData ? m_impl->pixels != nullptr : m_impl->find(tag) != nullptr;
}

Result<void> Instance::setText(Tag tag, std::string_view value, std::string_view vr) {
    return setText({}, tag, value, vr);
}

Result<void> Instance::setText(const TagPath& path, Tag tag, std::string_view value,
                               std::string_view vr) {
    CW_TRY(const auto evr, vrFor(tag, vr, m_impl->signedPixels()));
    CW_TRY(auto element, elementFromText(tag, evr, value));
    DcmItem* item = &m_impl->header;
    for (const auto& step : path) {
        if (!item->tagExists(key(step.sequence))) {
            auto sequence =
                std::make_unique<DcmSequenceOfItems>(DcmTag(key(step.sequence), EVR_SQ));
            CW_CHECK(put(*item, std::move(sequence)));
        }
        DcmItem* inner = nullptr;
        if (step.item > 100'000 ||
            item->findOrCreateSequenceItem(DcmTag(key(step.sequence), EVR_SQ), inner,
                                           static_cast<long>(step.item))
                .bad() ||
            inner == nullptr)
            return fail(ErrorCode::InvalidArgument,
                        dicom::text(step.sequence) + " is not a sequence");
        item = inner;
    }
    return put(*item, std::move(element));
}

Result<void> Instance::setBytes(Tag tag, std::span<const std::byte> value, std::string_view vr) {
    if (tag == kPixelData) {
        auto owner = std::make_shared<const Bytes>(value.begin(), value.end());
        auto store = std::make_shared<PixelStore>();
        store->words = vr != "OB";
        store->native = *owner;
        store->owner = std::move(owner);
        m_impl->pixels = std::move(store);
        return {};
    }
    CW_TRY(const auto evr, vrFor(tag, vr, m_impl->signedPixels()));
    CW_TRY(auto element, elementFromBytes(tag, evr, value));
    return put(m_impl->header, std::move(element));
}

Result<void> Instance::setCodes(Tag sequence, std::span<const Code> codes) {
    auto element = std::make_unique<DcmSequenceOfItems>(DcmTag(key(sequence), EVR_SQ));
    for (const auto& code : codes) {
        auto item = std::make_unique<DcmItem>();
        const std::pair<Tag, const std::string*> fields[] = {{{0x0008, 0x0100}, &code.value},
                                                             {{0x0008, 0x0102}, &code.scheme},
                                                             {{0x0008, 0x0104}, &code.meaning}};
        for (const auto& [tag, value] : fields) {
            CW_TRY(auto field,
                   elementFromText(tag, tag.element == 0x0104 ? EVR_LO : EVR_SH, *value));
            CW_CHECK(put(*item, std::move(field)));
        }
        if (element->append(item.get()).bad())
            return fail(ErrorCode::Internal, "an item could not be inserted");
        item.release();
    }
    return put(m_impl->header, std::move(element));
}

void Instance::remove(Tag tag) {
    if (tag == kPixelData)
        m_impl->pixels.reset();
    else
        delete m_impl->header.remove(key(tag));
}

std::string Instance::sopClassUid() const {
    return text({0x0008, 0x0016}).value_or(m_impl->metaSopClass);
}

std::string Instance::transferSyntaxUid() const { return m_impl->transferSyntax; }

int Instance::frameCount() const {
    const auto frames = integer({0x0028, 0x0008}).value_or(1);
    if (frames < 1)
        return 1;
    return frames > std::numeric_limits<int>::max() ? std::numeric_limits<int>::max()
                                                    : static_cast<int>(frames);
}

} // namespace cw::dicom
