// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/study/StudySource.h"

#include "app/workflow/Tasks.h"
#include "app/workflow/study/FileFacts.h"
#include "core/Files.h"
#include "core/Sha256.h"
#include "validation/Manifest.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>

namespace cw::workflow {
namespace {

using Json = nlohmann::json;
using validation::Sample;
using validation::SourcePicture;
using validation::StudyCopy;
using validation::StudyRequest;

std::filesystem::path fromUtf8(const std::string& name) {
    return std::filesystem::path(std::u8string(name.begin(), name.end()));
}
std::string toUtf8(const std::filesystem::path& path) {
    const auto text = path.u8string();
    return std::string(text.begin(), text.end());
}

SourcePicture pictureOf(std::span<const std::byte> bytes, LoadedImage loaded) {
    SourcePicture picture;
    picture.fileSha256 = core::sha256Hex(bytes);
    picture.facts =
        fileFacts(bytes, loaded.attributes, loaded.image->width(), loaded.image->height());
    picture.image = std::move(loaded.image);
    return picture;
}

std::string whereOf(const Sample& sample) {
    const auto file = sample.more.find("file");
    return file == sample.more.end() ? sample.image : file->second;
}

Result<validation::PictureSource> filesOf(const std::filesystem::path& manifest) {
    CW_TRY(const auto samples, validation::readManifest(manifest));
    auto places = std::make_shared<std::map<std::string, std::string>>();
    for (const Sample& sample : samples)
        (*places)[sample.image] = whereOf(sample);
    return [places,
            folder = manifest.parent_path()](const std::string& image) -> Result<SourcePicture> {
        const auto place = places->find(image);
        if (place == places->end())
            return fail(ErrorCode::NotFound, "the manifest does not name this picture");
        CW_TRY(const auto bytes, core::readFile(folder / fromUtf8(place->second)));
        CW_TRY(auto loaded, loadImage(bytes));
        return pictureOf(bytes, std::move(loaded));
    };
}

/// A project is not thread-safe: its pictures are fetched one at a time, decoded side by side.
struct OpenedProject {
    Project project;
    std::mutex mutex;
    explicit OpenedProject(Project opened) : project(std::move(opened)) {}
};

Result<validation::PictureSource> imagesOf(const Json& source, const ProjectOpener& open) {
    if (!open)
        return fail(ErrorCode::Internal, "the study's project cannot be opened here");
    CW_TRY(auto opened, open(fromUtf8(source.at("project").get<std::string>())));
    auto project = std::make_shared<OpenedProject>(std::move(opened));
    return picturesFetchedBy([project](const core::ImageId& id) {
        const std::lock_guard lock(project->mutex);
        return storedPicture(project->project, id);
    });
}

/// Colour in the first few readable pictures means fundus.
core::ImageKind guessedKind(const std::vector<Sample>& samples,
                            const validation::PictureSource& pictures) {
    constexpr std::size_t kLooks = 3;
    std::size_t colour = 0, looks = 0;
    for (std::size_t i = 0; i < samples.size() && looks < kLooks; ++i)
        if (const auto picture = pictures(samples[i].image)) {
            ++looks;
            colour += picture->image->samplesPerPixel() >= 3 ? 1U : 0U;
        }
    return 2 * colour > looks ? core::ImageKind::Fundus : core::ImageKind::Mammography;
}

/// {"image": [[[x, y], ...], ...]} of what the readers drew.
std::string outlinesOf(const dataset::DatasetContent& content) {
    Json json = Json::object();
    for (const auto& image : content.images)
        for (const auto& finding : image.findings) {
            Json outline = Json::array();
            for (const auto& point : finding.outline.vertices)
                outline.push_back({point.x, point.y});
            if (!outline.empty())
                json[image.id.text()].push_back(std::move(outline));
        }
    return json.empty() ? std::string() : json.dump();
}

std::string manifestSource(const std::filesystem::path& manifest) {
    return Json{{"manifest", toUtf8(std::filesystem::absolute(manifest))}}.dump();
}

} // namespace

Result<StoredPicture> storedPicture(const Project& project, const core::ImageId& id) {
    StoredPicture stored;
    CW_TRY(stored.bytes, project.store().bytes(id));
    CW_TRY(auto row, project.store().image(id));
    stored.attributes = std::move(row.attributes);
    return stored;
}

validation::PictureSource
picturesFetchedBy(std::function<Result<StoredPicture>(const core::ImageId& id)> fetch) {
    return [fetch = std::move(fetch)](const std::string& image) -> Result<SourcePicture> {
        CW_TRY(const StoredPicture stored, fetch(core::ImageId(image)));
        CW_TRY(auto loaded, loadStoredImage(stored.bytes, stored.attributes));
        return pictureOf(stored.bytes, std::move(loaded));
    };
}

Result<StudyRequest> studyOfManifest(const std::filesystem::path& manifest,
                                     std::optional<core::ImageKind> kind, StudyRequest wish) {
    CW_TRY(wish.samples, validation::readManifest(manifest));
    CW_TRY(const auto text, core::readText(manifest));
    wish.dataset = "manifest of " + std::to_string(wish.samples.size()) + " images, SHA-256 " +
                   core::sha256Hex(text);
    wish.copies.front().source = manifestSource(manifest);
    CW_TRY(const auto pictures, filesOf(manifest));
    wish.kind = kind ? *kind : guessedKind(wish.samples, pictures);
    for (Sample& sample : wish.samples)
        for (const char* notAnAttribute : {"file", "sha256"})
            sample.more.erase(notAnAttribute);
    return wish;
}

Result<StudyRequest> studyOfVersion(Project& project, const core::VersionName& name,
                                    const std::string& task, StudyRequest wish) {
    CW_TRY(const auto version, project.version(name));
    CW_TRY(auto question, samplesFor(version.content, task));
    wish.task = question.sentence;
    wish.dataset = "version " + name.text() + ", manifest SHA-256 " + version.manifestSha256;
    wish.kind = version.content.kind;
    wish.samples = std::move(question.samples);
    wish.synthetic = wish.synthetic || std::any_of(version.content.images.begin(),
                                                   version.content.images.end(), looksSynthetic);
    wish.remarks.insert(wish.remarks.end(), question.remarks.begin(), question.remarks.end());
    wish.outlines = outlinesOf(version.content);
    wish.copies.front().source = Json{
        {"project", toUtf8(std::filesystem::absolute(project.store().folder()))},
        {"version", name.text()}}.dump();
    return wish;
}

Result<StudyCopy> copyOfManifest(const std::filesystem::path& manifest, const std::string& name,
                                 const StudyRequest& study) {
    CW_TRY(const auto samples, validation::readManifest(manifest));
    std::map<std::string, bool> there;
    for (const Sample& sample : samples)
        there[sample.image] = true;
    for (const Sample& sample : study.samples)
        if (!there.contains(sample.image))
            return fail(ErrorCode::InvalidArgument,
                        "the copy's manifest lacks a picture of the study");
    return StudyCopy{name, manifestSource(manifest)};
}

Result<validation::PictureSource> picturesOf(const StudyCopy& copy, const ProjectOpener& open) {
    const Json source = Json::parse(copy.source, nullptr, false);
    try {
        if (source.is_object() && source.contains("manifest"))
            return filesOf(fromUtf8(source.at("manifest").get<std::string>()));
        if (source.is_object() && source.contains("project"))
            return imagesOf(source, open);
    } catch (const std::exception&) {
    }
    return fail(ErrorCode::Malformed, "the plan does not say where its pictures are");
}

} // namespace cw::workflow
