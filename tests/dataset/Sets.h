// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Files.h"
#include "core/Sha256.h"
#include "dataset/Dataset.h"
#include <filesystem>
#include <map>
#include <string>
#include <unistd.h>

namespace cw::dataset::testing {

/// A folder of its own that goes when the test does; in memory where there is /dev/shm, because the
/// properties freeze hundreds of versions and every file is synced.
class ScratchFolder {
public:
    ScratchFolder() {
        const std::filesystem::path memory = "/dev/shm";
        const auto parent =
            ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
        std::string name = (parent / "cw-dataset-XXXXXX").string();
        m_path = ::mkdtemp(name.data());
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// Stored bytes by id, as a store would give them.
struct Store {
    std::map<core::ImageId, std::string> blobs;

    core::ImageId add(const std::string& bytes) {
        const core::ImageId id(core::sha256Hex(bytes));
        blobs[id] = bytes;
        return id;
    }
    BytesSource source() const {
        return [this](const core::ImageId& id) -> Result<std::vector<std::byte>> {
            const auto found = blobs.find(id);
            if (found == blobs.end())
                return fail(ErrorCode::NotFound, "the image is not in the store");
            const auto bytes = std::as_bytes(std::span(found->second));
            return std::vector<std::byte>(bytes.begin(), bytes.end());
        };
    }
};

inline core::Clock noon() {
    return [] { return std::chrono::system_clock::from_time_t(1'795'262'400); };
}

inline DatasetImage image(Store& store, const std::string& caseId, core::Laterality side,
                          core::ViewPosition view) {
    DatasetImage result;
    result.caseId = core::CaseId(caseId);
    result.id = store.add("pixels of " + caseId + std::string(core::name(side)) +
                          std::string(core::name(view)));
    result.patient = core::PatientKey("key-of-" + caseId);
    result.mediaType = "application/dicom";
    result.attributes.kind = core::ImageKind::Mammography;
    result.attributes.laterality = side;
    result.attributes.view = view;
    result.attributes.width = 200;
    result.attributes.height = 300;
    result.attributes.spacing = {0.07, 0.0725, core::SpacingSource::ImagerPixelSpacing};
    result.attributes.manufacturer = "Synthetic, \"Imaging\"";
    result.attributes.rowTowards = 'A';
    result.label = "malignant";
    result.answers = {{"assessment", "5"}, {"comment", "Mrs SENTINEL said so"}};
    return result;
}

inline annotation::Finding finding(const DatasetImage& on, const std::string& id,
                                   std::vector<core::PointPx> outline) {
    return {core::LesionId(id),
            on.id,
            "mass",
            {std::move(outline)},
            {{"margin", "spiculated"}, {"comment", "SENTINEL again"}}};
}

/// Two cases; C-0001 has an L-shaped lesion whose area is not that of its box.
inline DatasetContent smallContent(Store& store) {
    DatasetContent content;
    auto lesion = image(store, "C-0001", core::Laterality::Right, core::ViewPosition::CC);
    lesion.findings.push_back(
        finding(lesion, "L2", {{10, 10}, {50, 10}, {50, 30}, {30, 30}, {30, 60.5}, {10, 60.5}}));
    lesion.findings.push_back(finding(lesion, "L1", {{100.25, 100}, {120, 140}, {80, 140}}));
    content.images.push_back(lesion);
    content.images.push_back(
        image(store, "C-0001", core::Laterality::Left, core::ViewPosition::CC));
    auto healthy = image(store, "C-0002", core::Laterality::Right, core::ViewPosition::MLO);
    healthy.label = "normal";
    content.images.push_back(healthy);
    content.excluded.push_back({core::CaseId("C-0003"), "readers-disagree"});
    return content;
}

} // namespace cw::dataset::testing
