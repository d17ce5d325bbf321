// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/demo/SimulatedReader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace cw::workflow::demo {
namespace {

/// Readers outline the lesions that carry the diagnosis, not each of fifty drusen.
constexpr std::size_t kLesionsOutlined = 4;

std::string otherClass(const std::string& label, core::ImageKind kind, core::Random& random) {
    if (kind == core::ImageKind::Mammography)
        return label == "benign" ? (random.chance(0.5) ? "malignant" : "normal") : "benign";
    static constexpr std::array kClasses{"normal", "glaucoma", "amd", "dr", "rvo"};
    for (;;) {
        const std::string pick = kClasses[random.below(kClasses.size())];
        if (pick != label)
            return pick;
    }
}

/// The case's own number, equal for both readers: what a careful reader would say.
std::string assessmentOf(const std::string& label, std::uint64_t number) {
    if (label == "malignant")
        return number % 2 == 0 ? "5" : "4";
    if (label == "benign")
        return number % 3 == 0 ? "3" : "2";
    return "1";
}

std::vector<const phantom::TrueLesion*> worthOutlining(const phantom::TrueImage& image) {
    std::vector<const phantom::TrueLesion*> lesions;
    for (const auto& lesion : image.lesions)
        lesions.push_back(&lesion);
    std::stable_sort(lesions.begin(), lesions.end(), [](const auto* a, const auto* b) {
        return core::areaPx2(a->outline) > core::areaPx2(b->outline);
    });
    if (lesions.size() > kLesionsOutlined)
        lesions.resize(kLesionsOutlined);
    return lesions;
}

Result<void> answer(annotation::ReadingSession& session, const std::string& key,
                    const std::string& value) {
    return session.apply(annotation::SetAnswer{key, std::nullopt, value});
}

} // namespace

std::string labelOf(const std::string& lesionKind) {
    if (lesionKind == "calcification-cluster")
        return "calcification";
    return lesionKind;
}

core::Polygon drawnLike(const core::Polygon& truth, double jitter, int width, int height,
                        core::Random& random) {
    const auto centre = core::centroid(truth);
    const double size = std::sqrt(std::max(core::areaPx2(truth), 1.0));
    const double dx = random.normal() * jitter * size, dy = random.normal() * jitter * size;
    const double scale = std::clamp(1 + random.normal() * jitter, 0.7, 1.4);
    const double bend = std::clamp(random.normal() * jitter, -0.2, 0.2);
    const double phase = random.uniform(0, 2 * std::numbers::pi);
    const int lobes = 2 + static_cast<int>(random.below(3));
    auto placed = [&](double bending) {
        core::Polygon drawn;
        for (const auto& vertex : truth.vertices) {
            const double x = vertex.x - centre.x, y = vertex.y - centre.y;
            const double r = scale * (1 + bending * std::cos(lobes * std::atan2(y, x) + phase));
            // Kept to hundredths: a mouse has no more, and the numbers stay readable.
            auto inside = [](double value, double limit) {
                return std::round(std::clamp(value, 0.0, limit) * 100) / 100;
            };
            const core::PointPx at{inside(centre.x + dx + r * x, width),
                                   inside(centre.y + dy + r * y, height)};
            if (drawn.vertices.empty() || !(drawn.vertices.back() == at))
                drawn.vertices.push_back(at);
        }
        while (drawn.vertices.size() > 1 && drawn.vertices.front() == drawn.vertices.back())
            drawn.vertices.pop_back();
        return drawn;
    };
    for (const double bending : {bend, 0.0}) {
        auto drawn = placed(bending);
        if (core::checkStorable(drawn, width, height))
            return drawn;
    }
    return truth; // clamping at the border can fold a thin outline; the truth itself is storable
}

Result<void> SimulatedReader::read(annotation::ReadingSession& session,
                                   const phantom::TruePatient& patient,
                                   const std::vector<TruthOnImage>& images,
                                   std::uint64_t number) const {
    auto random = m_random.stream("case", number);
    const bool errs = random.chance(m_habits.wrongClass);
    const auto diagnosis = errs ? otherClass(patient.label, m_kind, random) : patient.label;
    if (diagnosis != "normal")
        for (const auto& [image, truth] : images) {
            for (const auto* lesion : worthOutlining(*truth)) {
                if (random.chance(m_habits.missesLesion))
                    continue;
                annotation::Finding finding;
                finding.id = session.nextLesionId();
                finding.image = image;
                finding.label = labelOf(lesion->kind);
                finding.outline = drawnLike(lesion->outline, m_habits.outlineJitter, truth->width,
                                            truth->height, random);
                if (!core::checkStorable(finding.outline, truth->width, truth->height))
                    continue; // a lesion too small to be an outline
                CW_CHECK(session.apply(annotation::AddFinding{std::move(finding)}));
            }
        }
    CW_CHECK(answer(session, "diagnosis", diagnosis));
    if (m_kind != core::ImageKind::Mammography)
        return answer(session, "gradability", "good");
    auto assessment = assessmentOf(diagnosis, number);
    if (random.chance(m_habits.otherAssessment) && diagnosis == "malignant")
        assessment.front() = assessment.front() == '5' ? '4' : '5';
    CW_CHECK(answer(session, "assessment", assessment));
    auto density = patient.density.empty() ? std::string("b") : patient.density;
    if (random.chance(m_habits.otherDensity))
        density.front() = density.front() == 'a' ? 'b' : static_cast<char>(density.front() - 1);
    CW_CHECK(answer(session, "density", density));
    return answer(session, "imageType", "1");
}

} // namespace cw::workflow::demo
