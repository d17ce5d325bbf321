// SPDX-License-Identifier: Apache-2.0
// concord-bench-project: a project of the programme's size (7,500 patients, 30,000 images, 15,000
// readings), and how long the steps over all cases take in it. Synthetic; the blobs are a few
// bytes. usage: concord-bench-project DIR [--database URL] [--patients N]
#include "app/workflow/Project.h"
#include "core/Sha256.h"
#include "storage/detail/AttributesJson.h"
#include "storage/detail/Database.h"
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <numbers>
#include <unordered_map>

namespace {

using namespace cw;
namespace fs = std::filesystem;
using soci::use;
using storage::detail::Database;

constexpr int kImagesPerPatient = 4; // CC and MLO of either side
constexpr int kFirstBatch = 1000;    // the cases that are compared in the first measurement

struct Plan {
    fs::path folder;
    std::optional<storage::DatabaseAddress> database;
    int patients = 7500;
};

std::string contentOf(int image) { return "synthetic image " + std::to_string(image); }
core::ImageId idOf(int image) { return core::ImageId(core::sha256Hex(contentOf(image))); }
std::string caseOf(int patient) {
    char text[24];
    std::snprintf(text, sizeof text, "C-%04d", patient + 1);
    return text;
}

core::Polygon outline(double x, double y, double radius) {
    core::Polygon polygon;
    for (int i = 0; i < 40; ++i) {
        const double angle = 2 * std::numbers::pi * i / 40;
        polygon.vertices.push_back({x + radius * std::cos(angle), y + radius * std::sin(angle)});
    }
    return polygon;
}

/// Two lesions each; the second reader draws them a few pixels elsewhere.
annotation::Reading readingOf(int patient, const char* reader, double shift) {
    annotation::Reading reading;
    reading.caseId = core::CaseId(caseOf(patient));
    reading.reader = core::ReaderId(reader);
    reading.submittedAt = "2026-11-21T01:14:30Z";
    reading.answers = {{"assessment", "4"}, {"diagnosis", "malignant"}, {"density", "c"}};
    for (int lesion = 0; lesion < 2; ++lesion) {
        annotation::Finding finding;
        finding.id = core::LesionId("L" + std::to_string(lesion + 1));
        finding.image = idOf(patient * kImagesPerPatient + lesion);
        finding.label = "mass";
        finding.outline = outline(900 + patient % 500 + shift, 1200 + shift, 90);
        reading.findings.push_back(std::move(finding));
    }
    return annotation::sealed(std::move(reading));
}

Result<std::unique_ptr<Database>> databaseOf(const Plan& plan) {
    if (plan.database)
        return Database::connect(*plan.database, "", Database::Mode::ReadWrite);
    return Database::open(plan.folder / "concord.sqlite", Database::Mode::ReadWrite);
}

/// As many imports and assignments would leave it, in one transaction.
Result<void> fill(const Plan& plan) {
    CW_TRY(const auto database, databaseOf(plan));
    return database->write([&](soci::session& sql) -> Result<void> {
        core::ImageAttributes attributes;
        attributes.kind = core::ImageKind::Mammography;
        attributes.width = 3328;
        attributes.height = 4096;
        attributes.modality = "MG";
        attributes.manufacturer = "Synthetic";
        attributes.spacing =
            core::SpacingMm{0.07, 0.07, core::SpacingSource::ImagerPixelSpacing, 1.0};
        for (int p = 0; p < plan.patients; ++p) {
            const auto id = caseOf(p), patient = "patient-" + std::to_string(p);
            const int number = p + 1;
            sql << "INSERT INTO cases (number, id, patient, imported_at) VALUES (:n, :i, :p, 'x')",
                use(number), use(id), use(patient);
            for (int i = 0; i < kImagesPerPatient; ++i) {
                attributes.view = i % 2 == 0 ? core::ViewPosition::CC : core::ViewPosition::MLO;
                attributes.laterality = i < 2 ? core::Laterality::Left : core::Laterality::Right;
                const auto image = idOf(p * kImagesPerPatient + i).text();
                const auto text = storage::detail::toJson(attributes);
                sql << "INSERT INTO images (id, case_id, media_type, study, attributes, added_at) "
                       "VALUES (:i, :c, 'application/dicom', 'study', :a, 'x')",
                    use(image), use(id), use(text);
            }
            const std::string fields = R"({"age":"52","birads":"4","label":"malignant"})";
            sql << "INSERT INTO clinical (patient, fields) VALUES (:p, :f)", use(patient),
                use(fields);
            for (const int slot : {0, 1}) {
                const std::string reader = slot == 0 ? "A" : "B";
                sql << "INSERT INTO assignments (case_id, slot, reader) VALUES (:c, :s, :r)",
                    use(id), use(slot), use(reader);
            }
        }
        return {};
    });
}

Result<void> submitAll(const Plan& plan, int from, int to) {
    CW_TRY(const auto database, databaseOf(plan));
    return database->write([&](soci::session& sql) -> Result<void> {
        for (int p = from; p < to; ++p)
            for (const auto* reader : {"A", "B"}) {
                const auto reading = readingOf(p, reader, reader[0] == 'A' ? 0 : 4);
                const auto json = annotation::toJson(reading);
                sql << "INSERT INTO readings (receipt, id, case_id, reader, submitted_at, json) "
                       "VALUES (:k, :i, :c, :r, :a, :j)",
                    use(reading.id.text()), use(reading.id.text()), use(reading.caseId.text()),
                    use(reading.reader.text()), use(reading.submittedAt), use(json);
            }
        return {};
    });
}

/// The largest memory this process has had, MiB (VmHWM of proc(5)).
long peakMiB() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == "VmHWM:") {
            long kib = 0;
            status >> kib;
            return kib / 1024;
        }
    return 0;
}

template <class F>
auto timed(const char* what, F&& f) {
    const auto start = std::chrono::steady_clock::now();
    auto result = f();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::printf("%-44s %8.3f s   peak %4ld MiB\n", what, seconds.count(), peakMiB());
    std::fflush(stdout);
    return result;
}

Result<void> measure(const Plan& plan) {
    {
        CW_CHECK(workflow::Project::create(plan.folder, core::ImageKind::Mammography,
                                           core::systemClock(), {plan.database, "", {}}));
        CW_CHECK(timed("filling", [&] { return fill(plan); }));
        CW_CHECK(submitAll(plan, 0, std::min(kFirstBatch, plan.patients)));
    }
    auto opened = timed("open", [&] { return workflow::Project::open(plan.folder); });
    CW_TRY(auto project, std::move(opened));
    CW_CHECK(timed("cases(): the worklist", [&] { return project.store().cases(); }));
    CW_CHECK(timed("cases() again", [&] { return project.store().cases(); }));
    CW_CHECK(timed("eligibility of all cases", [&] { return project.eligibility(); }));
    CW_CHECK(timed("compareAll, 1,000 cases to compare", [&] { return project.compareAll(); }));
    CW_CHECK(submitAll(plan, std::min(kFirstBatch, plan.patients), plan.patients));
    CW_CHECK(timed("compareAll, all others to compare", [&] { return project.compareAll(); }));
    CW_CHECK(timed("compareAll, nothing to compare", [&] { return project.compareAll(); }));
    CW_TRY(const auto content, timed("settledContent", [&] { return project.settledContent(); }));
    std::unordered_map<core::ImageId, std::string> contents;
    for (int i = 0; i < plan.patients * kImagesPerPatient; ++i)
        contents.emplace(idOf(i), contentOf(i));
    const auto bytes = [&](const core::ImageId& id) -> Result<std::vector<std::byte>> {
        const auto text = std::as_bytes(std::span(contents.at(id)));
        return std::vector<std::byte>(text.begin(), text.end());
    };
    CW_TRY(const auto version, timed("freeze without pixels", [&] {
               return dataset::freeze(content, core::VersionName("v1"), plan.folder / "v1", bytes,
                                      core::systemClock());
           }));
    std::printf("%zu images in the version\n", version.content.images.size());
    return {};
}

Result<Plan> planOf(int count, char** arguments) {
    Plan plan;
    for (int i = 1; i < count; ++i) {
        const std::string word = arguments[i];
        if (word == "--database" && i + 1 < count) {
            CW_TRY(plan.database, storage::DatabaseAddress::parse(arguments[++i]));
        } else if (word == "--patients" && i + 1 < count) {
            plan.patients = std::atoi(arguments[++i]);
        } else {
            plan.folder = word;
        }
    }
    if (plan.folder.empty() || plan.patients < 1 || plan.patients > 1000000)
        return fail(ErrorCode::InvalidArgument,
                    "usage: concord-bench-project DIR [--database URL] [--patients N]");
    return plan;
}

} // namespace

int main(int count, char** arguments) {
    const auto plan = planOf(count, arguments);
    const auto done = plan ? measure(*plan) : Result<void>(tl::unexpected(plan.error()));
    if (!done)
        std::fprintf(stderr, "%s\n", done.error().sentence().c_str());
    return done ? 0 : plan ? 3 : 2;
}
