// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/detail/ImportRun.h"

#include "anonymizer/DeidentifyFolder.h"
#include "anonymizer/LeakGate.h"
#include "anonymizer/Profile.h"
#include "anonymizer/Vault.h"
#include "anonymizer/detail/Identifiers.h"
#include "app/workflow/FileSort.h"
#include "app/workflow/detail/Archive.h"
#include "app/workflow/detail/InOrder.h"
#include "app/workflow/detail/MediaIndex.h"
#include "app/workflow/detail/ReportIntake.h"
#include "core/Files.h"

#include <algorithm>
#include <fstream>

namespace cw::workflow::detail {
namespace {

namespace fs = std::filesystem;

FileSort sortOfFile(const fs::path& file) {
    std::vector<char> head(kBytesToSort);
    std::ifstream stream(file, std::ios::binary);
    stream.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
    return sortOf(std::as_bytes(std::span(head)));
}

std::string auditDetail(const anonymizer::AuditRecord& record, const anonymizer::Profile* profile) {
    std::string text = record.profile;
    if (profile) // of its rules: a frozen version says by which ones its images were made
        text += "; profile sha256 " + profile->digest();
    text += "; key " + record.keyId;
    for (const auto& [action, count] : record.actions)
        text += "; " + action + " " + std::to_string(count);
    for (const auto& warning : record.warnings)
        text += "; warning: " + warning;
    return text + "; output " + record.outputSha256;
}

} // namespace

Result<void> ImportRun::run(const std::vector<SourceFile>& files, int workers) {
    m_report.found += files.size();
    m_total += files.size();
    return inOrder<Made>(
        files.size(), workers, [&](std::size_t i) { return make(files[i], i); },
        [&](std::size_t i, Result<Made> made) -> Result<void> {
            if (m_parts.cancel && m_parts.cancel->cancelled())
                return fail(ErrorCode::Cancelled,
                            "stopped; what was imported stays, a second import goes on");
            CW_CHECK(take(files[i], std::move(made)));
            if (m_parts.progress)
                m_parts.progress(++m_done, m_total, "files");
            return {};
        });
}

Result<void> ImportRun::runArchive(const fs::path& file, int workers) {
    constexpr std::size_t fewFiles = 16;
    constexpr std::uint64_t fewBytes = 256ULL << 20;
    const auto name = file.filename().string();
    auto archive = ArchiveReader::open(file);
    if (!archive) {
        ++m_report.notImages; // a gzip of something else, for example
        ++m_report.found;
        return {};
    }
    ++m_report.archives;
    for (bool more = true; more;) {
        std::vector<SourceFile> few;
        std::uint64_t bytes = 0;
        while (more && few.size() < fewFiles && bytes < fewBytes) {
            auto entry = archive->next();
            more = entry && entry->has_value();
            if (!entry) {
                ++m_report.found;
                refuse(name, entry.error().sentence());
            } else if (more && !(*entry)->refused.empty()) {
                ++m_report.found;
                refuse((*entry)->name, (*entry)->refused);
            } else if (more && isMediaIndexName((*entry)->name)) {
                ++m_report.found;
                ++m_report.notImages;
            } else if (more) {
                bytes += (*entry)->content->size();
                few.push_back({(*entry)->content->path(), (*entry)->name, (*entry)->content});
            }
        }
        CW_CHECK(run(few, workers));
    }
    return {};
}

Result<ImportRun::Made> ImportRun::make(const SourceFile& source, std::size_t number) const {
    Made made;
    if (m_parts.cancel && m_parts.cancel->cancelled())
        return made;
    const auto sort = sortOfFile(source.file);
    if (sort == FileSort::Neither)
        return made;
    const fs::path name = fs::path(source.relative).filename();
    const auto token = anonymizer::sourceToken(m_parts.context, source.relative);
    CW_TRY(auto writing, m_parts.pixels.check(source.file, token, source.relative));
    if (writing.held)
        return fail(ErrorCode::Forbidden, writing.why);
    std::vector<std::byte> bytes;
    if (writing.hidden)
        bytes = std::move(*writing.hidden);
    else {
        CW_TRY(bytes, core::readFile(source.file));
    }
    anonymizer::FileOptions options;
    options.pixelsCleaned = writing.cleaned;
    CW_TRY(made.file, anonymizer::deidentify(bytes, m_parts.context, name, options));
    if (made.file->original)
        made.issuer = made.file->original->issuer;
    CW_CHECK(searchForLeaks(*made.file, source, number));
    return made;
}

/// The gate reads files: the output lies in the project's own area while it is searched.
Result<void> ImportRun::searchForLeaks(const anonymizer::DeidentifiedFile& file,
                                       const SourceFile& source, std::size_t number) const {
    const auto token = anonymizer::sourceToken(m_parts.context, source.relative);
    const auto output = m_parts.scratch / ("." + token + "-" + std::to_string(number));
    std::error_code ignored;
    fs::remove(output, ignored); // of a process that was killed
    CW_CHECK(core::writeNew(output, file.image.value().bytes));
    static const std::vector<anonymizer::Identifier> none;
    anonymizer::GateOptions options;
    options.profile = m_parts.context.profile;
    options.source = source.file;
    const anonymizer::LeakGate gate(file.identifiers ? *file.identifiers : none, source.relative,
                                    options);
    const auto found = gate.check(output, file.instanceUid);
    fs::remove(output, ignored);
    if (!found)
        return tl::unexpected<Error>(found.error());
    if (!found->passed())
        return fail(ErrorCode::Unsupported,
                    "the leak gate found something of the source in the output (" +
                        found->leaks.front().kind + ")");
    return {};
}

Result<void> ImportRun::take(const SourceFile& source, Result<Made> made) {
    if (!made) {
        if (made.error().code == ErrorCode::Forbidden)
            ++m_report.held;
        refuse(source.relative, made.error().sentence());
        return {};
    }
    m_issuers.insert(made->issuer);
    if (!made->file) {
        ++m_report.notImages;
        return {};
    }
    if (m_parts.reports)
        m_parts.reports->learn(*made->file);
    return m_parts.store(
        [&](storage::CaseStore& store) { return add(source, *made->file, store); });
}

Result<void> ImportRun::add(const SourceFile& source, const anonymizer::DeidentifiedFile& file,
                            storage::CaseStore& store) {
    CW_TRY(const bool known, store.knowsSource(file.image.value().sourceDigest));
    if (known) {
        ++m_report.alreadyThere;
        return {};
    }
    const auto kind = file.image.value().attributes.kind;
    if (kind != m_parts.kind) {
        refuse(source.relative, "not a " + std::string(core::name(m_parts.kind)) + " image but " +
                                    std::string(core::name(kind)));
        return {};
    }
    const auto added = store.add(file.image);
    if (!added) {
        // The same picture under two patients is one bad file, not the end of the import.
        if (added.error().code != ErrorCode::Conflict)
            return tl::unexpected<Error>(added.error());
        refuse(source.relative, added.error().sentence());
        return {};
    }
    ++(added->alreadyThere ? m_report.alreadyThere : m_report.imported);
    return store.audit("import", "image " + added->id.text(),
                       auditDetail(file.record, m_parts.context.profile.get()));
}

void ImportRun::refuse(const std::string& relative, std::string reason) {
    m_report.refused.push_back(
        {anonymizer::sourceToken(m_parts.context, relative), std::move(reason)});
}

} // namespace cw::workflow::detail
