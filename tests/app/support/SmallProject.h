// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/support/Folder.h"
#include "app/workflow/Project.h"
#include "imaging/Picture.h"
#include "support/SealForTests.h"

#include <chrono>
#include <gtest/gtest.h>

namespace cw::testing {

/// A project of small fundus pictures, one a case, at a clock that stands still.
class SmallProject {
public:
    explicit SmallProject(int cases) : m_project(make()) {
        for (int i = 0; i < cases; ++i)
            add(i);
    }
    workflow::Project& operator*() { return m_project; }
    workflow::Project* operator->() { return &m_project; }
    fs::path folder() const { return m_folder.path() / "project"; }
    const ScratchFolder& scratch() const { return m_folder; }

    core::CaseId caseId(std::size_t i) { return m_project.store().cases()->at(i).id; }
    core::ImageId imageOf(std::size_t i) { return m_project.store().images(caseId(i))->at(0).id; }

    static core::Clock clock() {
        return [] { return std::chrono::system_clock::time_point(std::chrono::hours(490000)); };
    }
    static constexpr int kWidth = 40, kHeight = 30;

private:
    workflow::Project make() {
        auto project = workflow::Project::create(folder(), core::ImageKind::Fundus, clock());
        EXPECT_TRUE(project.has_value()) << (project ? "" : project.error().sentence());
        return std::move(*project);
    }
    void add(int number) {
        auto image =
            core::Image::create(kWidth, kHeight, 3, core::SampleType::U8, core::PixelMeaning::Rgb);
        image->samples<std::uint8_t>()[0] = static_cast<std::uint8_t>(number);
        core::EncodedImage encoded;
        encoded.bytes = *imaging::encodePng(*image);
        encoded.mediaType = "image/png";
        encoded.attributes.kind = core::ImageKind::Fundus;
        encoded.attributes.width = kWidth;
        encoded.attributes.height = kHeight;
        encoded.patient = core::PatientKey("P-" + std::to_string(number));
        encoded.study = core::StudyKey("S-" + std::to_string(number));
        encoded.sourceDigest = "digest-" + std::to_string(number);
        const auto added = m_project.store().add(SealForTests::close(std::move(encoded)));
        EXPECT_TRUE(added.has_value()) << (added ? "" : added.error().sentence());
    }

    ScratchFolder m_folder;
    workflow::Project m_project;
};

inline core::Polygon square(double left, double top, double side) {
    return {{{left, top}, {left + side, top}, {left + side, top + side}, {left, top + side}}};
}

} // namespace cw::testing
