// SPDX-License-Identifier: Apache-2.0
#include "PlantedProject.h"

#include "core/Files.h"
#include "dicom/Instance.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace cw::testing {
namespace {

namespace fs = std::filesystem;

template <class T>
T need(Result<T> result) {
    if (!result)
        throw std::runtime_error(result.error().sentence());
    return std::move(*result);
}
void need(const Result<void>& result) {
    if (!result)
        throw std::runtime_error(result.error().sentence());
}

/// Mean difference of values on a coarse grid.
double difference(const core::Image& a, const core::Image& b) {
    if (a.width() != b.width() || a.height() != b.height())
        return 1e9;
    double sum = 0, count = 0;
    for (int y = 0; y < a.height(); y += 16)
        for (int x = 0; x < a.width(); x += 16, ++count)
            sum += std::abs(static_cast<double>(a.valueAt(x, y, 0)) -
                            static_cast<double>(b.valueAt(x, y, 0)));
    return sum / count;
}

} // namespace

PlantedProject::PlantedProject(core::ImageKind kind, int patients, core::Seed seed, bool priors) {
    const fs::path root = m_folder.path().toStdString();
    phantom::PhantomPlan plan;
    plan.kind = kind;
    plan.patients = patients;
    plan.seed = seed;
    plan.scale = phantom::Scale::Half;
    m_truth = need(phantom::writePhantom(root / "export", plan));
    for (std::size_t p = 0; p < m_truth.patients.size(); ++p)
        for (std::size_t i = 0; i < m_truth.patients[p].images.size(); ++i)
            m_planted.push_back(
                {p, i,
                 need(workflow::loadImageFile(root / "export" / m_truth.patients[p].images[i].file))
                     .image});
    if (priors)
        addPriors(root / "export");
    m_project = root / "project";
    auto project = need(workflow::Project::create(m_project, kind));
    need(project.import({root / "export"}, root / "key", root / "export/clinical.csv"));
    for (const auto& each : need(project.store().cases()))
        need(project.store().assign(each.id, core::ReaderId("ann"), core::ReaderId("ben")));
}

void PlantedProject::addPriors(const fs::path& folder) const {
    int number = 0;
    for (const auto& patient : m_truth.patients)
        for (const auto& image : patient.images) {
            auto file = need(dicom::readInstance(folder / image.file));
            const auto uid = "1.2.826.0.1.3680043.10.543." + patient.patientId.substr(3);
            need(file.setText({0x0008, 0x0018}, uid + ".3." + std::to_string(++number)));
            need(file.setText({0x0020, 0x000D}, uid + ".1"));
            need(file.setText({0x0020, 0x000E}, uid + ".2"));
            auto day = file.text({0x0008, 0x0020}).value_or("20240101");
            day = std::to_string(std::stoi(day.substr(0, 4)) - 1) + day.substr(4);
            for (const dicom::Tag date :
                 {dicom::Tag{0x0008, 0x0020}, {0x0008, 0x0021}, {0x0008, 0x0022}})
                need(file.setText(date, day));
            auto prior = folder / image.file;
            prior.replace_filename("prior_" + prior.filename().string());
            need(core::writeWhole(prior, need(dicom::encodeInstance(file))));
        }
}

const PlantedProject::Planted* PlantedProject::find(const core::Image& shown) const {
    const auto far = [&](const Planted& each) { return difference(*each.pixels, shown); };
    const auto best = std::ranges::min_element(m_planted, {}, far);
    return best != m_planted.end() && far(*best) < 2 ? &*best : nullptr;
}

const phantom::TrueImage* PlantedProject::truthOf(const core::Image& shown) const {
    const auto* planted = find(shown);
    return planted ? &m_truth.patients[planted->patient].images[planted->image] : nullptr;
}

const phantom::TruePatient* PlantedProject::patientOf(const core::Image& shown) const {
    const auto* planted = find(shown);
    return planted ? &m_truth.patients[planted->patient] : nullptr;
}

} // namespace cw::testing
