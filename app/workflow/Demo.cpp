// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Demo.h"

#include "app/workflow/demo/Course.h"
#include "app/workflow/demo/Report.h"
#include "core/Files.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace cw::workflow {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* kMarker = "demo.json";
/// All that a demo writes at the top of its folder; nothing else is ever removed.
constexpr std::array kOwn{"patients", "truth",      "mammography", "fundus",
                          "export",   "validation", "report.html", "synthetic.key"};
constexpr int kSmallest = 15; // patients: fewer leave a class with too few for its folds

Json markerOf(const DemoPlan& plan, bool complete) {
    return {{"schema", "concord-demo-1"},
            {"mammographyPatients", plan.mammographyPatients},
            {"fundusPatients", plan.fundusPatients},
            {"seed", plan.seed},
            {"complete", complete}};
}

enum class Found { Nothing, Finished, Begun, Other, Foreign };

Found lookInto(const DemoPlan& plan) {
    std::error_code error;
    if (!fs::exists(plan.folder, error) || fs::is_empty(plan.folder, error))
        return Found::Nothing;
    const auto text = core::readText(plan.folder / kMarker, 1 << 16);
    const auto marker = text ? Json::parse(*text, nullptr, false) : Json();
    if (!marker.is_object() || marker.value("schema", "") != "concord-demo-1")
        return Found::Foreign;
    if (marker == markerOf(plan, true))
        return Found::Finished;
    return marker == markerOf(plan, false) ? Found::Begun : Found::Other;
}

/// Conflict if somebody has one of the projects open: their work must not vanish under them.
Result<void> checkNobodyInside(const fs::path& folder) {
    std::error_code error;
    for (const auto* project : {"mammography", "fundus"}) {
        // Everybody who works in a project shares this lock: who gets it alone is alone.
        const auto lock = folder / project / ".lock";
        if (!fs::exists(lock, error))
            continue;
        const auto held = core::FileLock::take(lock);
        if (!held && held.error().code == ErrorCode::Conflict)
            return fail(ErrorCode::Conflict, std::string("the demo's ") + project +
                                                 " project: this project is open in another "
                                                 "Concord window or command; close that one first");
    }
    return {};
}

Result<void> clear(const fs::path& folder) {
    CW_CHECK(checkNobodyInside(folder));
    std::error_code error;
    for (const auto* own : kOwn) {
        fs::remove_all(folder / own, error);
        if (error)
            return fail(ErrorCode::IoFailure, "an earlier demo's files cannot be removed");
    }
    return {};
}

DemoOutcome outcomeOf(const fs::path& folder) {
    return {folder / "report.html", folder / "mammography", folder / "fundus", 0, false};
}

demo::CoursePlan courseOf(const DemoPlan& plan, core::ImageKind kind) {
    const bool mammography = kind == core::ImageKind::Mammography;
    const std::string name(core::name(kind));
    demo::CoursePlan course;
    course.kind = kind;
    course.patients = plan.folder / "patients" / name;
    course.truth = plan.folder / "truth" / name;
    course.project = plan.folder / name;
    course.key = plan.folder / "synthetic.key";
    course.coco = plan.folder / "export" / (name + "-coco");
    course.validation = plan.folder / "validation" / name;
    course.patientCount = mammography ? plan.mammographyPatients : plan.fundusPatients;
    // programme.md 2.6; fewer eyes than this leave a class with fewer than ten.
    course.folds = mammography || course.patientCount < 40 ? 5 : 10;
    course.task = mammography ? "malignant" : "disease";
    course.workers = plan.workers;
    course.seed = plan.seed + (mammography ? 0 : 1000);
    return course;
}

Result<void> makeFolders(const demo::CoursePlan& course) {
    std::error_code error;
    for (const auto& path : {course.patients, course.project, course.coco, course.validation})
        fs::create_directories(path.parent_path(), error);
    if (error)
        return fail(ErrorCode::IoFailure, "the demo's folders cannot be made");
    return {};
}

Result<DemoOutcome> runAnew(const DemoPlan& plan, const core::ProgressFn& progress,
                            const core::CancelToken* cancel) {
    CW_CHECK(core::writeWhole(plan.folder / kMarker, markerOf(plan, false).dump(2) + "\n"));
    const auto key =
        anonymizer::PseudonymKey::forSyntheticData("concord-demo " + std::to_string(plan.seed));
    CW_CHECK(key.writeNew(plan.folder / "synthetic.key"));
    auto outcome = outcomeOf(plan.folder);
    std::vector<demo::CourseRecord> records;
    for (const auto kind : {core::ImageKind::Mammography, core::ImageKind::Fundus}) {
        const auto course = courseOf(plan, kind);
        CW_CHECK(makeFolders(course));
        CW_TRY(auto record, demo::runCourse(course, progress, cancel));
        outcome.leaks += record.leaks.leaks.size();
        records.push_back(std::move(record));
    }
    CW_TRY(const auto html, demo::reportHtml(records, plan));
    CW_CHECK(core::writeWhole(outcome.report, html));
    CW_CHECK(core::writeWhole(plan.folder / kMarker, markerOf(plan, true).dump(2) + "\n"));
    return outcome;
}

} // namespace

Result<DemoOutcome> runDemo(const DemoPlan& plan, const core::ProgressFn& progress,
                            const core::CancelToken* cancel) {
    if (std::min(plan.mammographyPatients, plan.fundusPatients) < kSmallest)
        return fail(ErrorCode::InvalidArgument,
                    "a demo has at least " + std::to_string(kSmallest) + " patients of each kind");
    switch (lookInto(plan)) {
    case Found::Finished: {
        if (plan.replace)
            break;
        auto outcome = outcomeOf(plan.folder);
        outcome.alreadyThere = true;
        return outcome;
    }
    case Found::Foreign:
        return fail(ErrorCode::Conflict,
                    "the folder holds other things than a demo: name a new or empty one");
    case Found::Other:
        if (!plan.replace)
            return fail(ErrorCode::Conflict,
                        "the folder holds a demo of another size or seed: name "
                        "another folder, or replace it");
        break;
    case Found::Nothing:
    case Found::Begun:
        break;
    }
    std::error_code error;
    fs::create_directories(plan.folder, error);
    if (error)
        return fail(ErrorCode::IoFailure, "the demo's folder cannot be made");
    CW_CHECK(clear(plan.folder));
    return runAnew(plan, progress, cancel);
}

} // namespace cw::workflow
