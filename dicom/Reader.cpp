// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "dicom/detail/DataSetScan.h"
#include "dicom/detail/Element.h"
#include "dicom/detail/Inflate.h"
#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/MetaHeader.h"

#include <algorithm>
#include <fstream>

namespace cw::dicom {
namespace {

constexpr std::size_t kHeaderPrefix = 1U << 20;

/// Big endian Pixel Data become little endian; a copy only then.
ByteView inFileOrder(PixelExtent& extent, const Encoding& encoding, int bitsAllocated,
                     Bytes& copy) {
    if (!encoding.bigEndian || !extent.words)
        return extent.native;
    copy.assign(extent.native.begin(), extent.native.end());
    swapUnits(copy, bitsAllocated == 32 ? 4 : 2);
    return copy;
}

std::shared_ptr<const PixelStore> storeOf(PixelExtent extent, std::shared_ptr<const Bytes> owner,
                                          const Encoding& encoding, int bitsAllocated) {
    auto store = std::make_shared<PixelStore>();
    store->encapsulated = extent.encapsulated;
    store->words = extent.words;
    store->truncated = extent.truncated;
    Bytes copy;
    store->native = inFileOrder(extent, encoding, bitsAllocated, copy);
    if (!copy.empty()) {
        owner = std::make_shared<const Bytes>(std::move(copy));
        store->native = *owner;
    }
    store->offsetTable = extent.offsetTable;
    store->fragments = std::move(extent.fragments);
    store->owner = std::move(owner);
    return store;
}

struct Parsed {
    Instance instance;
    bool wholeHeader = false; ///< the scan saw where the header ends
};

Result<Parsed> parse(std::shared_ptr<const Bytes> owner, const ReadLimits& limits) {
    const ByteView file = *owner;
    CW_TRY(auto meta, readMeta(file));
    auto dataSet = file.subspan(meta.dataSetAt);
    Encoding encoding;
    if (meta.transferSyntax == uid(TransferSyntax::Deflated)) {
        CW_TRY(auto plain, inflate(dataSet, inflatedLimit(dataSet.size(), limits.inflatedBytes)));
        owner = std::make_shared<const Bytes>(std::move(plain));
        dataSet = *owner;
    } else {
        CW_TRY(encoding, encodingFor(meta.transferSyntax, dataSet));
    }
    ScanLimits scanLimits;
    scanLimits.nesting = std::min(limits.nesting, ScanLimits{}.nesting);
    scanLimits.headerOnly = limits.headerOnly;
    CW_TRY(auto scanned, scanDataSet(dataSet, encoding, scanLimits));
    if (scanned.canonical.empty() && !scanned.hasPixels)
        return fail(ErrorCode::Malformed, "the file holds no data set");
    Parsed parsed;
    auto& impl = parsed.instance.impl();
    CW_CHECK(parseCanonical(scanned.canonical, impl.header));
    impl.metaSopClass = meta.sopClass;
    const bool nativeSyntax =
        meta.transferSyntax.empty() || !DcmXfer(meta.transferSyntax.c_str()).isEncapsulated();
    const bool known = DcmXfer(meta.transferSyntax.c_str()).getXfer() != EXS_Unknown;
    impl.transferSyntax = meta.transferSyntax;
    if (meta.transferSyntax.empty() ||
        (known && nativeSyntax && meta.transferSyntax != uid(TransferSyntax::Deflated)))
        impl.transferSyntax = syntaxOf(encoding);
    if (scanned.hasPixels) {
        const auto bits = parsed.instance.integer({0x0028, 0x0100}).value_or(0);
        impl.pixels = storeOf(std::move(scanned.pixels), owner, encoding, static_cast<int>(bits));
    }
    parsed.wholeHeader = scanned.stoppedAtPixels;
    return parsed;
}

Result<Bytes> readPrefix(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    Bytes bytes(kHeaderPrefix);
    stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
    return bytes;
}

} // namespace

Result<Instance> readInstance(std::span<const std::byte> bytes, const ReadLimits& limits) {
    prepareDcmtk();
    if (bytes.size() > limits.fileBytes)
        return fail(ErrorCode::TooLarge, "the file is larger than the limit");
    CW_TRY(auto parsed, parse(std::make_shared<const Bytes>(bytes.begin(), bytes.end()), limits));
    return std::move(parsed.instance);
}

Result<Instance> readInstance(const std::filesystem::path& file, const ReadLimits& limits) {
    prepareDcmtk();
    if (limits.headerOnly) {
        // Headers are short: most files need no more than their first megabyte read.
        CW_TRY(auto prefix, readPrefix(file));
        if (prefix.size() == kHeaderPrefix) {
            auto parsed = parse(std::make_shared<const Bytes>(std::move(prefix)), limits);
            if (parsed && parsed->wholeHeader)
                return std::move(parsed->instance);
        }
    }
    CW_TRY(auto bytes, core::readFile(file, limits.fileBytes));
    CW_TRY(auto parsed, parse(std::make_shared<const Bytes>(std::move(bytes)), limits));
    return std::move(parsed.instance);
}

bool looksLikeDicom(std::span<const std::byte> firstBytes) {
    if (hasMagicWord(firstBytes))
        return true;
    const auto guess = guessEncoding(firstBytes);
    if (!guess)
        return false;
    // Without the magic word only what a data set really starts with: groups 0002 and 0008.
    const auto group = std::max(firstBytes[0], firstBytes[1]);
    if (group != std::byte{0x02} && group != std::byte{0x08})
        return false;
    const std::size_t elementAt = guess->bigEndian ? 3 : 2;
    return guess->explicitVr || firstBytes[elementAt] <= std::byte{0x20};
}

} // namespace cw::dicom
