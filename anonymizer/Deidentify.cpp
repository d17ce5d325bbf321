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
    // Pictures first: their signatures are certain, DICOM without a preamble is a guess.
    if (imaging::sniffPicture(firstBytes))
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
