// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/DcmtkBridge.h"

#include "dicom/detail/Dictionary.h"
#include "dicom/detail/VrTable.h"

#include <algorithm>
#include <array>
#include <dcmtk/dcmdata/dcistrmb.h>
#include <dcmtk/dcmdata/dcostrmb.h>
#include <dcmtk/dcmdata/dcrleerg.h>
#include <dcmtk/dcmdata/dcwcache.h>
#include <dcmtk/dcmjpeg/djencode.h>
#include <dcmtk/dcmjpls/djdecode.h>
#include <dcmtk/dcmjpls/djencode.h>
#include <dcmtk/oflog/oflog.h>
#include <mutex>

namespace cw::dicom {

void prepareDcmtk() {
    static std::once_flag once;
    std::call_once(once, [] {
        OFLog::configure(OFLogger::OFF_LOG_LEVEL);
        DcmRLEEncoderRegistration::registerCodecs();
        DJEncoderRegistration::registerCodecs();
        DJLSDecoderRegistration::registerCodecs();
        // Raw, not "cooked": every bit of a cell survives, overlay bits and sign included.
        DJLSEncoderRegistration::registerCodecs(0, 0, 0, 0, OFFalse);
    });
}

DcmEVR vrNamed(std::string_view name) {
    if (name.size() != 2)
        return EVR_UNKNOWN;
    return vrTraits(static_cast<std::byte>(name[0]), static_cast<std::byte>(name[1])).vr;
}

DcmEVR dictionaryVr(Tag tag, const char* privateCreator, bool signedPixels) {
    prepareDcmtk();
    if (tag.isPrivate() && tag.element >= 0x10 && tag.element <= 0xFF)
        return EVR_LO; // private creator, PS3.5 7.8.1
    if (tag.element == 0)
        return EVR_UL;
    // DCMTK reads its dictionary from a text file at the first question: asked only where it must.
    const auto* entry = dictionaryEntry(tag);
    const auto evr = entry != nullptr ? DcmVR(entry->vr).getEVR()
                                      : DcmTag(tag.group, tag.element, privateCreator).getEVR();
    switch (evr) {
    case EVR_xs:
        return signedPixels ? EVR_SS : EVR_US;
    case EVR_ox:
    case EVR_px:
    case EVR_lt:
        return EVR_OW;
    case EVR_up:
        return EVR_UL;
    case EVR_na:
    case EVR_UNKNOWN:
    case EVR_UNKNOWN2B:
        return EVR_UN;
    default:
        break;
    }
    return DcmVR(evr).isStandard() ? evr : EVR_UN;
}

bool isTextVr(DcmEVR vr) { return DcmVR(vr).isaString(); }

bool isBulkVr(DcmEVR vr) {
    constexpr std::array kBulk{EVR_OB, EVR_OD, EVR_OF, EVR_OL,        EVR_OV,          EVR_OW,
                               EVR_UN, EVR_ox, EVR_px, EVR_PixelData, EVR_OverlayData, EVR_UNKNOWN};
    return std::find(kBulk.begin(), kBulk.end(), vr) != kBulk.end();
}

std::vector<DcmElement*> elementsOf(DcmItem& item) {
    std::vector<DcmElement*> all;
    all.reserve(item.card());
    for (DcmObject* object = item.nextInContainer(nullptr); object != nullptr;
         object = item.nextInContainer(object))
        all.push_back(static_cast<DcmElement*>(object));
    return all;
}

std::vector<DcmItem*> itemsOf(DcmSequenceOfItems& sequence) {
    std::vector<DcmItem*> all;
    for (DcmObject* object = sequence.nextInContainer(nullptr); object != nullptr;
         object = sequence.nextInContainer(object))
        all.push_back(static_cast<DcmItem*>(object));
    return all;
}

namespace {

std::string bulkBytes(DcmElement& element) {
    const auto length = element.getLength();
    std::string bytes(length, '\0');
    // File order for words: what a byte search of the file would see.
    if (length == 0 ||
        element.getPartialValue(bytes.data(), 0, length, nullptr, EBO_LittleEndian).bad())
        return {};
    return bytes;
}

} // namespace

std::string valueText(DcmElement& element, std::size_t maxBytes) {
    if (!element.isLeaf())
        return {};
    const bool text = isTextVr(element.getVR());
    const std::size_t length = element.getLength();
    if (length == 0 || (!text && length > maxBytes))
        return {};
    std::string value;
    char* raw = nullptr;
    Uint32 rawLength = 0;
    if (text && element.getString(raw, rawLength).good() && raw != nullptr) {
        value.assign(raw, rawLength); // keeps embedded zeros
    } else if (isBulkVr(element.ident()) || isBulkVr(element.getVR())) {
        value = bulkBytes(element);
    } else {
        OFString joined;
        if (element.getOFStringArray(joined).good())
            value.assign(joined.data(), joined.size());
    }
    while (!value.empty() && (value.back() == ' ' || value.back() == '\0'))
        value.pop_back();
    return value;
}

Result<void> appendElements(const std::vector<DcmElement*>& elements, E_TransferSyntax syntax,
                            std::vector<std::byte>& out) {
    std::vector<char> buffer(1U << 16);
    DcmOutputBufferStream stream(buffer.data(), static_cast<offile_off_t>(buffer.size()));
    DcmWriteCache cache;
    const auto flush = [&] {
        void* start = nullptr;
        offile_off_t length = 0;
        stream.flushBuffer(start, length);
        const auto* bytes = static_cast<const std::byte*>(start);
        out.insert(out.end(), bytes, bytes + length);
        return length;
    };
    for (auto* element : elements) {
        element->transferInit();
        for (;;) {
            const auto state = element->write(stream, syntax, EET_UndefinedLength, &cache);
            if (state.good())
                break;
            if (state != EC_StreamNotifyClient || flush() == 0) {
                element->transferEnd();
                return fail(ErrorCode::Unsupported,
                            "element " + text(tagOf(element->getTag())) +
                                " cannot be written in this transfer syntax");
            }
        }
        element->transferEnd();
    }
    while (flush() > 0) {
    }
    return {};
}

Result<void> parseCanonical(std::span<const std::byte> bytes, DcmDataset& dataset) {
    prepareDcmtk();
    if (bytes.empty())
        return {};
    DcmInputBufferStream stream;
    stream.setBuffer(bytes.data(), static_cast<offile_off_t>(bytes.size()));
    stream.setEos();
    dataset.transferInit();
    const auto state =
        dataset.read(stream, EXS_LittleEndianExplicit, EGL_noChange, DCM_MaxReadLength);
    dataset.transferEnd();
    if (state.bad() && state != EC_EndOfStream)
        return fail(ErrorCode::Malformed, "the data set cannot be parsed");
    return {};
}

} // namespace cw::dicom
