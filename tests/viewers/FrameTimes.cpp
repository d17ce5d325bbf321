// SPDX-License-Identifier: Apache-2.0
// Milliseconds a frame of four 3328 x 4096 16-bit views at 1600 x 1000, while the window is dragged
// and while the picture is panned; beside it VTK's stock image mapper, which windows on the CPU, in
// the same process. Prints figures, judges nothing: run it by hand under xvfb-run.
#include "bench/reading/StockMapper.h"
#include "core/Random.h"
#include "viewers/HangingView.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QSurfaceFormat>
#include <QTest>
#include <cmath>
#include <cstdio>
#include <string>

namespace {

using namespace cw;
constexpr int kWidth = 3328, kHeight = 4096, kFrames = 60;

std::shared_ptr<const core::Image> mammogram() {
    auto image = core::Image::create(kWidth, kHeight, 1, core::SampleType::U16,
                                     core::PixelMeaning::Monochrome2);
    core::Random random(1);
    auto samples = image->samples<std::uint16_t>();
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<std::uint16_t>(1000 + (i % kWidth) / 2 + (random.next() & 255U));
    image->setBitsStored(12);
    return std::make_shared<const core::Image>(std::move(*image));
}

template <class Frame>
double millisecondsPerFrame(const Frame& frame) {
    for (int i = 0; i < 5; ++i)
        frame(i);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < kFrames; ++i)
        frame(i);
    return static_cast<double>(timer.nsecsElapsed()) / 1e6 / kFrames;
}

void measureOurs(const std::shared_ptr<const core::Image>& image) {
    QElapsedTimer prepare;
    prepare.start();
    core::Presentation presentation;
    presentation.windows.push_back({2000, 3000, core::VoiFunction::Linear, {}});
    const auto picture = viewers::Picture::prepare(image, presentation);
    std::printf("pyramid of one image          %7.1f ms\n",
                static_cast<double>(prepare.nsecsElapsed()) / 1e6);

    viewers::HangingView hanging;
    std::vector<viewers::HangingView::Item> items;
    for (const auto* id : {"0", "1", "2", "3"}) {
        viewers::HangingView::Item item{core::ImageId(id), {}, {}, {}};
        item.attributes.kind = core::ImageKind::Mammography;
        item.attributes.laterality = *id % 2 ? core::Laterality::Left : core::Laterality::Right;
        item.attributes.view = *id < '2' ? core::ViewPosition::CC : core::ViewPosition::MLO;
        items.push_back(item);
    }
    hanging.setCase(items);
    hanging.resize(1600, 1000);
    hanging.show();
    if (!QTest::qWaitForWindowExposed(&hanging))
        return;
    for (const auto& item : items)
        hanging.setPicture(item.id, *picture);
    QApplication::processEvents();
    const auto painted = [&] {
        for (auto* view : hanging.views())
            view->toolChanged(); // every viewport repaints in every frame
        QApplication::processEvents();
    };
    std::printf("ours, window dragged          %7.1f ms a frame\n",
                millisecondsPerFrame([&](int i) {
                    for (auto* view : hanging.views())
                        view->dragWindow(i % 2 ? 3 : -3, 2);
                    painted();
                }));
    std::printf("ours, panned                  %7.1f ms a frame\n",
                millisecondsPerFrame([&](int i) {
                    for (auto* view : hanging.views()) {
                        auto transform = view->view();
                        transform.panBy(i % 2 ? 3 : -3, 1);
                        view->setView(transform);
                    }
                    painted();
                }));
    std::printf("ours, nothing changed         %7.1f ms a frame\n",
                millisecondsPerFrame([&](int) { painted(); }));
    auto* view = hanging.views().front();
    const auto moved = [&](int i) {
        QMouseEvent move(QEvent::MouseMove, QPointF(300 + i % 50, 250), QPointF(), Qt::NoButton,
                         Qt::NoButton, {});
        QApplication::sendEvent(view, &move);
        QApplication::processEvents();
    };
    hanging.aids().setMagnifier(true);
    std::printf("ours, magnifier moved         %7.1f ms a frame\n", millisecondsPerFrame(moved));
    hanging.aids().setMagnifier(false);
    std::printf("ours, curtain dragged         %7.1f ms a frame\n",
                millisecondsPerFrame([&](int i) {
                    auto curtains = viewers::curtainsOf(viewers::CurtainKind::Upper);
                    curtains.upper = 0.3 + 0.01 * (i % 20);
                    hanging.aids().setCurtains(curtains);
                    QApplication::processEvents();
                }));
}

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "xcb");
    qputenv("QT_XCB_GL_INTEGRATION", "xcb_glx");
    QSurfaceFormat format;
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setDepthBufferSize(24);
    format.setSwapInterval(0);
    QSurfaceFormat::setDefaultFormat(format);
    QApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication application(argc, argv);
    if (qEnvironmentVariableIsEmpty("CONCORD_CANVAS"))
        qputenv("CONCORD_CANVAS", "vtk");
    const auto image = mammogram();
    const std::string only = argc > 1 ? argv[1] : "";
    if (only != "stock")
        measureOurs(image);
    if (only != "ours")
        cw::bench::measureStockMapper(kFrames);
    return 0;
}
