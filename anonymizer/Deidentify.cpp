// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Deidentify.h"
#include "anonymizer/Vault.h"
#include "anonymizer/detail/DicomDeidentifier.h"
#include "anonymizer/detail/Identifiers.h"
#include "anonymizer/detail/PhotoDeidentifier.h"
#include "dicom/FileKind.h"
#include "imaging/Picture.h"
#include <algorithm>
#include <exception>
#include <new>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;

/// Pictures are decoded to prove that they did not change; larger ones are not photographs.
constexpr std::uint64_t kLargestPicture = 1ULL << 30;

Result<dicom::FileKind> kindOf(const dicom::ByteSource& source) {
    if (source.size() == 0)
        return fail(ErrorCode::Malformed, "the file is empty");
    std::vector<std::byte> head(dicom::kBytesToTellKind);
    CW_TRY(const auto got, source.read(0, head));
    head.resize(got);
    const auto kind = dicom::fileKindOf(head, imaging::sniffPicture(head).has_value());
    if (kind == dicom::FileKind::Neither)
        return fail(ErrorCode::Unsupported,
                    "neither a DICOM file nor a JPEG, PNG, TIFF or BMP picture");
    return kind;
}

/// What third parties throw ends here: one file must not end a run.
template <class Work>
auto guarded(Work work) -> decltype(work()) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::TooLarge, "the file needs more memory than there is");
    } catch (const std::exception&) {
        return fail(ErrorCode::Internal, "de-identification met an unexpected error");
    }
}

Result<FileRecord> writePicture(const dicom::ByteSource& source, const fs::path& target,
                                const DeidentifyContext& context, const fs::path& sourceName,
                                const FileOptions& options) {
    if (source.size() > kLargestPicture)
        return fail(ErrorCode::TooLarge, "the file is larger than the limit");
    std::vector<std::byte> read;
    std::span<const std::byte> bytes = source.memory();
    if (source.descriptor() >= 0) {
        read.resize(static_cast<std::size_t>(source.size()));
        CW_CHECK(source.read(0, read));
        bytes = read;
    }
    CW_TRY(auto file, PhotoDeidentifier(context, sourceName, options.patientId).run(bytes));
    const core::EncodedImage& image = file.image.value();
    CW_TRY(auto sink, dicom::FileSink::create(target));
    CW_CHECK(sink.write(image.bytes));
    CW_CHECK(sink.finish());
    FileRecord done;
    done.record = std::move(file.record);
    done.record.outputSha256.clear();
    done.patient = image.patient;
    done.studyUid = image.study.text();
    done.instanceUid = file.instanceUid;
    done.mediaType = image.mediaType;
    done.attributes = image.attributes;
    done.bytes = image.bytes.size();
    done.original = std::make_shared<const OriginalIds>(OriginalIds{
        options.patientId.value_or(namePartsOf(sourceName).patient), {}, {}, {}, {}, {}});
    return done;
}

Result<FileRecord> writeFrom(dicom::ByteSource source, const fs::path& target,
                             const DeidentifyContext& context, const fs::path& sourceName,
                             const FileOptions& options) {
    CW_ASSERT(context.profile != nullptr);
    CW_TRY(const auto kind, kindOf(source));
    if (kind == dicom::FileKind::Picture)
        return writePicture(source, target, context, sourceName, options);
    CW_TRY(auto prepared,
           DicomDeidentifier(context, options).prepare(std::move(source), target.parent_path()));
    CW_TRY(auto sink, dicom::FileSink::create(target));
    CW_TRY(auto record, DicomDeidentifier::write(std::move(prepared), sink));
    CW_CHECK(sink.finish());
    return record;
}

} // namespace

Result<DeidentifiedFile> deidentify(std::span<const std::byte> bytes,
                                    const DeidentifyContext& context, const fs::path& sourceName,
                                    const std::optional<std::string>& patientId) {
    FileOptions options;
    options.patientId = patientId;
    return deidentify(bytes, context, sourceName, options);
}

Result<DeidentifiedFile> deidentify(std::span<const std::byte> bytes,
                                    const DeidentifyContext& context, const fs::path& sourceName,
                                    const FileOptions& options) {
    CW_ASSERT(context.profile != nullptr);
    return guarded([&]() -> Result<DeidentifiedFile> {
        CW_TRY(const auto kind, kindOf(dicom::ByteSource::of(bytes)));
        if (kind == dicom::FileKind::Picture)
            return PhotoDeidentifier(context, sourceName, options.patientId).run(bytes);
        return DicomDeidentifier(context, options).run(bytes);
    });
}

Result<FileRecord> deidentifyFile(std::span<const std::byte> source, const fs::path& target,
                                  const DeidentifyContext& context, const fs::path& sourceName,
                                  const FileOptions& options) {
    return guarded([&] {
        return writeFrom(dicom::ByteSource::of(source), target, context, sourceName, options);
    });
}

Result<FileRecord> deidentifyFile(const fs::path& source, const fs::path& target,
                                  const DeidentifyContext& context, const fs::path& sourceName,
                                  const FileOptions& options) {
    return guarded([&]() -> Result<FileRecord> {
        CW_TRY(auto bytes, dicom::ByteSource::open(source));
        return writeFrom(std::move(bytes), target, context, sourceName, options);
    });
}

} // namespace cw::anonymizer
