// SPDX-License-Identifier: Apache-2.0
// The run of an intake: a batch into the staged tree, with the pixel check and the leak gate on.
#include "app/workflow/Custody.h"
#include "app/workflow/detail/Gate.h"
#include "app/workflow/detail/IntakeState.h"

namespace cw::workflow {
namespace {

using anonymizer::BatchItem;
using anonymizer::BatchReport;
using anonymizer::Outcome;

IntakeItem itemOf(const BatchItem& item, bool leaked) {
    using enum IntakeItem::State;
    IntakeItem result;
    result.source = item.source;
    result.reason = item.reason;
    result.output = item.output;
    result.bytes = item.bytes;
    switch (item.outcome) {
    case Outcome::Written:
    case Outcome::AlreadyThere:
        result.state = Done;
        break;
    case Outcome::Held:
        result.state = Held;
        break;
    case Outcome::Quarantined:
        result.state = leaked ? Leaked : Quarantined;
        break;
    }
    return result;
}

/// What the ledger is told of the run besides what the steward said.
void fillRow(anonymizer::RunRow& row, const BatchReport& report,
             const anonymizer::DeidentifyContext& context) {
    row.profile = report.profile;
    row.edition = report.edition;
    row.policySha256 = context.profile->digest();
    row.toolVersion = report.toolVersion;
    row.keyId = report.keyId;
    row.actions = report.actions;
    row.in.instances = static_cast<std::int64_t>(report.input);
    row.out.instances = static_cast<std::int64_t>(report.count(Outcome::Written) +
                                                  report.count(Outcome::AlreadyThere));
    row.quarantined = static_cast<std::int64_t>(report.count(Outcome::Quarantined));
    row.held = static_cast<std::int64_t>(report.count(Outcome::Held));
    row.leaks = static_cast<std::int64_t>(report.leaked);
    row.leakGate = report.gate;
    row.pixelCheck = report.pixelCheck;
    row.manifestSha256 = report.itemsSha256;
}

} // namespace

CustodyPlan Intake::Impl::custodyPlan() const {
    const std::lock_guard lock(mutex);
    CustodyPlan custody;
    custody.vault = plan.vault;
    custody.ledger = plan.ledger;
    custody.lookup = plan.lookup;
    custody.classes = plan.patients;
    custody.operatorName = plan.facts.operatorName;
    custody.purpose = plan.facts.purpose;
    custody.purposeText = plan.facts.purposeText;
    custody.legalBasis = plan.facts.irb;
    custody.recipient = plan.facts.recipient;
    custody.periodUntil = plan.facts.periodUntil;
    custody.output = output();
    std::error_code ignored;
    custody.resume = std::filesystem::exists(output(), ignored);
    return custody;
}

Result<void> Intake::run(const core::WorkFn& progress, const core::CancelToken* cancel,
                         const std::string& passphrase) {
    auto& impl = *m_impl;
    const std::filesystem::path handedOn[] = {impl.plan.source,
                                              impl.work.parent_path().parent_path()};
    const AskPassphrase ask = [&](const std::string&) -> Result<anonymizer::Passphrase> {
        return anonymizer::Passphrase(passphrase);
    };
    CW_TRY(auto custody, Custody::open(impl.custodyPlan(), *impl.context.profile,
                                       impl.context.pseudonyms, handedOn, ask, impl.clock));
    {
        const std::lock_guard lock(impl.mutex);
        impl.assignments = custody.assignments();
    }
    const auto context = impl.contextNow();

    IntakeStatus next;
    std::set<std::string> leaked;
    std::mutex leakedMutex; // the gate is asked from several threads
    anonymizer::BatchOptions options;
    options.input = impl.plan.source;
    options.output = impl.output();
    options.report = impl.report();
    options.workers = impl.plan.workers;
    options.resume = true;
    options.work = progress;
    options.mapping = custody.rows();
    options.pixels = anonymizer::asPixelCheck(impl.pixels);
    options.gate = detail::leakGate(context.profile, [&](const std::string& token) {
        const std::lock_guard lock(leakedMutex);
        leaked.insert(token);
    });
    options.each = [&](const BatchItem& item) {
        const std::lock_guard lock(leakedMutex);
        next.items.push_back(itemOf(item, leaked.contains(item.source)));
        ++next.counts[static_cast<std::size_t>(next.items.back().state)];
    };
    CW_TRY(const auto report, anonymizer::deidentifyFolder(options, context, {}, cancel));
    fillRow(custody.row(), report, context);
    CW_CHECK(custody.finish());
    next.ran = true;
    next.input = report.input;
    next.reconciles = report.reconciles();
    const std::lock_guard lock(impl.mutex);
    next.released = impl.status.released;
    impl.status = std::move(next);
    impl.leaked = std::move(leaked);
    impl.job = custody.row().job;
    return {};
}

} // namespace cw::workflow
