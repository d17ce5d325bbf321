// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "GuiFixture.h"
#include "PlantedProject.h"

#include <QTranslator>
#include <functional>

namespace cw::testing {

/// Drives the window to what docs/screenshots shows. Lesions are drawn where they were planted.
class PicturesFixture : public GuiTest {
protected:
    using Wanted = std::function<bool(const phantom::TruePatient&)>;

    static PlantedProject& mammograms(); ///< made once
    static PlantedProject& priors();
    static PlantedProject& eyes();
    static bool shows(const phantom::TruePatient& patient, const char* lesion, const char* label);

    /// A copy of the project, and in it the first case of such a patient, drawn and loaded.
    void openPatient(PlantedProject& project, const Wanted& wanted, const QString& reader = "ann");
    const phantom::TrueImage& truthOf(const viewers::ImageView& view) const;
    const core::Polygon& lesion(const viewers::ImageView& view, const char* kind) const;
    const core::Polygon& landmark(const viewers::ImageView& view, const char* kind) const;
    viewers::ImageView& on(core::Laterality side, core::ViewPosition position);
    /// The CC, or the MLO, of the breast where something was planted.
    viewers::ImageView& withLesion(core::ViewPosition position);

    void lookAt(viewers::ImageView& on, core::PointPx centre, double zoom);
    void pointAt(viewers::ImageView& on, core::PointPx p);
    void stroke(viewers::ImageView& on, const std::vector<core::PointPx>& way);
    /// Outlines it with a pen, corner by corner; the view stays as near as it was.
    void outline(viewers::ImageView& on, const core::Polygon& polygon, Qt::Key pen = Qt::Key_P);
    void markEye(viewers::ImageView& eye); ///< disc, cup and fovea
    void press(const char* row, const char* answer);
    void keys(std::initializer_list<Qt::Key> list);
    void settle(); ///< until everything asked for is drawn
    void speakKorean();
    /// A part of the window alone.
    void pictureOf(QWidget& part, const QString& name);
    void TearDown() override;

    PlantedProject* m_planted = nullptr;

private:
    std::vector<std::unique_ptr<QTemporaryDir>> m_copies;
    std::map<const PlantedProject*, QString> m_folders;
    std::unique_ptr<QTranslator> m_korean;
};

} // namespace cw::testing
