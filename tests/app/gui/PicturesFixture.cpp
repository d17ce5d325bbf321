// SPDX-License-Identifier: Apache-2.0
#include "PicturesFixture.h"

#include "app/gui/panels/ThumbnailStrip.h"

#include <QCursor>
#include <QPushButton>
#include <algorithm>
#include <stdexcept>

namespace cw::testing {

namespace fs = std::filesystem;
using core::ImageKind;

PlantedProject& PicturesFixture::mammograms() {
    static PlantedProject project(ImageKind::Mammography, 6, 7);
    return project;
}

PlantedProject& PicturesFixture::priors() {
    static PlantedProject project(ImageKind::Mammography, 3, 7, true);
    return project;
}

PlantedProject& PicturesFixture::eyes() {
    static PlantedProject project(ImageKind::Fundus, 8, 5);
    return project;
}

bool PicturesFixture::shows(const phantom::TruePatient& patient, const char* lesion,
                            const char* label) {
    return patient.label == label && std::ranges::any_of(patient.images, [&](const auto& image) {
               return std::ranges::any_of(image.lesions,
                                          [&](const auto& each) { return each.kind == lesion; });
           });
}

void PicturesFixture::openPatient(PlantedProject& project, const Wanted& wanted,
                                  const QString& reader) {
    m_planted = &project;
    auto& folder = m_folders[&project];
    if (folder.isEmpty()) {
        m_copies.push_back(std::make_unique<QTemporaryDir>());
        folder = m_copies.back()->path() + "/project";
        fs::copy(project.folder(), folder.toStdString(), fs::copy_options::recursive);
    }
    QCursor::setPos(1900, 1190); // off all buttons
    open(reader, folder);
    for (int i = 1; i <= project.cases(); ++i) {
        openCase(("C-000" + std::to_string(i)).c_str());
        const auto* patient = project.patientOf(view(0).picture()->image());
        if (patient && wanted(*patient)) {
            settle();
            m_window->status().say({});
            return;
        }
    }
    throw std::runtime_error("no such patient");
}

const phantom::TrueImage& PicturesFixture::truthOf(const viewers::ImageView& view) const {
    const auto* truth = m_planted->truthOf(view.picture()->image());
    if (!truth)
        throw std::runtime_error("no truth of this picture");
    return *truth;
}

const core::Polygon& PicturesFixture::lesion(const viewers::ImageView& view,
                                             const char* kind) const {
    return std::ranges::find(truthOf(view).lesions, kind, &phantom::TrueLesion::kind)->outline;
}

const core::Polygon& PicturesFixture::landmark(const viewers::ImageView& view,
                                               const char* kind) const {
    return std::ranges::find(truthOf(view).landmarks, kind, &phantom::TrueLesion::kind)->outline;
}

viewers::ImageView& PicturesFixture::on(core::Laterality side, core::ViewPosition position) {
    const auto& items = page().hanging().items();
    for (std::size_t i = 0; i < items.size(); ++i)
        if (items[i].attributes.laterality == side && items[i].attributes.view == position &&
            items[i].exam == 0)
            return *page().hanging().views()[i];
    throw std::runtime_error("no such view");
}

viewers::ImageView& PicturesFixture::withLesion(core::ViewPosition position) {
    auto& right = on(core::Laterality::Right, position);
    return truthOf(right).lesions.empty() ? on(core::Laterality::Left, position) : right;
}

void PicturesFixture::lookAt(viewers::ImageView& on, core::PointPx centre, double zoom) {
    auto seen = on.view();
    seen.setZoom(zoom);
    seen.setFocus(centre);
    on.setView(seen);
}

void PicturesFixture::pointAt(viewers::ImageView& on, core::PointPx p) {
    const QPointF place = at(on, p.x, p.y);
    QMouseEvent move(QEvent::MouseMove, place, on.mapToGlobal(place), Qt::NoButton, Qt::NoButton,
                     {});
    QCoreApplication::sendEvent(&on, &move);
}

void PicturesFixture::stroke(viewers::ImageView& on, const std::vector<core::PointPx>& way) {
    QTest::mousePress(&on, Qt::LeftButton, {}, at(on, way.front().x, way.front().y));
    for (const auto& p : way) {
        const QPointF to(at(on, p.x, p.y));
        QMouseEvent move(QEvent::MouseMove, to, on.mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                         {});
        QCoreApplication::sendEvent(&on, &move);
    }
    QTest::mouseRelease(&on, Qt::LeftButton, {}, at(on, way.back().x, way.back().y));
}

void PicturesFixture::outline(viewers::ImageView& on, const core::Polygon& polygon, Qt::Key pen) {
    const auto seen = on.view();
    const auto box = core::boundsOf(polygon);
    // Near enough for corners that do not meet on the screen.
    lookAt(on, core::centroid(polygon),
           std::max(seen.zoom(), 260 / std::max(box.width(), box.height())));
    key(pen);
    const std::size_t step = std::max<std::size_t>(1, polygon.vertices.size() / 24);
    for (std::size_t i = 0; i < polygon.vertices.size(); i += step)
        click(on, polygon.vertices[i].x, polygon.vertices[i].y);
    key(Qt::Key_Return);
    key(Qt::Key_V);
    on.setView(seen);
}

void PicturesFixture::markEye(viewers::ImageView& eye) {
    eye.setFocus();
    key(Qt::Key_V);
    click(eye, 5, 5); // this eye is the current one
    for (const auto& [what, mark] :
         {std::pair{"optic-disc", Qt::Key_D}, {"optic-cup", Qt::Key_C}}) {
        const auto& polygon = landmark(eye, what);
        lookAt(eye, core::centroid(polygon), 1.5);
        key(mark, Qt::ShiftModifier);
        for (std::size_t i = 0; i < polygon.vertices.size(); i += 3)
            click(eye, polygon.vertices[i].x, polygon.vertices[i].y);
        key(Qt::Key_Return);
    }
    key(Qt::Key_0);
    pointAt(eye, core::centroid(landmark(eye, "fovea")));
    key(Qt::Key_F, Qt::ShiftModifier);
    key(Qt::Key_V);
}

void PicturesFixture::press(const char* row, const char* answer) {
    auto* there = m_window->findChild<QWidget*>(row);
    auto* button = there ? there->findChild<QAbstractButton*>(answer) : nullptr;
    if (!button)
        throw std::runtime_error(std::string(row) + " " + answer);
    QTest::mouseClick(button, Qt::LeftButton);
}

void PicturesFixture::keys(std::initializer_list<Qt::Key> list) {
    for (const auto each : list)
        key(each);
}

void PicturesFixture::settle() {
    auto* strip = m_window->findChild<gui::ThumbnailStrip*>();
    CW_EVENTUALLY(!m_window->loading() && (!strip || strip->allMade()));
}

void PicturesFixture::speakKorean() {
    m_korean = std::make_unique<QTranslator>();
    ASSERT_TRUE(m_korean->load(":/i18n/concord_ko.qm"));
    QCoreApplication::installTranslator(m_korean.get());
}

void PicturesFixture::pictureOf(QWidget& part, const QString& name) {
    const auto to = qEnvironmentVariable("CONCORD_SCREENSHOTS");
    if (to.isEmpty())
        return;
    QCoreApplication::processEvents();
    const QRect place(part.mapTo(m_window.get(), QPoint()), part.size());
    EXPECT_TRUE(m_window->grab(place).save(to + "/" + name));
}

void PicturesFixture::TearDown() {
    if (m_korean)
        QCoreApplication::removeTranslator(m_korean.get());
    m_window.reset();
}

} // namespace cw::testing
