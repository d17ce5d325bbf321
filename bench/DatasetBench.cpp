// SPDX-License-Identifier: Apache-2.0
// concord-bench-dataset: freezing at the scale of the programme, without the pixels. Metadata,
// readings and outlines of 7,500 patients are real in size; an image's bytes are a few, so that
// what is measured is everything but reading and hashing the pixels.
// usage: concord-bench-dataset FOLDER [CASES]
#include "core/Sha256.h"
#include "dataset/Difference.h"
#include "dataset/FileList.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

namespace {

using namespace cw;
namespace fs = std::filesystem;

std::string pixelsOf(std::size_t image) { return "pixels of image " + std::to_string(image); }

core::Polygon outline(std::size_t seed) {
    core::Polygon polygon;
    const double x = 300 + double(seed * 7919 % 1500), y = 300 + double(seed * 104729 % 2500);
    for (int i = 0; i < 120; ++i) {
        const double angle = 2 * 3.14159265358979 * i / 120;
        const double radius = 60 + 5 * std::sin(5 * angle + double(seed));
        polygon.vertices.push_back({x + radius * std::cos(angle), y + radius * std::sin(angle)});
    }
    return polygon;
}

std::string labelOf(std::size_t patient) {
    return patient % 5 == 0 ? "malignant" : patient % 5 == 1 ? "benign" : "normal";
}

dataset::DatasetContent contentOf(std::size_t cases) {
    constexpr auto Right = core::Laterality::Right, Left = core::Laterality::Left;
    constexpr auto CC = core::ViewPosition::CC, MLO = core::ViewPosition::MLO;
    dataset::DatasetContent content;
    const std::pair<core::Laterality, core::ViewPosition> views[] = {
        {Right, CC}, {Left, CC}, {Right, MLO}, {Left, MLO}};
    for (std::size_t i = 0; i < cases; ++i) {
        char id[32];
        std::snprintf(id, sizeof id, "C-%04zu", i + 1);
        for (std::size_t v = 0; v < 4; ++v) {
            dataset::DatasetImage image;
            image.caseId = core::CaseId(id);
            image.id = core::ImageId(core::sha256Hex(pixelsOf(4 * i + v)));
            image.patient = core::PatientKey(core::sha256Hex("patient " + std::to_string(i)));
            image.mediaType = "application/dicom";
            auto& a = image.attributes;
            a.kind = core::ImageKind::Mammography;
            a.laterality = views[v].first;
            a.view = views[v].second;
            a.width = 2560;
            a.height = 3328;
            a.modality = "MG";
            a.manufacturer = "Synthetic Imaging";
            a.model = "Phantom 3000";
            a.transferSyntaxUid = "1.2.840.10008.1.2.4.70";
            a.photometricInterpretation = "MONOCHROME2";
            a.presentationIntent = "FOR PRESENTATION";
            a.spacing = core::SpacingMm{0.07, 0.07, core::SpacingSource::ImagerPixelSpacing};
            image.label = labelOf(i);
            image.answers = {{"diagnosis", image.label}, {"density", "c"}, {"assessment", "5"}};
            image.programme = {"50-59", "5", "", {}};
            image.profile = "curation";
            if (image.label == "malignant" && v % 2 == 0)
                image.findings.push_back({core::LesionId("L1"),
                                          image.id,
                                          "mass",
                                          outline(4 * i + v),
                                          {{"margin", "spiculated"}}});
            content.images.push_back(std::move(image));
        }
        dataset::CaseProvenance from;
        from.caseId = core::CaseId(id);
        from.origin = "agreed";
        from.readerA = core::ReaderId("reader-A");
        from.readerB = core::ReaderId("reader-B");
        from.readingA = core::sha256Hex("a" + std::to_string(i));
        from.readingB = core::sha256Hex("b" + std::to_string(i));
        from.thresholds = {{"agreeIou", 0.5}, {"partialIou", 0.1}};
        from.eligibility = "yes";
        content.cases.push_back(std::move(from));
    }
    return content;
}

/// VmHWM of /proc/self/status, MiB.
long peakMiB() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return std::atol(line.c_str() + 6) / 1024;
    return 0;
}

template <class Work>
auto timed(const char* what, Work work) {
    const auto begin = std::chrono::steady_clock::now();
    auto result = work();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    std::printf("%-28s %7.2f s   peak so far %ld MiB%s\n", what, took.count(), peakMiB(),
                result ? "" : "   FAILED");
    std::fflush(stdout);
    return result;
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2)
        return std::fputs("usage: concord-bench-dataset NEW_FOLDER [CASES]\n", stderr), 2;
    const fs::path folder = argv[1];
    const std::size_t cases = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 7500;
    const auto content = contentOf(cases);
    std::map<core::ImageId, std::size_t> numbers;
    for (std::size_t i = 0; i < 4 * cases; ++i)
        numbers[core::ImageId(core::sha256Hex(pixelsOf(i)))] = i;
    const dataset::BytesSource bytes =
        [&](const core::ImageId& id) -> Result<std::vector<std::byte>> {
        const auto text = pixelsOf(numbers.at(id));
        const auto span = std::as_bytes(std::span(text));
        return std::vector<std::byte>(span.begin(), span.end());
    };
    const core::Clock clock = core::systemClock();
    const core::VersionName name("v1");
    std::printf("%zu cases, %zu images; content made, peak %ld MiB\n", cases, 4 * cases, peakMiB());
    const auto frozen = timed(
        "freeze", [&] { return dataset::freeze(content, name, folder / "v1", bytes, clock); });
    if (!frozen)
        return std::fprintf(stderr, "%s\n", frozen.error().sentence().c_str()), 1;
    timed("verify", [&] { return dataset::verify(folder / "v1", frozen->manifestSha256, bytes); });
    const auto loaded = timed("load", [&] { return dataset::loadVersion(folder / "v1"); });
    timed("difference", [&] {
        return Result<dataset::VersionDifference>(dataset::difference(*frozen, *loaded));
    });
    timed("export (COCO, no pixels)", [&] {
        return dataset::exportVersion(*loaded,
                                      {dataset::ExportFormat::Coco, folder / "coco", false,
                                       dataset::Naming::ProgrammeFolders},
                                      bytes);
    });
    return 0;
}
