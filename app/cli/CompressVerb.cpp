// SPDX-License-Identifier: Apache-2.0
// compress: the same pictures in another coding, for a study of what compression costs.
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/Compression.h"
#include "validation/Manifest.h"
#include "app/workflow/Project.h"
#include "app/workflow/Tasks.h"
#include "core/Files.h"
#include "core/Text.h"

#include <cmath>
#include <cstdio>
#include <memory>
#include <mutex>

namespace cw::cli {
namespace {

struct Arguments {
    std::string project, version, manifest, task, codec = "jpeg2000", output;
    std::vector<double> ratios;
    int workers = 2;
};

Json orNull(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

std::string fixed(double value, int digits) {
    if (std::isinf(value))
        return "equal";
    if (std::isnan(value))
        return "n/a";
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

std::string padded(const std::string& text, std::size_t width) {
    return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

Answer answerOf(const workflow::CompressionCopies& result) {
    Answer answer;
    answer.json["copies"] = Json::array();
    answer.json["from_before"] = result.fromBefore;
    answer.text = "  asked  achieved  reached   PSNR dB     SSIM  lowest SSIM  (medians)\n";
    for (const auto& copy : result.copies) {
        Json faults = Json::array();
        for (const auto& picture : copy.pictures)
            if (!picture.fault.empty())
                faults.push_back({{"image", picture.image}, {"fault", picture.fault}});
        answer.json["copies"].push_back({{"name", copy.name},
                                         {"folder", copy.folder},
                                         {"asked", copy.asked},
                                         {"pictures", copy.pictures.size()},
                                         {"made", copy.made},
                                         {"reached", copy.reached},
                                         {"median_ratio", orNull(copy.medianAchieved)},
                                         {"median_psnr", orNull(copy.medianPsnr)},
                                         {"median_ssim", orNull(copy.medianSsim)},
                                         {"lowest_ssim", orNull(copy.lowestSsim)},
                                         {"faults", faults}});
        answer.text +=
            padded(core::shortest(copy.asked), 7) + padded(fixed(copy.medianAchieved, 1), 10) +
            padded(std::to_string(copy.reached) + "/" + std::to_string(copy.made), 9) +
            padded(fixed(copy.medianPsnr, 2), 10) + padded(fixed(copy.medianSsim, 4), 9) +
            padded(fixed(copy.lowestSsim, 4), 13) + "\n";
        if (copy.reached < copy.made)
            answer.text += "         " + counted(copy.made - copy.reached, "picture") +
                           ": this codec cannot come within 10 % of that ratio\n";
        if (!faults.empty())
            answer.text += "         " + counted(faults.size(), "picture") +
                           " could not be copied (fidelity.csv says why)\n";
        answer.found = answer.found || !faults.empty() || copy.reached < copy.made;
    }
    answer.text += "each copy has manifest.csv for validate, and fidelity.csv";
    return answer;
}

Result<Answer> copyManifest(const Arguments& a, const workflow::CompressionRequest& request,
                            const Program& program) {
    CW_CHECK(checkReadable(a.manifest, "the manifest"));
    CW_TRY(const auto samples, validation::readManifest(a.manifest));
    const auto folder = std::filesystem::path(a.manifest).parent_path();
    const workflow::FileSource files = [folder](const std::string& image) {
        return core::readFile(folder /
                              std::filesystem::path(std::u8string(image.begin(), image.end())));
    };
    CW_TRY(const auto result,
           workflow::makeCopies(samples, files, request, a.output, program.progress("compress"),
                                &program.cancelToken()));
    return answerOf(result);
}

Result<Answer> copyVersion(const Arguments& a, const workflow::CompressionRequest& request,
                           const Program& program) {
    if (a.project.empty() || a.version.empty())
        return fail(ErrorCode::InvalidArgument,
                    "give a project and --version, or --manifest FILE.csv");
    CW_TRY(auto project, openProject(a.project, storage::Access::ReadOnly));
    const auto kind = project.store().kind();
    const std::string task = !a.task.empty()                   ? a.task
                             : kind == core::ImageKind::Fundus ? "disease"
                                                               : "malignant";
    CW_CHECK(oneOf("--task", task, workflow::taskNames(kind)));
    CW_TRY(const auto version, project.version(core::VersionName(a.version)));
    CW_TRY(const auto question, workflow::samplesFor(version.content, task));
    const auto& store = project.store();
    std::mutex one; // workers ask at once; the database behind the store has one connection
    const workflow::FileSource files = [&store, &one](const std::string& image) {
        const std::lock_guard lock(one);
        return store.bytes(core::ImageId(image));
    };
    CW_TRY(const auto result,
           workflow::makeCopies(question.samples, files, request, a.output,
                                program.progress("compress"), &program.cancelToken()));
    return answerOf(result);
}

Result<Answer> compress(const Arguments& a, const Program& program) {
    const auto codec = dicom::lossyCodecFrom(a.codec);
    if (!codec)
        return fail(ErrorCode::InvalidArgument, "--codec is one of jpeg, jpeg2000, jpeg-ls");
    if (!a.manifest.empty() && !a.project.empty())
        return fail(ErrorCode::InvalidArgument, "give a project or a manifest, not both");
    const workflow::CompressionRequest request{*codec, a.ratios, a.workers};
    return a.manifest.empty() ? copyVersion(a, request, program)
                              : copyManifest(a, request, program);
}

} // namespace

void addCompress(Program& program) {
    auto a = std::make_shared<Arguments>();
    auto* verb = program.verb(
        "compress", "copies of a version's or manifest's pictures at given compression ratios",
        "concord compress --manifest images.csv --codec jpeg2000 --ratios 10,100,1000 --output "
        "copies\n"
        "  concord compress breast-2026 --version v1 --codec jpeg --ratios 15,30 --output copies");
    verb->add_option("PROJECT", a->project, "the project's folder");
    verb->add_option("--version", a->version, "the version's name");
    verb->add_option("--manifest", a->manifest,
                     "CSV with image,patient,label; images relative to its folder");
    verb->add_option("--task", a->task, "of a version: which images count, as for validate");
    verb->add_option("--codec", a->codec, "jpeg, jpeg2000 or jpeg-ls; default jpeg2000");
    verb->add_option("--ratios", a->ratios, "uncompressed to compressed, e.g. 10,100,1000")
        ->delimiter(',')
        ->required();
    verb->add_option("--workers", a->workers, "default 2")->check(CLI::Range(1, 64));
    verb->add_option("--output", a->output, "folder for the copies; a stopped run goes on there")
        ->required();
    program.whenChosen(verb, [a, &program] { return compress(*a, program); });
}

} // namespace cw::cli
