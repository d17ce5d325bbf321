// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"
#include "phantom/Phantom.h"

#include <QTemporaryDir>
#include <filesystem>

namespace cw::testing {

/// A project of synthetic patients, assigned to "ann" and "ben", that knows what was planted in
/// each picture. Files lose their names at the import: the pixels tell which is which.
class PlantedProject {
public:
    /// Half size, of that seed. With priors every mammogram comes a second time, a year earlier.
    PlantedProject(core::ImageKind kind, int patients, core::Seed seed, bool priors = false);

    const std::filesystem::path& folder() const { return m_project; }
    int cases() const { return static_cast<int>(m_truth.patients.size()); }
    /// Null if that picture is none of this project.
    const phantom::TrueImage* truthOf(const core::Image& shown) const;
    const phantom::TruePatient* patientOf(const core::Image& shown) const;

private:
    struct Planted {
        std::size_t patient = 0, image = 0;
        std::shared_ptr<const core::Image> pixels;
    };
    const Planted* find(const core::Image& shown) const;
    void addPriors(const std::filesystem::path& folder) const;

    QTemporaryDir m_folder;
    std::filesystem::path m_project;
    phantom::PhantomTruth m_truth;
    std::vector<Planted> m_planted;
};

} // namespace cw::testing
