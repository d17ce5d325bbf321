// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/support/Folder.h"
#include "phantom/Phantom.h"

#include <gtest/gtest.h>

namespace cw::testing {

/// What a hospital might hand over: synthetic patients, of whom some have their name burned into a
/// picture, beside a file that is broken.
class HospitalExport {
public:
    explicit HospitalExport(const fs::path& folder, bool burnedIn = true, int patients = 2)
        : m_folder(folder) {
        phantom::PhantomPlan plan;
        plan.patients = patients;
        plan.seed = 11;
        plan.scale = phantom::Scale::Half;
        plan.burnedInText = burnedIn;
        const auto made = phantom::writePhantom(folder, plan);
        EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().sentence());
        if (made)
            m_truth = *made;
        // The truth is the test's, no part of an export.
        fs::rename(folder / "clinical.csv", folder.string() + "-clinical.csv");
        for (const auto* name : {"truth.json", "identifiers.txt"})
            fs::remove(folder / name);
        write(folder / "damaged.dcm", std::string(128, '\0') + "DICM damaged");
    }
    const fs::path& folder() const { return m_folder; }
    fs::path clinicalCsv() const { return m_folder.string() + "-clinical.csv"; }
    const phantom::PhantomTruth& truth() const { return m_truth; }
    std::size_t images() const {
        std::size_t n = 0;
        for (const auto& patient : m_truth.patients)
            n += patient.images.size();
        return n;
    }
    std::size_t files() const { return images() + 1; }

private:
    fs::path m_folder;
    phantom::PhantomTruth m_truth;
};

} // namespace cw::testing
