// SPDX-License-Identifier: Apache-2.0
#include "annotation/ReadingSession.h"
#include "app/gui/pages/WorklistPage.h"
#include "bench/reading/Figures.h"
#include "bench/reading/Sections.h"
#include "bench/reading/WindowDriver.h"

#include <QThread>
#include <cmath>

namespace cw::bench {
namespace {

void open(WindowDriver& driver, const char* id) {
    driver.window().worklistPage()->select(core::CaseId(id));
    driver.openCaseFromWorklist(id);
    driver.waitUntilQuiet();
}

QPointF middleOf(const viewers::ImageView& view) {
    return {view.width() / 2.0, view.height() / 2.0};
}

/// A drag of one button, back and forth; every move until these viewports have painted it.
void measureDrag(WindowDriver& driver, const std::string& what, double target,
                 Qt::MouseButton button, const std::vector<viewers::ImageView*>& painted,
                 int frames) {
    Figures figures(what, target);
    auto& view = *painted.front();
    const auto from = middleOf(view);
    driver.press(view, button, from);
    for (int i = 1; i <= frames; ++i) {
        const QPointF to = from + QPointF(30 * std::sin(i * 0.3), 20 * std::sin(i * 0.2) + i % 2);
        figures.time([&] { driver.untilPainted(painted, [&] { driver.move(view, button, to); }); });
    }
    driver.release(view, button, from);
    figures.print();
}

void measureZoom(WindowDriver& driver, const std::string& what, double target,
                 const std::vector<viewers::ImageView*>& painted, int frames) {
    Figures figures(what, target);
    for (int i = 0; i < frames; ++i) {
        const int notches = i % 20 < 10 ? 1 : -1; // up to six times and back
        figures.time([&] {
            driver.untilPainted(painted, [&] {
                driver.wheel(*painted.front(), middleOf(*painted.front()), notches);
            });
        });
    }
    figures.print();
}

void measureVertexDrag(WindowDriver& driver, const std::string& what, int frames) {
    const auto finding = driver.page().desk().findings().at(kShapes / 2 + 10);
    auto& view = *driver.page().hanging().viewOf(finding.image);
    const auto inside = driver.at(view, core::centroid(finding.outline));
    driver.key(Qt::Key_V);
    driver.press(view, Qt::LeftButton, inside);
    driver.release(view, Qt::LeftButton, inside);
    const auto corner = driver.at(view, finding.outline.vertices[0]);
    driver.untilPainted({&view}, [&] { view.toolChanged(); });
    Figures figures(what, 16);
    driver.press(view, Qt::LeftButton, corner);
    for (int i = 1; i <= frames; ++i) {
        const QPointF to = corner + QPointF(6 + 3 * std::sin(i * 0.3), i % 3);
        figures.time(
            [&] { driver.untilPainted({&view}, [&] { driver.move(view, Qt::LeftButton, to); }); });
    }
    driver.key(Qt::Key_Escape);
    driver.release(view, Qt::LeftButton, corner);
    figures.print();
}

} // namespace

void measureMoving(const BenchData& data, int frames) {
    WindowDriver driver(data.plain);
    open(driver, "C-0001");
    const auto four = driver.views();
    measureDrag(driver, "window dragged, four views", 33, Qt::RightButton, four, frames);
    measureDrag(driver, "panned, one view of four", 16, Qt::MiddleButton, {four.front()}, frames);
    measureZoom(driver, "zoomed by the wheel, four views", 33, four, frames);
    driver.key(Qt::Key_0);
    driver.untilPainted({four.front()},
                        [&] { driver.doubleClick(*four.front(), middleOf(*four.front())); });
    const std::vector<viewers::ImageView*> one{four.front()};
    measureDrag(driver, "window dragged, one view maximised", 33, Qt::RightButton, one, frames);
    measureDrag(driver, "panned, one view maximised", 16, Qt::MiddleButton, one, frames);
    measureZoom(driver, "zoomed by the wheel, one view maximised", 16, one, frames);
}

void measureShapes(const BenchData& data, int frames) {
    WindowDriver driver(data.plain);
    open(driver, "C-0003");
    auto& desk = driver.page().desk();
    if (desk.findings().size() < kShapes) {
        std::printf("the shapes are not there\n");
        return;
    }
    const std::vector<viewers::ImageView*> first{
        driver.page().hanging().viewOf(desk.findings().front().image)};
    measureVertexDrag(driver, "vertex dragged among 200 shapes of 500 points, four-up", frames);
    measureDrag(driver, "panned with 200 shapes, one view of four", 16, Qt::MiddleButton, first,
                frames);
    driver.key(Qt::Key_0);
    Figures edits("edit among 200 shapes: accepted, window refreshed, painted"),
        undos("undo among 200 shapes: Ctrl+Z to painted");
    const auto finding = desk.findings().front();
    for (int i = 0; i < frames / 2; ++i) {
        const auto label = desk.find(finding.id)->label;
        edits.time([&] {
            driver.untilPainted(first, [&] {
                desk.apply(annotation::SetLabel{finding.id, label, "calcification"});
            });
        });
        undos.time([&] {
            driver.untilPainted(first, [&] { driver.key(Qt::Key_Z, Qt::ControlModifier); });
        });
    }
    edits.print();
    undos.print();
    driver.untilPainted(first, [&] { driver.doubleClick(*first.front(), {5, 5}); });
    measureVertexDrag(driver, "vertex dragged among 200 shapes, one view maximised", frames);
}

/// What the window's thread pays for an edit's way to the disk.
void measureJournal(const std::filesystem::path& folder, int edits) {
    using When = annotation::Journaling::When;
    const core::ImageId image("image");
    const auto sizes = [&](const core::ImageId&) {
        return std::optional(annotation::ImageSize{3328, 4096});
    };
    for (const auto when : {When::Behind, When::BeforeReturn}) {
        const auto file = folder / "bench.jsonl";
        std::filesystem::remove(file);
        annotation::Journaling how;
        how.when = when;
        auto session = annotation::ReadingSession::open(core::CaseId("C"), core::ReaderId("A"),
                                                        file, sizes, how);
        if (!session)
            return;
        core::Polygon outline;
        for (int i = 0; i < kShapePoints; ++i)
            outline.vertices.push_back({1000 + 300 * std::cos(2 * M_PI * i / kShapePoints),
                                        1000 + 300 * std::sin(2 * M_PI * i / kShapePoints)});
        annotation::Finding finding{core::LesionId("L1"), image, "mass", outline, {}};
        (void)session->apply(annotation::AddFinding{finding});
        Figures figures(when == When::Behind
                            ? "apply() of an outline of 500 points, journal behind the window"
                            : "the same, journal in the call (as it was)",
                        when == When::Behind ? std::optional(5.0) : std::nullopt);
        for (int i = 0; i < edits; ++i) {
            auto next = outline;
            next.vertices[static_cast<std::size_t>(i % kShapePoints)].x += 1;
            figures.time([&] {
                (void)session->apply(annotation::SetOutline{finding.id, outline, next});
            });
            outline = std::move(next);
            // Bursts of four, then as slow as the disk: no hand is faster.
            while (i % 4 == 3 && session->journalState().pending > 0)
                QThread::yieldCurrentThread();
        }
        figures.print();
        Figures last("waiting for the last of them (flush)");
        last.time([&] { (void)session->flush(); });
        last.print();
    }
    std::filesystem::remove(folder / "bench.jsonl");
}

} // namespace cw::bench
