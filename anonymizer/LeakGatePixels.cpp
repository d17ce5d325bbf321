// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/LeakGate.h"
#include <algorithm>

namespace cw::anonymizer {

namespace fs = std::filesystem;

Result<std::vector<Leak>> recheckHidden(const fs::path& outputFile, const fs::path& outputRelative,
                                        std::span<const TextBox> hidden, TextDetector& detector) {
    CW_TRY(const auto findings, detector.find(outputFile, {}));
    const auto meets = [](const TextBox& a, const TextBox& b) {
        return (a.frame == b.frame || a.frame < 0 || b.frame < 0) && a.box.left < b.box.right &&
               b.box.left < a.box.right && a.box.top < b.box.bottom && b.box.top < a.box.bottom;
    };
    std::vector<Leak> leaks;
    for (const TextBox& left : findings.boxes)
        if (std::ranges::any_of(hidden, [&](const TextBox& box) { return meets(left, box); }))
            leaks.push_back(
                {outputRelative, "burned-in text", "picture, in a box that was hidden"});
    return leaks;
}

} // namespace cw::anonymizer
