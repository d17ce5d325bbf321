// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/RulerDialog.h"

#include "app/gui/MonitorCalibration.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>
#include <cmath>

namespace cw::gui {
namespace {

/// From phones to walls; beyond this the length was mistyped.
constexpr double kFinestMm = 0.03, kCoarsestMm = 1.2;
constexpr double kShareOfScreen = 0.6; ///< a long bar is measured better

/// Two upright lines of one device pixel, so many device pixels apart, and a bar between them.
class RulerBar : public QWidget {
public:
    RulerBar(int devicePixels, double ratio, QWidget* parent)
        : QWidget(parent), m_length(devicePixels) {
        setObjectName("rulerBar");
        setFixedSize(static_cast<int>(std::ceil(devicePixels / ratio)) + 2, 64);
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        const double ratio = devicePixelRatioF();
        QPainter painter(this);
        painter.scale(1 / ratio, 1 / ratio); // from here on device pixels
        const int height = static_cast<int>(this->height() * ratio);
        const QColor ink(0xC9, 0xCD, 0xD2);
        painter.fillRect(0, 0, 1, height, ink);
        painter.fillRect(m_length, 0, 1, height, ink);
        painter.fillRect(1, height / 2 - height / 8, m_length - 1, height / 4,
                         QColor(0x3A, 0x40, 0x47));
    }

private:
    int m_length;
};

} // namespace

RulerDialog::RulerDialog(QWidget* parent) : QDialog(parent) {
    setObjectName("rulerDialog");
    setWindowTitle(tr("Calibrate the monitor"));
    const auto* screen = parent->screen();
    const double ratio = screen->devicePixelRatio();
    m_bar = static_cast<int>(kShareOfScreen * widthInDevicePixels(*screen));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(14);
    auto* heading = new QLabel(tr("Hold a ruler to the screen: how long is the bar, from the left "
                                  "line to the right line?"),
                               this);
    heading->setProperty("role", "heading");
    column->addWidget(heading);
    column->addWidget(new RulerBar(m_bar, ratio, this));
    auto* row = new QHBoxLayout;
    auto* name = new QLabel(tr("Length"), this);
    m_length = new QDoubleSpinBox(this);
    m_length->setObjectName("rulerLength");
    m_length->setAccessibleName(tr("Length of the bar in millimetres"));
    m_length->setToolTip(tr("To half a millimetre; Enter keeps it"));
    m_length->setDecimals(1);
    m_length->setRange(1, 9999);
    m_length->setSingleStep(0.5);
    m_length->setSuffix(QStringLiteral(" mm"));
    m_length->setFixedWidth(130);
    m_length->setValue(statedMmPerPixel(*screen) * m_bar);
    m_result = new QLabel(this);
    m_result->setObjectName("rulerResult");
    m_result->setProperty("role", "dim");
    name->setBuddy(m_length);
    row->addWidget(name);
    row->addWidget(m_length);
    row->addWidget(m_result);
    row->addStretch(1);
    column->addLayout(row);
    auto* warning =
        new QLabel(calibrationOf(*screen)
                       ? tr("The field begins with what the monitor says of itself. It was "
                            "measured on %1: measure again after a change of monitor.")
                             .arg(calibrationOf(*screen)->measured.toString(Qt::ISODate))
                       : tr("Not calibrated. The field begins with what the monitor says of "
                            "itself, which is often wrong by several per cent."),
                   this);
    warning->setWordWrap(true);
    warning->setProperty("role", "amber");
    column->addWidget(warning);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName("rulerCancel");
    cancel->setToolTip(QStringLiteral("Esc"));
    cancel->setAutoDefault(false);
    m_keep = new QPushButton(tr("Keep for this monitor"), this);
    m_keep->setObjectName("rulerKeep");
    m_keep->setProperty("role", "primary");
    m_keep->setToolTip(QStringLiteral("Enter"));
    m_keep->setDefault(true);
    buttons->addWidget(cancel);
    buttons->addWidget(m_keep);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_keep, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_length, &QDoubleSpinBox::valueChanged, this, &RulerDialog::lengthChanged);
    lengthChanged();
    m_length->setFocus();
    m_length->selectAll();
}

double RulerDialog::mmPerPixel() const { return m_length->value() / m_bar; }

void RulerDialog::lengthChanged() {
    const double mm = mmPerPixel();
    const bool likely = mm >= kFinestMm && mm <= kCoarsestMm;
    m_keep->setEnabled(likely);
    m_result->setText(likely ? tr("%1 mm per pixel").arg(mm, 0, 'f', 4)
                             : tr("No monitor has pixels of %1 mm").arg(mm, 0, 'f', 4));
}

} // namespace cw::gui
