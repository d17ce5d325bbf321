// SPDX-License-Identifier: Apache-2.0
#include "bench/reading/BenchData.h"

#include "app/workflow/Project.h"
#include "core/Files.h"
#include "dicom/Instance.h"
#include "phantom/Phantom.h"

#include <cmath>
#include <cstdio>
#include <fcntl.h>
#include <numbers>
#include <unistd.h>

namespace cw::bench {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kCases = 3;
constexpr int kPatients = 9; ///< of whom a third has the large detector

/// The files of the first three patients whose views are rows high.
Result<std::vector<fs::path>> exportOf(const fs::path& folder, bool tiny) {
    phantom::PhantomPlan plan;
    plan.scale = tiny ? phantom::Scale::Half : phantom::Scale::Full;
    const int rows = tiny ? 2048 : 4096;
    std::vector<fs::path> files;
    for (core::Seed seed = 1; files.size() < 4 * kCases; ++seed) {
        plan.seed = seed;
        plan.patients = tiny ? 3 : kPatients;
        const auto batch = folder / std::to_string(seed);
        CW_TRY(const auto truth, phantom::writePhantom(batch, plan));
        for (const auto& patient : truth.patients) {
            const bool wanted = patient.images.size() == 4 &&
                                patient.images.front().height == rows && files.size() < 4 * kCases;
            for (const auto& image : patient.images) {
                if (wanted)
                    files.push_back(batch / image.file);
                else
                    fs::remove(batch / image.file);
            }
        }
    }
    return files;
}

Result<void> transcode(const std::vector<fs::path>& files, const fs::path& to) {
    fs::create_directories(to);
    for (std::size_t i = 0; i < files.size(); ++i) {
        CW_TRY(const auto instance, dicom::readInstance(files[i]));
        CW_TRY(const auto bytes,
               dicom::encodeInstance(instance, dicom::TransferSyntax::JpegLossless));
        CW_CHECK(core::writeWhole(to / (std::to_string(i) + ".dcm"), bytes));
    }
    return {};
}

core::Polygon ring(double x, double y, double radius) {
    core::Polygon outline;
    for (int i = 0; i < kShapePoints; ++i) {
        const double a = 2 * std::numbers::pi * i / kShapePoints;
        const double r = radius * (1 + 0.08 * std::cos(9 * a));
        outline.vertices.push_back({x + r * std::cos(a), y + r * std::sin(a)});
    }
    return outline;
}

Result<void> addShapes(workflow::Project& project) {
    const core::CaseId id("C-0003");
    CW_TRY(const auto images, project.store().images(id));
    CW_TRY(auto session, project.openSession(id, core::ReaderId(BenchData::kReader)));
    for (const auto& image : images) {
        const auto& a = image.attributes;
        if (a.laterality != core::Laterality::Right || a.view != core::ViewPosition::CC)
            continue;
        const double dx = a.width / 20.0, dy = a.height / 10.0;
        for (int i = 0; i < kShapes; ++i) {
            annotation::Finding finding{session.nextLesionId(), image.id, "mass", {}, {}};
            finding.outline = ring((i % 20 + 0.5) * dx, (i / 20 + 0.5) * dy, dx * 0.4);
            CW_CHECK(session.apply(annotation::AddFinding{std::move(finding)}));
        }
    }
    return {};
}

Result<void> makeProject(const fs::path& folder, const fs::path& source, const fs::path& key,
                         bool shapes) {
    CW_TRY(auto project, workflow::Project::create(folder, core::ImageKind::Mammography));
    CW_TRY(const auto report, project.import({source}, key, std::nullopt));
    if (report.imported != 4 * kCases)
        return fail(ErrorCode::Internal, "the import took " + std::to_string(report.imported));
    const core::ReaderId ann(BenchData::kReader), ben("ben");
    for (const char* id : {"C-0001", "C-0002", "C-0003"})
        CW_CHECK(project.store().assign(core::CaseId(id), ann, ben));
    return shapes ? addShapes(project) : Result<void>{};
}

} // namespace

Result<BenchData> prepareBenchData(const fs::path& folder, bool tiny) {
    const BenchData data{folder / "plain", folder / "lossless"};
    const auto ready = folder / "ready";
    if (fs::exists(ready))
        return data;
    fs::create_directories(folder);
    std::fprintf(stderr, "making the data (once) ...\n");
    CW_TRY(const auto files, exportOf(folder / "export", tiny));
    CW_CHECK(transcode(files, folder / "export-lossless"));
    CW_CHECK(makeProject(data.plain, folder / "export", folder / "key", true));
    CW_CHECK(makeProject(data.lossless, folder / "export-lossless", folder / "key", false));
    fs::remove_all(folder / "export");
    fs::remove_all(folder / "export-lossless");
    CW_CHECK(core::writeWhole(ready, std::string_view("1\n")));
    return data;
}

void forgetCached(const fs::path& folder) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        const int file = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0)
            continue;
        ::fdatasync(file);
        ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
        ::close(file);
    }
}

} // namespace cw::bench
