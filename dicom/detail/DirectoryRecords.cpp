// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/DirectoryRecords.h"

#include "dicom/ByteSink.h"
#include "dicom/detail/DcmtkBridge.h"
#include "dicom/detail/DeflateStream.h"
#include "dicom/detail/Dictionary.h"
#include "dicom/detail/HeaderEncode.h"
#include "dicom/detail/MetaHeader.h"

#include <dcmtk/dcmdata/dcddirif.h>
#include <dcmtk/dcmdata/dcdicent.h>
#include <dcmtk/dcmdata/dcdict.h>
#include <mutex>

namespace cw::dicom {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFileSetId = "CONCORD";

OFFilename named(const fs::path& path) { return OFFilename(path.c_str()); }

Result<Bytes> bodyOf(const Header& header, std::string_view syntax) {
    if (syntax == uid(TransferSyntax::ImplicitLittle))
        return encoded(header, {.explicitVr = false, .bigEndian = false});
    if (syntax == uid(TransferSyntax::ExplicitBig))
        return encoded(header, {.explicitVr = true, .bigEndian = true});
    if (syntax != uid(TransferSyntax::Deflated))
        return header.canonical();
    MemorySink memory;
    CW_TRY(const auto deflating, DeflateSink::over(memory));
    CW_CHECK(deflating->write(header.canonical()));
    CW_CHECK(deflating->finish());
    return memory.take();
}

/// A file of the header alone.
Result<void> writeStandIn(const fs::path& file, const Header& header, std::string_view syntax) {
    CW_TRY(const auto body, bodyOf(header, syntax));
    CW_TRY(auto sink, FileSink::create(file));
    CW_CHECK(sink.write(partTenStart(header.text({0x0008, 0x0016}).value_or(""),
                                     header.text({0x0008, 0x0018}).value_or(""), syntax)));
    CW_CHECK(sink.write(body));
    return sink.finish();
}

} // namespace

void completeDcmtkDictionary() {
    static std::once_flag once;
    std::call_once(once, [] {
        prepareDcmtk();
        auto& dictionary = dcmDataDict.wrlock();
        for (const auto& entry : dictionaryEntries()) {
            const DcmTagKey tag(static_cast<Uint16>(entry.tag >> 16U),
                                static_cast<Uint16>(entry.tag & 0xFFFFU));
            if (dictionary.findEntry(tag, nullptr) == nullptr)
                dictionary.addEntry(new DcmDictEntry(tag.getGroup(), tag.getElement(),
                                                     DcmVR(entry.vr), entry.keyword, 1,
                                                     DcmVariableVM, nullptr, OFFalse, nullptr));
        }
        dcmDataDict.wrunlock();
    });
}

DirectoryRecords::DirectoryRecords(fs::path folder)
    : m_folder(std::move(folder)), m_directory(std::make_unique<DicomDirInterface>()) {}
DirectoryRecords::DirectoryRecords(DirectoryRecords&&) noexcept = default;
DirectoryRecords::~DirectoryRecords() = default;

Result<DirectoryRecords> DirectoryRecords::begin(fs::path folder) {
    completeDcmtkDictionary();
    DirectoryRecords records(std::move(folder));
    auto& directory = *records.m_directory;
    directory.disableBackupMode();
    // The general profile (PS3.11 annex D) is uncompressed CD-R; the files stay as they are.
    directory.disableTransferSyntaxCheck();
    directory.disableEncodingCheck();
    directory.disableResolutionCheck();
    directory.enableRetiredSOPClassSupport();
    if (directory
            .createNewDicomDir(DicomDirInterface::AP_GeneralPurpose,
                               named(records.m_folder / "DICOMDIR"), kFileSetId)
            .bad())
        return fail(ErrorCode::IoFailure, "the DICOMDIR cannot be begun");
    return records;
}

Result<void> DirectoryRecords::add(const std::string& path, const Header& header,
                                   std::string_view syntax) {
    // DCMTK takes files only. It gets a stand-in: well-formed by construction, without the pixels
    // that a record does not need, and with the attributes that one does.
    CW_CHECK(writeStandIn(m_folder / path, header, syntax));
    const auto added = m_directory->addDicomFile(named(path), named(m_folder));
    std::error_code error;
    if (!fs::remove(m_folder / path, error))
        return fail(ErrorCode::IoFailure, "a file of the file-set cannot be put in its place");
    // DCMTK's text is not repeated: it may name a file or a value.
    if (added.bad())
        return fail(ErrorCode::Unsupported,
                    "no directory record fits: an unknown kind of object, or an attribute is "
                    "missing that its record needs");
    return {};
}

Result<void> DirectoryRecords::write(const std::string& uid) {
    const auto file = named(m_folder / "DICOMDIR");
    const bool first = m_directory->writeDicomDir().good();
    m_directory->cleanup();
    // DCMTK's UID has the host, the process and the time in it. Written again, not patched: every
    // record says where in the file the next one lies.
    DcmDicomDir directory(file);
    auto* meta = directory.getDirFileFormat().getMetaInfo();
    if (!first || directory.error().bad() ||
        meta->putAndInsertString(DCM_MediaStorageSOPInstanceUID, uid.c_str()).bad() ||
        directory.write().bad())
        return fail(ErrorCode::IoFailure, "the DICOMDIR cannot be written");
    return {};
}

} // namespace cw::dicom
