// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Examinations.h"

#include "app/workflow/FileSort.h"
#include "dicom/StreamedFile.h"

#include <algorithm>
#include <functional>

namespace cw::workflow {
namespace {

/// YYYYMMDD, or empty where the file has no date that means anything.
Result<std::string> studyDate(const storage::CaseStore& store, const core::ImageId& id) {
    CW_TRY(const auto bytes, store.bytes(id));
    if (sortOf(bytes) != FileSort::Dicom)
        return std::string();
    CW_TRY(const auto file, dicom::StreamedFile::open(dicom::ByteSource::of(bytes), {}));
    const auto date = file.header().text({0x0008, 0x0020}).value_or("");
    const bool digits =
        date.size() == 8 && std::ranges::all_of(date, [](char c) { return c >= '0' && c <= '9'; });
    constexpr std::string_view fixed = "19000101"; // what a de-identifier writes for any day
    return digits && date != fixed ? date : std::string();
}

} // namespace

Result<ExamOrder> examOrder(const storage::CaseStore& store,
                            std::span<const storage::StoredImage> images) {
    std::vector<std::pair<core::StudyKey, std::string>> studies; // with what sorts them
    for (const auto& image : images)
        if (std::ranges::none_of(studies, [&](const auto& s) { return s.first == image.study; }))
            studies.emplace_back(image.study, "");
    ExamOrder order{std::vector<int>(images.size(), 0), true};
    if (studies.size() < 2)
        return order;
    for (auto& [study, date] : studies) {
        const auto first =
            std::ranges::find(images, study, [](const storage::StoredImage& i) { return i.study; });
        CW_TRY(date, studyDate(store, first->id));
        order.known = order.known && !date.empty();
    }
    std::vector<std::string> days;
    for (std::size_t i = 0; i < studies.size(); ++i) {
        if (!order.known) // as they were imported; every image says that this means nothing
            studies[i].second =
                std::string(1, static_cast<char>('z' - std::min<std::size_t>(i, 25)));
        days.push_back(studies[i].second);
    }
    std::ranges::sort(days, std::greater<>());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    for (std::size_t i = 0; i < images.size(); ++i) {
        const auto study =
            std::ranges::find(studies, images[i].study, [](const auto& s) { return s.first; });
        order.exams[i] = static_cast<int>(std::ranges::find(days, study->second) - days.begin());
    }
    return order;
}

} // namespace cw::workflow
