// SPDX-License-Identifier: Apache-2.0
// Opening an intake, its preview, its writings and what blocks its release.
#include "app/workflow/Intake.h"

#include "anonymizer/Assignments.h"
#include "anonymizer/DeidentifyFolder.h"
#include "anonymizer/Preview.h"
#include "anonymizer/Profile.h"
#include "app/workflow/ClinicalCsv.h"
#include "app/workflow/detail/IntakeState.h"
#include "core/Files.h"

#include <algorithm>
#include <cmath>

namespace cw::workflow {
namespace {

namespace fs = std::filesystem;

Result<void> checkPlaces(const IntakePlan& plan, const fs::path& workRoot) {
    std::error_code error;
    if (plan.source.empty() || !fs::is_directory(plan.source, error))
        return fail(ErrorCode::NotFound, "the source folder is not there");
    if (plan.keyFile.empty())
        return fail(ErrorCode::InvalidArgument, "no key file is named");
    for (const auto& folder : detail::foldersOf(workRoot.parent_path()))
        if (detail::isInside(plan.source, folder) || detail::isInside(folder, plan.source))
            return fail(ErrorCode::InvalidArgument,
                        "the source and the project's folder lie inside each other");
    return {};
}

/// One folder a source, profile and key: a second export never meets the first one's journal.
fs::path workFolder(const fs::path& root, const IntakePlan& plan,
                    const anonymizer::DeidentifyContext& context) {
    std::error_code ignored;
    const auto source = fs::weakly_canonical(plan.source, ignored).generic_string();
    const auto name =
        context.pseudonyms.token("intake", source + '\n' + context.profile->digest(), 12);
    return root / name;
}

Result<std::string> readPatients(const IntakePlan& plan) {
    if (!plan.patients)
        return std::string();
    auto text = core::readText(*plan.patients);
    if (!text)
        return within(text.error(), "reading the table of patients");
    if (auto table = parseClinicalCsv(*text); !table)
        return within(table.error(), "reading the table of patients");
    return text;
}

/// For the preview, and to say at once what is wrong with a table. A run asks the vault for the
/// numbers of earlier ones, so that a number shown here is only likely.
Result<std::shared_ptr<const anonymizer::Assignments>>
assignmentsOf(const IntakePlan& plan, const std::string& patients,
              const anonymizer::DeidentifyContext& context) {
    anonymizer::AssignmentTables tables;
    if (plan.lookup) {
        auto text = core::readText(*plan.lookup);
        if (!text)
            return within(text.error(), "reading the table of IDs");
        tables.lookup = std::move(*text);
    }
    const auto& rule = context.profile->patientIds();
    if (rule.mode == anonymizer::PatientIdRule::Mode::Numbering)
        tables.classes = patients;
    if (rule.mode == anonymizer::PatientIdRule::Mode::Pseudonym && tables.lookup.empty())
        return std::shared_ptr<const anonymizer::Assignments>();
    CW_TRY(auto made, anonymizer::Assignments::make(tables, rule, context.pseudonyms, {}));
    return std::move(made.assignments);
}

} // namespace

Result<Intake::Impl::BoxOfFile> Intake::Impl::boxOf(const Writing& writing) const {
    const auto path = pathOf(writing.source);
    CW_TRY(const auto image, pixels->queue().image(writing.source));
    if (!path || writing.box >= image.boxes.size())
        return fail(ErrorCode::NotFound, "the file is not one of the source");
    return BoxOfFile{plan.source / *path, image.boxes[writing.box].box};
}

std::vector<std::string> intakeProfiles() { return anonymizer::Profile::builtInNames(); }

const std::vector<std::string>& intakePurposes() { return anonymizer::purposes(); }

Result<ProfileWords> describeProfile(const std::string& nameOrFile) {
    CW_TRY(const auto profile, anonymizer::Profile::named(nameOrFile));
    return ProfileWords{profile->name(), profile->edition(), profile->description(),
                        profile->warnings(), profile->requiresCleanPixels()};
}

Intake::Intake(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Intake::Intake(Intake&&) noexcept = default;
Intake& Intake::operator=(Intake&&) noexcept = default;
Intake::~Intake() = default;

Result<Intake> Intake::open(IntakePlan plan, const fs::path& workRoot, core::Clock clock) {
    CW_CHECK(checkPlaces(plan, workRoot));
    CW_TRY(auto profile, anonymizer::Profile::named(plan.profile));
    CW_TRY(auto patients, readPatients(plan));
    auto found = detail::filesOf(plan.source);
    if (!found)
        return within(found.error(), "the source folder");
    auto handedOn = detail::foldersOf(workRoot.parent_path());
    handedOn.push_back(plan.source);
    CW_TRY(auto key, detail::keyOutside(plan.keyFile, handedOn));

    anonymizer::DeidentifyContext context{std::move(profile),
                                          anonymizer::Pseudonyms(std::move(key)), nullptr};
    CW_TRY(auto assignments, assignmentsOf(plan, patients, context));
    const auto work = workFolder(workRoot, plan, context);
    std::error_code error;
    fs::create_directories(work, error);
    if (error)
        return fail(ErrorCode::IoFailure, "the folder of the intake cannot be made");
    // What a person decided about a device holds for every later source as well.
    CW_TRY(auto queue,
           anonymizer::PixelQueue::open(work / anonymizer::kPixelQueueFile,
                                        workRoot / anonymizer::kPixelTemplateFile, clock));
    auto impl = std::make_unique<Impl>(std::move(context));
    impl->plan = std::move(plan);
    impl->work = work;
    impl->clock = std::move(clock);
    impl->patientsCsv = std::move(patients);
    impl->assignments = std::move(assignments);
    for (auto& file : *found) {
        impl->byToken.emplace(anonymizer::sourceToken(impl->context, file.relative),
                              impl->files.size());
        impl->files.emplace_back(std::move(file.relative));
    }
    impl->pixels =
        std::make_shared<anonymizer::PixelStage>(std::move(queue), impl->context.pseudonyms);
    impl->reader = std::make_unique<anonymizer::TextDetector>(impl->context.pseudonyms);
    return Intake(std::move(impl));
}

const IntakePlan& Intake::plan() const { return m_impl->plan; }
std::string Intake::profileLine() const {
    return m_impl->context.profile->name() + ", " + m_impl->context.profile->edition();
}
std::string Intake::keyId() const { return m_impl->context.pseudonyms.keyId(); }
fs::path Intake::stagedFolder() const { return m_impl->output(); }
const std::vector<fs::path>& Intake::files() const { return m_impl->files; }
void Intake::setFacts(IntakeFacts facts) {
    const std::lock_guard lock(m_impl->mutex);
    m_impl->plan.facts = std::move(facts);
}
IntakeStatus Intake::status() const { return m_impl->copyOfStatus(); }

fs::path Intake::pathOf(const std::string& token) const {
    return m_impl->pathOf(token).value_or(fs::path());
}

Result<IntakePreview> Intake::preview(const fs::path& file, bool showValues) const {
    if (std::ranges::find(m_impl->files, file) == m_impl->files.end())
        return fail(ErrorCode::NotFound, "the file is not one of the source");
    anonymizer::PreviewOptions options;
    options.showValues = showValues;
    CW_TRY(const auto found,
           anonymizer::preview(m_impl->plan.source / file, m_impl->contextNow(), options));
    IntakePreview preview;
    preview.profile = found.profile;
    preview.warnings = found.warnings;
    preview.changes.reserve(found.rows.size());
    for (const auto& row : found.rows)
        preview.changes.push_back({row.where, row.keyword, std::string(anonymizer::name(row.what)),
                                   row.beforeKind, row.before, row.after, row.rule, row.why});
    return preview;
}

std::vector<Writing> Intake::writings() const {
    std::vector<Writing> all;
    for (const auto& image : m_impl->pixels->queue().images()) {
        if (!m_impl->pathOf(image.source))
            continue; // of a source that has lost this file since
        for (std::size_t i = 0; i < image.boxes.size(); ++i) {
            const auto& box = image.boxes[i];
            Writing writing;
            writing.source = image.source;
            writing.box = i;
            writing.place = box.box.box;
            writing.frame = box.box.frame;
            writing.match = box.box.match;
            writing.device = image.device.known() ? image.device.text() : std::string();
            writing.identifies = box.box.identifies();
            writing.everywhere = box.scope == anonymizer::PixelScope::Device;
            if (box.verdict)
                writing.verdict = *box.verdict == anonymizer::PixelVerdict::Hide
                                      ? WritingVerdict::Hide
                                      : WritingVerdict::Keep;
            all.push_back(std::move(writing));
        }
    }
    return all;
}

Result<WritingPicture> Intake::picture(const Writing& writing) const {
    CW_TRY(const auto found, m_impl->boxOf(writing));
    CW_TRY(const auto bytes, core::readFile(found.file));
    const auto& box = found.box.box;
    // As much around it as it is high, thrice: enough to see what it belongs to.
    const int margin = std::clamp(static_cast<int>(3 * box.height()), 60, 400);
    CW_TRY(auto crop, anonymizer::cropOf(bytes, found.box, margin));
    const double left = std::min(std::floor(box.left), static_cast<double>(margin)),
                 top = std::min(std::floor(box.top), static_cast<double>(margin));
    return WritingPicture{std::move(crop), {left, top, left + box.width(), top + box.height()}};
}

Result<std::string> Intake::textOf(const Writing& writing) const {
    CW_TRY(const auto found, m_impl->boxOf(writing));
    CW_TRY(const auto bytes, core::readFile(found.file));
    const std::lock_guard lock(m_impl->readerMutex);
    return m_impl->reader->textIn(bytes, found.box);
}

Result<void> Intake::decide(const Writing& writing, const WritingDecision& decision) {
    anonymizer::PixelDecision said;
    said.source = writing.source;
    said.boxes = {writing.box};
    said.verdict = decision.verdict == WritingVerdict::Keep ? anonymizer::PixelVerdict::Keep
                                                            : anonymizer::PixelVerdict::Hide;
    said.scope =
        decision.everywhere ? anonymizer::PixelScope::Device : anonymizer::PixelScope::Image;
    said.reason = decision.reason;
    {
        const std::lock_guard lock(m_impl->mutex);
        said.by = m_impl->plan.facts.operatorName;
    }
    if (said.by.empty())
        return fail(ErrorCode::InvalidArgument, "say first who decides: the operator is empty");
    return m_impl->pixels->queue().decide(said);
}

Result<void> Intake::leaveLeaksOut() {
    const std::lock_guard lock(m_impl->mutex);
    if (m_impl->plan.facts.operatorName.empty())
        return fail(ErrorCode::InvalidArgument, "say first who decides: the operator is empty");
    m_impl->leftOut = m_impl->leaked;
    return {};
}

std::vector<Blocker> Intake::blockers() const {
    using enum Blocker::Kind;
    const auto status = m_impl->copyOfStatus();
    if (!status.ran)
        return {{NotRun, 0}};
    std::vector<Blocker> blockers;
    std::set<std::string> held;
    for (const auto& item : status.items)
        if (item.state == IntakeItem::State::Held)
            held.insert(item.source);
    std::size_t undecided = 0;
    std::set<std::string> waiting;
    for (const auto& writing : writings())
        if (held.contains(writing.source) && writing.verdict == WritingVerdict::Undecided) {
            ++undecided;
            waiting.insert(writing.source);
        }
    if (undecided > 0)
        blockers.push_back({Undecided, undecided});
    if (held.size() > waiting.size())
        blockers.push_back({NotRerun, held.size() - waiting.size()});
    const std::lock_guard lock(m_impl->mutex);
    const auto leaks = static_cast<std::size_t>(std::ranges::count_if(
        m_impl->leaked, [&](const auto& token) { return !m_impl->leftOut.contains(token); }));
    if (leaks > 0)
        blockers.push_back({Leaks, leaks});
    if (status.count(IntakeItem::State::Done) == 0)
        blockers.push_back({NothingDone, 0});
    if (!status.reconciles)
        blockers.push_back({DoesNotReconcile, 0});
    if (m_impl->plan.facts.operatorName.empty())
        blockers.push_back({NoOperator, 0});
    if (m_impl->plan.facts.purpose.empty())
        blockers.push_back({NoPurpose, 0});
    return blockers;
}

Result<std::string> Intake::reportJson() const {
    return core::readText(m_impl->report() / "report.json");
}

std::string sentence(const Blocker& blocker) {
    const auto n = std::to_string(blocker.count);
    const bool one = blocker.count == 1;
    switch (blocker.kind) {
    case Blocker::Kind::NotRun:
        return "no run has reached the end";
    case Blocker::Kind::Undecided:
        return n + (one ? " piece" : " pieces") + " of writing in pictures " +
               (one ? "waits" : "wait") + " for a decision";
    case Blocker::Kind::NotRerun:
        return n + (one ? " file is" : " files are") + " decided on but not written: run again";
    case Blocker::Kind::Leaks:
        return n + (one ? " file was" : " files were") + " stopped by the leak gate: leave " +
               (one ? "it" : "them") +
               " out or change the "
               "profile";
    case Blocker::Kind::NothingDone:
        return "nothing was written";
    case Blocker::Kind::NoOperator:
        return "nobody said who releases";
    case Blocker::Kind::NoPurpose:
        return "nobody said what for";
    case Blocker::Kind::DoesNotReconcile:
        return "input and output do not add up: run again";
    }
    return {};
}

} // namespace cw::workflow
