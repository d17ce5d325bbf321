// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Profile.h"
#include "app/workflow/ClinicalCsv.h"
#include "app/workflow/FileSort.h"
#include "app/workflow/Project.h"
#include "app/workflow/detail/InOrder.h"
#include "core/Files.h"

#include <algorithm>
#include <fstream>

namespace cw::workflow {
namespace {

namespace fs = std::filesystem;

struct SourceFile {
    fs::path file;
    std::string relative; ///< to the source it was found under: what the keyed token is made of
};

bool isInside(const fs::path& inner, const fs::path& outer) {
    std::error_code ignored;
    const auto a = fs::weakly_canonical(inner, ignored), b = fs::weakly_canonical(outer, ignored);
    return std::mismatch(b.begin(), b.end(), a.begin(), a.end()).first == b.end();
}

Result<std::vector<SourceFile>> listSources(const std::vector<fs::path>& sources,
                                            const fs::path& project) {
    std::vector<SourceFile> files;
    for (std::size_t s = 0; s < sources.size(); ++s) {
        const auto which = "source " + std::to_string(s + 1);
        std::error_code error;
        const auto status = fs::status(sources[s], error);
        if (!fs::exists(status))
            return fail(ErrorCode::NotFound, which + " is not there");
        if (isInside(sources[s], project) || isInside(project, sources[s]))
            return fail(ErrorCode::InvalidArgument,
                        which + " and the project's folder lie inside each other");
        if (fs::is_regular_file(status)) {
            files.push_back({sources[s], sources[s].filename().string()});
            continue;
        }
        const auto first = static_cast<std::ptrdiff_t>(files.size());
        fs::recursive_directory_iterator walk(sources[s],
                                              fs::directory_options::skip_permission_denied, error);
        if (error)
            return fail(ErrorCode::Unreadable, which + " cannot be listed: " + error.message());
        for (; walk != fs::recursive_directory_iterator(); walk.increment(error)) {
            std::error_code none;
            if (walk->is_regular_file(none))
                files.push_back(
                    {walk->path(), walk->path().lexically_relative(sources[s]).string()});
            if (error)
                return fail(ErrorCode::Unreadable, which + " cannot be listed: " + error.message());
        }
        // The order of a folder's entries differs between machines; the order of cases must not.
        std::sort(files.begin() + first, files.end(),
                  [](const auto& a, const auto& b) { return a.relative < b.relative; });
    }
    return files;
}

Result<anonymizer::PseudonymKey> keyFrom(const fs::path& keyFile, const fs::path& project) {
    if (isInside(keyFile, project))
        return fail(ErrorCode::InvalidArgument,
                    "the key file lies inside the project: whoever gets the project could undo it");
    std::error_code ignored;
    if (fs::exists(keyFile, ignored))
        return anonymizer::PseudonymKey::read(keyFile);
    if (keyFile.has_parent_path())
        fs::create_directories(keyFile.parent_path(), ignored);
    const auto key = anonymizer::PseudonymKey::random();
    CW_CHECK(key.writeNew(keyFile));
    return key;
}

bool isImage(const fs::path& file) {
    std::vector<char> head(kBytesToSort);
    std::ifstream stream(file, std::ios::binary);
    stream.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
    return sortOf(std::as_bytes(std::span(head))) != FileSort::Neither;
}

std::string auditDetail(const anonymizer::AuditRecord& record) {
    std::string text = record.profile + "; key " + record.keyId;
    for (const auto& [action, count] : record.actions)
        text += "; " + action + " " + std::to_string(count);
    for (const auto& warning : record.warnings)
        text += "; warning: " + warning;
    return text + "; output " + record.outputSha256;
}

/// nullopt: not an image.
using Made = std::optional<anonymizer::DeidentifiedFile>;

class ImportRun {
public:
    ImportRun(storage::CaseStore& store, const anonymizer::DeidentifyContext& context,
              const core::ProgressFn& progress, const core::CancelToken* cancel,
              ImportReport& report)
        : m_store(store), m_context(context), m_progress(progress), m_cancel(cancel),
          m_report(report) {}

    Result<void> run(const std::vector<SourceFile>& files, int workers) {
        m_report.found = files.size();
        return detail::inOrder<Made>(
            files.size(), workers, [&](std::size_t i) { return make(files[i]); },
            [&](std::size_t i, Result<Made> made) -> Result<void> {
                if (m_cancel && m_cancel->cancelled())
                    return fail(ErrorCode::Cancelled,
                                "stopped; what was imported stays, a second import goes on");
                CW_CHECK(take(files[i], std::move(made)));
                if (m_progress)
                    m_progress(i + 1, files.size(), "files");
                return {};
            });
    }

private:
    Result<Made> make(const SourceFile& source) const {
        if (m_cancel && m_cancel->cancelled())
            return Made{};
        if (!isImage(source.file))
            return Made{};
        CW_TRY(const auto bytes, core::readFile(source.file));
        CW_TRY(auto clean, anonymizer::deidentify(bytes, m_context, source.file.filename()));
        return Made(std::move(clean));
    }

    Result<void> take(const SourceFile& source, Result<Made> made) {
        if (!made) {
            m_report.refused.push_back({m_context.pseudonyms.token("source", source.relative, 16),
                                        made.error().sentence()});
            return {};
        }
        if (!*made) {
            ++m_report.notImages;
            return {};
        }
        const auto& file = **made;
        CW_TRY(const bool known, m_store.knowsSource(file.image.value().sourceDigest));
        if (known) {
            ++m_report.alreadyThere;
            return {};
        }
        const auto kind = file.image.value().attributes.kind;
        if (kind != m_store.kind()) {
            m_report.refused.push_back({m_context.pseudonyms.token("source", source.relative, 16),
                                        "not a " + std::string(core::name(m_store.kind())) +
                                            " image but " + std::string(core::name(kind))});
            return {};
        }
        const auto added = m_store.add(file.image);
        if (!added) {
            // The same picture under two patients is one bad file, not the end of the import.
            if (added.error().code != ErrorCode::Conflict)
                return tl::unexpected<Error>(added.error());
            m_report.refused.push_back({m_context.pseudonyms.token("source", source.relative, 16),
                                        added.error().sentence()});
            return {};
        }
        ++(added->alreadyThere ? m_report.alreadyThere : m_report.imported);
        return m_store.audit("import", "image " + added->id.text(), auditDetail(file.record));
    }

    storage::CaseStore& m_store;
    const anonymizer::DeidentifyContext& m_context;
    const core::ProgressFn& m_progress;
    const core::CancelToken* m_cancel;
    ImportReport& m_report;
};

Result<void> addClinical(storage::CaseStore& store, const anonymizer::Pseudonyms& pseudonyms,
                         const std::string& csv, ImportReport& report) {
    auto table = parseClinicalCsv(csv);
    if (!table)
        return within(table.error(), "reading the clinical table");
    CW_TRY(const auto cases, store.cases());
    report.clinicalRows = table->lines.size();
    report.clinicalWarnings = std::move(table->warnings);
    for (const auto& line : table->lines) {
        const auto key = pseudonyms.patient({}, line.patientId);
        if (std::none_of(cases.begin(), cases.end(),
                         [&](const auto& row) { return row.patient == key; }))
            continue;
        CW_CHECK(store.setClinical(key, line.values));
        ++report.clinicalMatched;
    }
    return {};
}

} // namespace

Result<ImportReport> Project::import(const std::vector<std::filesystem::path>& sources,
                                     const std::filesystem::path& keyFile,
                                     const std::optional<std::filesystem::path>& clinicalCsv,
                                     const std::string& profile, const core::ProgressFn& progress,
                                     const core::CancelToken* cancel) {
    CW_TRY(auto rules, anonymizer::Profile::builtIn(profile));
    CW_TRY(const auto files, listSources(sources, m_store->folder()));
    std::string clinical;
    if (clinicalCsv) { // before the long part: a wrong name should not cost an hour
        auto text = core::readText(*clinicalCsv);
        if (!text)
            return within(text.error(), "reading the clinical table");
        clinical = std::move(*text);
        if (auto table = parseClinicalCsv(clinical); !table)
            return within(table.error(), "reading the clinical table");
    }
    CW_TRY(auto key, keyFrom(keyFile, m_store->folder()));

    ImportReport report;
    report.profile = rules->name() + ", " + rules->edition();
    report.keyId = key.keyId();
    const anonymizer::DeidentifyContext context{std::move(rules),
                                                anonymizer::Pseudonyms(std::move(key))};
    CW_CHECK(ImportRun(*m_store, context, progress, cancel, report).run(files, 2));
    if (clinicalCsv)
        CW_CHECK(addClinical(*m_store, context.pseudonyms, clinical, report));
    CW_CHECK(m_store->audit("import", "finished",
                            std::to_string(report.imported) + " imported, " +
                                std::to_string(report.alreadyThere) + " already there, " +
                                std::to_string(report.refused.size()) + " refused, " +
                                std::to_string(report.notImages) + " not images"));
    return report;
}

} // namespace cw::workflow
