// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/ReadingSession.h"
#include "support/Polygons.h"
#include "support/TemporaryFolder.h"
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

namespace cw::testing {

/// Temporary folders in memory where there is such a place: these tests sync thousands of times,
/// and none of them can tell a disk from it. TMPDIR wins.
inline const bool kInMemory = [] {
    return ::access("/dev/shm", W_OK) == 0 && ::setenv("TMPDIR", "/dev/shm", 0) == 0;
}();

inline const core::CaseId kCase{"C-0001"};
inline const core::ReaderId kReader{"A"};
inline const core::ImageId kImage{"image-1"};

inline std::optional<annotation::ImageSize> oneImage(const core::ImageId& id) {
    return id == kImage ? std::optional(annotation::ImageSize{1000, 1000}) : std::nullopt;
}

/// "L1", "L2" ... (std::string first: GCC 12 warns wrongly about "L" + std::to_string, bug 105651)
inline std::string lesionName(int number) {
    return std::string("L").append(std::to_string(number));
}

inline annotation::Finding aFinding(const std::string& id, core::Polygon outline,
                                    const std::string& label = "mass",
                                    const core::ImageId& image = kImage) {
    return {core::LesionId(id), image, label, std::move(outline), {}};
}

inline annotation::Reading aReading(const std::string& reader,
                                    std::vector<annotation::Finding> findings,
                                    annotation::CaseAnswers answers = {}) {
    return annotation::sealed({{},
                               kCase,
                               core::ReaderId(reader),
                               "2026-11-21T01:14:30Z",
                               std::move(answers),
                               std::move(findings)});
}

inline core::Clock aClock() {
    return [] { return std::chrono::system_clock::time_point(std::chrono::seconds(1795223670)); };
}

/// Texts that break careless writers.
inline rc::Gen<std::string> anyText() {
    return rc::gen::element<std::string>("", "mass", "irregular", "종괴 불규칙", "a\"b\\c",
                                         "line\nbreak", std::string("nul\0inside", 10),
                                         "\x01\x1f\x7f", "😀", "null");
}

inline rc::Gen<core::PointPx> anyPoint() {
    // Any finite double, not only nice ones: the written form must read back exactly.
    return rc::gen::map(rc::gen::pair(rc::gen::arbitrary<double>(), rc::gen::inRange(-9000, 9000)),
                        [](const auto& pair) {
                            const double x = std::isfinite(pair.first) ? pair.first : 0.1;
                            return core::PointPx{x, pair.second / 7.0};
                        });
}

inline rc::Gen<core::Polygon> anyPolygon() {
    return rc::gen::map(rc::gen::container<std::vector<core::PointPx>>(anyPoint()),
                        [](auto vertices) { return core::Polygon{std::move(vertices)}; });
}

inline rc::Gen<annotation::CaseAnswers> anyTexts() {
    using Pairs = std::vector<std::pair<std::string, std::string>>;
    return rc::gen::map(rc::gen::container<Pairs>(rc::gen::pair(anyText(), anyText())),
                        [](const Pairs& p) { return annotation::CaseAnswers(p.begin(), p.end()); });
}

inline rc::Gen<annotation::Finding> anyFinding() {
    return rc::gen::map(rc::gen::tuple(anyText(), anyText(), anyText(), anyPolygon(), anyTexts()),
                        [](const auto& t) {
                            return annotation::Finding{
                                core::LesionId(std::get<0>(t)), core::ImageId(std::get<1>(t)),
                                std::get<2>(t), std::get<3>(t), std::get<4>(t)};
                        });
}

/// Turns numbers into edits that mostly fit the session's present state. The same numbers at the
/// same state give the same edit.
template <class Session>
annotation::Edit someEdit(const Session& session, std::uint32_t n) {
    using namespace annotation;
    const auto place = [&](std::uint32_t k) { return 20.0 + (n / k) % 900; };
    const auto& findings = session.findings();
    const auto kind = n % 12;
    if (findings.empty() || kind == 0)
        return AddFinding{aFinding(session.nextLesionId().text(),
                                   square(place(11), place(97), 5 + n % 70), "mass")};
    const auto& finding = findings[(n / 11) % findings.size()];
    const auto& vertices = finding.outline.vertices;
    const std::size_t index = (n / 31) % vertices.size();
    const core::PointPx near{vertices[index].x + (n / 7) % 9 - 4.25,
                             vertices[index].y + (n / 3) % 9 - 4.125};
    const auto valueOf = [](const CaseAnswers& texts, const std::string& key) {
        const auto found = texts.find(key);
        return found == texts.end() ? std::nullopt : std::optional(found->second);
    };
    const std::optional<std::string> after =
        n % 3 == 0 ? std::nullopt : std::optional(std::to_string(n % 7));
    switch (kind) {
    case 1:
        return RemoveFinding{finding};
    case 2:
    case 3:
    case 4:
        return MoveVertex{finding.id, index, vertices[index], near};
    case 5:
    case 6:
        return InsertVertex{finding.id, index, near};
    case 7:
        return DeleteVertex{finding.id, index, vertices[index]};
    case 8:
        return SetOutline{finding.id, finding.outline, square(place(13), place(17), 9)};
    case 9:
        return SetAttribute{finding.id, "shape", valueOf(finding.attributes, "shape"), after};
    case 10: // a split: the old outline shrinks, a new finding appears; sometimes neither fits
        return EditGroup{
            "split finding",
            {SetOutline{finding.id, finding.outline, square(place(13), place(19), 7)},
             AddFinding{aFinding(session.nextLesionId().text(),
                                 square(n % 5 == 0 ? 9e9 : place(23), place(29), 6), "mass")}}};
    default:
        break;
    }
    if (n % 2 == 0)
        return SetLabel{finding.id, finding.label, "calcification"};
    return SetAnswer{"assessment", valueOf(session.answers(), "assessment"), after};
}

} // namespace cw::testing
