// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Deidentify.h"
#include "anonymizer/Profile.h"
#include "dicom/StreamedFile.h"

namespace cw::anonymizer {

/// One DICOM object through a profile: table, VR rules, scrub, claims, seal. The header is decided
/// in memory; pixel data go from file to file.
class DicomDeidentifier {
public:
    DicomDeidentifier(const DeidentifyContext& context, FileOptions options)
        : m_context(context), m_options(std::move(options)) {}

    /// A file that only has to be written: everything that can be refused without looking at the
    /// pixels is refused before there is one.
    struct Prepared {
        dicom::StreamedFile file;
        dicom::Header header; ///< of the output
        FileRecord record;
        std::string sourceDigest; ///< only where it was asked for or needed
    };
    /// spillFolder: dicom::StreamedFile::Limits.
    Result<Prepared> prepare(dicom::ByteSource source,
                             const std::filesystem::path& spillFolder) const;
    static Result<FileRecord> write(Prepared prepared, dicom::ByteSink& sink);
    /// The same to memory, images only, with the digest of the source.
    Result<DeidentifiedFile> run(std::span<const std::byte> bytes) const;

private:
    struct Work;
    Result<Prepared> prepared(dicom::StreamedFile file, std::string sourceDigest) const;
    Result<void> completeUids(Work& work) const;
    Result<void> identifySubject(Work& work) const;
    void rewrite(Work& work) const;
    Result<void> claim(Work& work) const;
    std::shared_ptr<const OriginalIds> originalIds(const Work& work) const;
    std::string sealOf(const std::string& patient, const std::string& sopInstanceUid) const;
    Result<std::string> digestOf(const dicom::ByteSource& source) const;

    const DeidentifyContext& m_context;
    FileOptions m_options;
};

} // namespace cw::anonymizer
