// SPDX-License-Identifier: Apache-2.0
// Versions that leave the house, and to whom.
#include "app/workflow/Project.h"
#include "core/Sha256.h"
#include "dataset/FileList.h"

namespace cw::workflow {
namespace {

constexpr const char* kActor = "recipients"; // of the audit trail: action the kind, detail the hash

} // namespace

Result<void> Project::exportVersion(const core::VersionName& name,
                                    const dataset::ExportOptions& options,
                                    const core::ProgressFn& progress) {
    CW_CHECK(mayLeaveUnrecorded());
    CW_TRY(const auto frozen, version(name));
    return dataset::exportVersion(frozen, options, bytesSource(), progress);
}

Result<void> Project::mayLeaveUnrecorded() const {
    CW_TRY(const auto known, recipients());
    if (known.required())
        return fail(ErrorCode::Forbidden,
                    "this project demands a recipient with an approval for every export");
    return {};
}

Result<Released> Project::recorded(const ReleaseTerms& terms, const dataset::FrozenVersion& frozen,
                                   const Leaving& leaving, const Writing& write) {
    if (!terms.periodUntil.empty() && !isDay(terms.periodUntil))
        return fail(ErrorCode::InvalidArgument, "the period ends on a day, YYYY-MM-DD");
    CW_TRY(const auto known, recipients());
    const auto today = core::iso8601Utc(m_clock()).substr(0, 10);
    CW_TRY(const auto recipient, known.cleared(terms.recipient, today));
    if (known.required() && (terms.purpose.empty() || terms.use.empty()))
        return fail(ErrorCode::Forbidden, "this project demands a purpose and a use on record");
    // Before anything leaves: a killed export is on record too.
    CW_TRY(const auto begun,
           record("export", {{"recipient", recipient.name},
                             {"irb", recipient.irb},
                             {"version", frozen.name.text()},
                             {"manifestSha256", frozen.manifestSha256},
                             {"format", leaving.format},
                             {"items", std::to_string(frozen.content.images.size()) +
                                           (leaving.withImages ? " images with annotations"
                                                               : " images' annotations")},
                             {"purpose", terms.purpose},
                             {"use", terms.use},
                             {"periodUntil", terms.periodUntil}}));
    CW_CHECK(write());
    CW_TRY(const auto hash, core::sha256OfFile(leaving.folder / dataset::kFileList));
    CW_CHECK(record("exported", {{"export", begun.hash}, {"filesSha256", hash}}));
    return Released{recipient, hash};
}

Result<Released> Project::exportTo(const ReleaseTerms& terms, const core::VersionName& name,
                                   const dataset::ExportOptions& options,
                                   const core::ProgressFn& progress) {
    CW_TRY(const auto frozen, version(name));
    const Leaving leaving{std::string(dataset::name(options.format)), options.output,
                          options.withImages};
    return recorded(terms, frozen, leaving, [&]() -> Result<void> {
        return dataset::exportVersion(frozen, options, bytesSource(), progress);
    });
}

Result<Recipients> Project::recipients() const {
    CW_TRY(auto known, Recipients::read(m_store->folder()));
    CW_TRY(const auto trail, m_store->stewardTrail());
    for (const auto& row : trail)
        if (row.actor == kActor && !known.has(row.detail))
            return fail(ErrorCode::Corrupt,
                        "the recipients' record lacks a row that the audit trail knows of");
    return known;
}

Result<RecipientsRow> Project::record(const std::string& kind,
                                      const std::map<std::string, std::string>& fields) {
    CW_CHECK(recipients()); // never grow a record that was tampered with
    CW_TRY(auto row, Recipients::append(m_store->folder(), m_clock, kind, fields));
    CW_CHECK(m_store->audit(kActor, kind, row.hash));
    return row;
}

Result<void> Project::addRecipient(const Recipient& recipient) {
    CW_TRY(const auto fields, fieldsOf(recipient));
    CW_CHECK(record("recipient", fields));
    return {};
}

Result<void> Project::requireRecipient(bool required) {
    CW_CHECK(record("policy", {{"requireRecipient", required ? "on" : "off"}}));
    return {};
}

} // namespace cw::workflow
