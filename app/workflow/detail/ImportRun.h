// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/PixelCheck.h"
#include "app/workflow/Project.h"
#include "app/workflow/StoreAccess.h"
#include "app/workflow/detail/Sources.h"

#include <set>

namespace cw::workflow::detail {

class ReportIntake;

/// Takes sources into a store: each is checked for writing in its pixels, de-identified, searched
/// for what identified it, and only then added. One bad file is refused, the others go on.
class ImportRun {
public:
    struct Parts {
        const StoreAccess& store;
        core::ImageKind kind;
        const anonymizer::DeidentifyContext& context;
        anonymizer::PixelStage& pixels;
        /// Of the project: outputs lie there while they are searched.
        std::filesystem::path scratch;
        const core::ProgressFn& progress;
        const core::CancelToken* cancel;
        ReportIntake* reports = nullptr; ///< learns who the patients are
    };
    ImportRun(const Parts& parts, ImportReport& report) : m_parts(parts), m_report(report) {}

    Result<void> run(const std::vector<SourceFile>& files, int workers);
    /// The files of an archive, a few at a time, in memory only (detail/Archive.h). What is wrong
    /// with the archive is a refusal, not an error.
    Result<void> runArchive(const std::filesystem::path& archive, int workers);
    /// What never became a file to look at.
    void refuse(const std::string& relative, std::string reason);
    /// Issuers of Patient ID that the sources name (dropped with this object), and none.
    const std::set<std::string>& issuers() const { return m_issuers; }

private:
    struct Made {
        std::optional<anonymizer::DeidentifiedFile> file; ///< none: no image
        std::string issuer;
    };
    Result<Made> make(const SourceFile& source, std::size_t number) const;
    Result<void> searchForLeaks(const anonymizer::DeidentifiedFile& file, const SourceFile& source,
                                std::size_t number) const;
    Result<void> take(const SourceFile& source, Result<Made> made);
    Result<void> add(const SourceFile& source, const anonymizer::DeidentifiedFile& file,
                     storage::CaseStore& store);

    const Parts& m_parts;
    ImportReport& m_report;
    std::set<std::string> m_issuers{std::string()};
    std::size_t m_done = 0, m_total = 0; ///< of progress; archives add to the total as they open
};

} // namespace cw::workflow::detail
