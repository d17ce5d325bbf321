// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/study/FileFacts.h"

#include "app/workflow/FileSort.h"
#include "imaging/Picture.h"

#include <limits>

namespace cw::workflow {
namespace {

constexpr double kSilent = std::numeric_limits<double>::quiet_NaN();

int byteAt(std::span<const std::byte> bytes, std::size_t at) {
    return std::to_integer<int>(bytes[at]);
}

/// Mean of one table's 64 entries, or NaN where the segment is shorter than it claims.
double meanOfTable(std::span<const std::byte> bytes, std::size_t at, bool wide) {
    const std::size_t width = wide ? 2 : 1;
    if (at + 64 * width > bytes.size())
        return kSilent;
    double sum = 0;
    for (std::size_t i = 0; i < 64; ++i)
        sum += wide ? 256 * byteAt(bytes, at + 2 * i) + byteAt(bytes, at + 2 * i + 1)
                    : byteAt(bytes, at + i);
    return sum / 64;
}

/// A transfer syntax as a number without order would mislead; these are one column each.
double isOneOf(const std::string& uid, std::initializer_list<const char*> uids) {
    for (const char* one : uids)
        if (uid == one)
            return 1;
    return 0;
}

double valueOr(const std::optional<double>& value) { return value.value_or(kSilent); }

double formatOf(std::span<const std::byte> bytes) {
    if (sortOf(bytes) == FileSort::Dicom)
        return 10;
    const auto format = imaging::sniffPicture(bytes);
    return format ? static_cast<double>(static_cast<int>(*format)) : -1;
}

} // namespace

double jpegQuantisation(std::span<const std::byte> bytes) {
    // In a DICOM file the stream begins somewhere behind the header: search for a DQT marker with a
    // plausible length and table 0.
    for (std::size_t i = 0; i + 5 < bytes.size(); ++i) {
        if (byteAt(bytes, i) != 0xFF || byteAt(bytes, i + 1) != 0xDB)
            continue;
        const int length = 256 * byteAt(bytes, i + 2) + byteAt(bytes, i + 3);
        const int head = byteAt(bytes, i + 4);
        const bool wide = head >> 4 == 1;
        if ((head & 15) == 0 && head >> 4 <= 1 && (length - 2) % (wide ? 129 : 65) == 0)
            return meanOfTable(bytes, i + 5, wide);
    }
    return kSilent;
}

imaging::FeatureVector fileFacts(std::span<const std::byte> bytes,
                                 const core::ImageAttributes& attributes, int width, int height) {
    imaging::FeatureVector facts;
    const auto add = [&](const char* name, double value) {
        facts.names.emplace_back(name);
        facts.values.push_back(value);
    };
    const double pixels = static_cast<double>(width) * height;
    const std::string& syntax = attributes.transferSyntaxUid;
    add("width", width);
    add("height", height);
    add("bytes", static_cast<double>(bytes.size()));
    add("bytes a pixel", pixels > 0 ? static_cast<double>(bytes.size()) / pixels : kSilent);
    add("format", formatOf(bytes));
    add("JPEG quantisation", jpegQuantisation(bytes));
    add("JPEG lossless", isOneOf(syntax, {"1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70"}));
    add("JPEG-LS", isOneOf(syntax, {"1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81"}));
    add("JPEG 2000", isOneOf(syntax, {"1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91"}));
    add("pixel spacing, mm", attributes.spacing ? attributes.spacing->column : kSilent);
    add("tube voltage, kV", valueOr(attributes.exposure.kvp));
    add("exposure, mAs", valueOr(attributes.exposure.mAs));
    add("thickness, mm", valueOr(attributes.exposure.thicknessMm));
    add("compression force, N", valueOr(attributes.exposure.forceN));
    return facts;
}

} // namespace cw::workflow
