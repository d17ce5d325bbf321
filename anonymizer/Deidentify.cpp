// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Deidentify.h"
#include "anonymizer/detail/DicomDeidentifier.h"
#include "anonymizer/detail/PhotoDeidentifier.h"
#include "imaging/Picture.h"
#include <algorithm>
#include <exception>
#include <new>

namespace cw::anonymizer {

Result<DeidentifiedFile> deidentify(std::span<const std::byte> bytes,
                                    const DeidentifyContext& context,
                                    const std::filesystem::path& sourceName,
                                    const std::optional<std::string>& patientId) try {
    CW_ASSERT(context.profile != nullptr);
    if (bytes.empty())
        return fail(ErrorCode::Malformed, "the file is empty");
    const auto firstBytes = bytes.first(std::min<std::size_t>(bytes.size(), 1024));
    // "DICM" at byte 128 is certain, even where the preamble imitates a TIFF (PS3.10 7.1, dual
    // files); after it the signatures of pictures; DICOM without a preamble is a guess and comes
    // last.
    constexpr std::size_t kPreamble = 128;
    const auto mark = std::as_bytes(std::span("DICM", 4));
    const bool hasMark = firstBytes.size() >= kPreamble + mark.size() &&
                         std::equal(mark.begin(), mark.end(), firstBytes.begin() + kPreamble);
    if (!hasMark && imaging::sniffPicture(firstBytes))
        return PhotoDeidentifier(context, sourceName, patientId).run(bytes);
    if (dicom::looksLikeDicom(firstBytes))
        return DicomDeidentifier(context, patientId).run(bytes);
    return fail(ErrorCode::Unsupported,
                "neither a DICOM file nor a JPEG, PNG, TIFF or BMP picture");
} catch (const std::bad_alloc&) {
    return fail(ErrorCode::TooLarge, "the file needs more memory than there is");
} catch (const std::exception&) {
    return fail(ErrorCode::Internal, "de-identification met an unexpected error");
}

} // namespace cw::anonymizer
