// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"
#include "validation/prepare/PictureSource.h"
#include "validation/study/StudyPlan.h"

#include <functional>

namespace cw::workflow {

/// A study of the images that a manifest names (columns image,patient,label; where a column "file"
/// stands beside "image", it says where the picture is), relative to the manifest's folder. kind:
/// guessed from the first readable pictures (colour means fundus) when absent. wish: everything but
/// samples, dataset, kind and the first copy's source.
Result<validation::StudyRequest> studyOfManifest(const std::filesystem::path& manifest,
                                                 std::optional<core::ImageKind> kind,
                                                 validation::StudyRequest wish);

/// A study of a frozen version. task: as taskNames(). Synthetic versions say so by themselves; the
/// outlines of the truth go with it for models that learn from them.
Result<validation::StudyRequest> studyOfVersion(Project& project, const core::VersionName& name,
                                                const std::string& task,
                                                validation::StudyRequest wish);

/// One more copy of the same pictures, named by its folder's manifest (as `concord compress` writes
/// it). InvalidArgument: it lacks a picture of the study.
Result<validation::StudyCopy> copyOfManifest(const std::filesystem::path& manifest,
                                             const std::string& name,
                                             const validation::StudyRequest& study);

/// An image as a project keeps it.
struct StoredPicture {
    std::vector<std::byte> bytes;
    core::ImageAttributes attributes;
};
/// Pictures of a project that is open already; `fetch` is called from several threads, decoding
/// happens outside of it.
validation::PictureSource
picturesFetchedBy(std::function<Result<StoredPicture>(const core::ImageId& id)> fetch);
Result<StoredPicture> storedPicture(const Project& project, const core::ImageId& id);

/// Opens a project as whoever runs the program.
using ProjectOpener = std::function<Result<Project>(const std::filesystem::path& folder)>;
/// Where a copy's pictures come from, by its `source`. A project is opened once for all of them.
Result<validation::PictureSource> picturesOf(const validation::StudyCopy& copy,
                                             const ProjectOpener& open);

} // namespace cw::workflow
