// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Deidentify.h"
#include "anonymizer/PixelCheck.h"
#include "anonymizer/Profile.h"
#include "app/workflow/Custody.h"
#include "app/workflow/Intake.h"
#include "app/workflow/detail/Sources.h"

#include <set>
#include <unordered_map>

namespace cw::workflow {

struct Intake::Impl {
    explicit Impl(anonymizer::DeidentifyContext rules) : context(std::move(rules)) {}

    IntakePlan plan;
    std::filesystem::path work;
    core::Clock clock;
    anonymizer::DeidentifyContext context;                ///< without assignments: contextNow()
    std::vector<std::filesystem::path> files;             ///< of the source, sorted, relative
    std::unordered_map<std::string, std::size_t> byToken; ///< token -> number in files
    std::shared_ptr<anonymizer::PixelStage> pixels;
    /// Reads a writing out to the steward; one call at a time.
    std::unique_ptr<anonymizer::TextDetector> reader;
    mutable std::mutex readerMutex;
    std::string patientsCsv; ///< as read when the intake was opened

    mutable std::mutex mutex; ///< guards plan.facts and what follows
    std::shared_ptr<const anonymizer::Assignments> assignments; ///< of the last run, or a preview's
    IntakeStatus status;
    std::set<std::string> leaked, leftOut;
    std::string job; ///< of the ledger; empty without one

    anonymizer::DeidentifyContext contextNow() const {
        const std::lock_guard lock(mutex);
        return {context.profile, context.pseudonyms, assignments};
    }
    std::filesystem::path output() const { return work / "output"; }
    std::filesystem::path report() const { return work / "report"; }
    std::optional<std::filesystem::path> pathOf(const std::string& token) const {
        const auto found = byToken.find(token);
        if (found == byToken.end())
            return std::nullopt;
        return files[found->second];
    }
    struct BoxOfFile {
        std::filesystem::path file;
        anonymizer::TextBox box;
    };
    CustodyPlan custodyPlan() const;
    Result<void> recordApproval() const;
    /// NotFound: not of this source any more.
    Result<BoxOfFile> boxOf(const Writing& writing) const;
    IntakeStatus copyOfStatus() const {
        const std::lock_guard lock(mutex);
        return status;
    }
};

} // namespace cw::workflow
