// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/PixelCheck.h"
#include "core/Files.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace cw::anonymizer {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostVertices = 100000;

Result<core::Polygon> polygonFrom(const Json& points) {
    core::Polygon polygon;
    if (points.size() > kMostVertices)
        return fail(ErrorCode::Malformed, "an outline has more vertices than any lesion");
    for (const Json& point : points)
        polygon.vertices.push_back({point.at(0).get<double>(), point.at(1).get<double>()});
    return polygon;
}

Result<std::vector<core::Polygon>> outlinesOf(const Json& image) {
    std::vector<core::Polygon> outlines;
    for (const Json& points : image.value("outlines", Json::array())) {
        CW_TRY(auto polygon, polygonFrom(points));
        outlines.push_back(std::move(polygon));
    }
    for (const Json& lesion : image.value("lesions", Json::array())) {
        CW_TRY(auto polygon, polygonFrom(lesion.at("polygon")));
        outlines.push_back(std::move(polygon));
    }
    return outlines;
}

bool contains(const core::RectPx& a, const core::RectPx& b) {
    return b.left >= a.left && b.top >= a.top && b.right <= a.right && b.bottom <= a.bottom;
}

/// Found where it was hidden: a defect, not a finding.
bool isFoundAgain(const TextBox& found, const std::vector<TextBox>& hidden) {
    return std::ranges::any_of(hidden, [&](const TextBox& each) {
        const bool frame = each.frame == -1 || found.frame == -1 || each.frame == found.frame;
        return frame && each.layer == found.layer && found.match != kDeclared &&
               contains(each.box, found.box);
    });
}

std::string whyHeld(const PixelPlan& plan) {
    if (plan.undecided == 0)
        return "writing to be hidden lies on a lesion: a reviewer has to agree";
    return "writing in the picture awaits a decision (" + std::to_string(plan.undecided) +
           (plan.undecided == 1 ? " place)" : " places)");
}

} // namespace

Result<LesionOutlines> LesionOutlines::read(const std::filesystem::path& json) {
    CW_TRY(const std::string text, core::readText(json));
    LesionOutlines read;
    try {
        const Json document = Json::parse(text);
        std::vector<Json> images = document.value("images", std::vector<Json>());
        for (const Json& patient : document.value("patients", Json::array()))
            for (const Json& image : patient.at("images"))
                images.push_back(image);
        for (const Json& image : images) {
            CW_TRY(auto outlines, outlinesOf(image));
            if (!outlines.empty())
                read.m_outlines[image.at("file").get<std::string>()] = std::move(outlines);
        }
    } catch (const std::exception&) {
        return fail(ErrorCode::Malformed, "the file of lesions is not the JSON that is expected");
    }
    return read;
}

const std::vector<core::Polygon>& LesionOutlines::of(const std::filesystem::path& relative) const {
    static const std::vector<core::Polygon> none;
    const auto found = m_outlines.find(relative.generic_string());
    return found == m_outlines.end() ? none : found->second;
}

class PixelStage::Detectors {
public:
    explicit Detectors(Pseudonyms pseudonyms) : m_pseudonyms(std::move(pseudonyms)) {}

    /// Loading the models takes longer than most pictures: a detector serves file after file.
    template <class Work>
    auto with(Work work) {
        TextDetector detector = take();
        auto result = work(detector);
        const std::lock_guard lock(m_mutex);
        m_free.push_back(std::move(detector));
        return result;
    }

private:
    TextDetector take() {
        const std::lock_guard lock(m_mutex);
        if (m_free.empty())
            return TextDetector(m_pseudonyms);
        TextDetector detector = std::move(m_free.back());
        m_free.pop_back();
        return detector;
    }
    Pseudonyms m_pseudonyms;
    std::mutex m_mutex;
    std::vector<TextDetector> m_free;
};

PixelStage::PixelStage(std::shared_ptr<PixelQueue> queue, Pseudonyms pseudonyms,
                       LesionOutlines lesions)
    : m_queue(std::move(queue)), m_lesions(std::move(lesions)),
      m_detectors(std::make_unique<Detectors>(std::move(pseudonyms))) {}
PixelStage::~PixelStage() = default;

Result<std::vector<std::byte>> PixelStage::hidden(const std::filesystem::path& source,
                                                  const std::string& token,
                                                  const std::filesystem::path& relative,
                                                  const std::vector<TextBox>& boxes) {
    CW_TRY(const auto bytes, core::readFile(source));
    CW_TRY(auto done, hideBoxes(bytes, boxes));
    CW_TRY(const auto left, m_detectors->with([&](TextDetector& detector) {
        return detector.find(done.bytes, relative);
    }));
    for (const TextBox& found : left.boxes)
        if (isFoundAgain(found, boxes))
            return fail(ErrorCode::Internal, "writing was found again where it was hidden");
    CW_CHECK(m_queue->note(token, "hidden; not found again"));
    return std::move(done.bytes);
}

Result<PixelAnswer> PixelStage::check(const std::filesystem::path& source, const std::string& token,
                                      const std::filesystem::path& relative) {
    CW_TRY(const auto findings, m_detectors->with([&](TextDetector& detector) {
        return detector.find(source, relative);
    }));
    CW_TRY(const auto plan, m_queue->plan(token, findings, m_lesions.of(relative)));
    PixelAnswer answer;
    answer.cleaned = plan.cleaned;
    if (plan.step == PixelPlan::Step::Held) {
        answer.held = true;
        answer.why = whyHeld(plan);
    } else if (plan.step == PixelPlan::Step::Hide) {
        CW_TRY(answer.hidden, hidden(source, token, relative, plan.hide));
    }
    return answer;
}

PixelCheck asPixelCheck(std::shared_ptr<PixelStage> stage) {
    return [stage = std::move(stage)](const FileInHand& file) {
        return stage->check(file.source, file.token, file.relative);
    };
}

} // namespace cw::anonymizer
