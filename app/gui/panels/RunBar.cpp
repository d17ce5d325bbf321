// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/RunBar.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>
#include <cmath>

namespace cw::gui {
namespace {

constexpr double kFirstSeconds = 0.5, kMegabyte = 1e6;
constexpr int kBarSteps = 1000;

double partOf(const core::Work& work) {
    if (work.totalBytes > 0)
        return static_cast<double>(work.bytes) / static_cast<double>(work.totalBytes);
    if (work.totalFiles > 0)
        return static_cast<double>(work.files) / static_cast<double>(work.totalFiles);
    return 0;
}

} // namespace

Pace paceOf(const core::Work& work, double seconds) {
    Pace pace;
    if (seconds < kFirstSeconds)
        return pace;
    pace.filesPerSecond = static_cast<double>(work.files) / seconds;
    pace.megabytesPerSecond = static_cast<double>(work.bytes) / kMegabyte / seconds;
    const double part = partOf(work);
    if (part > 0 && part <= 1)
        pace.secondsLeft = seconds * (1 - part) / part;
    return pace;
}

RunBar::RunBar(IntakeDesk& desk, QWidget* parent) : QWidget(parent), m_desk(desk) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    m_run = new QPushButton(this);
    m_run->setObjectName("run");
    m_run->setProperty("role", "primary");
    m_run->setMinimumWidth(150);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setObjectName("cancelRun");
    m_bar = new QProgressBar(this);
    m_bar->setObjectName("runProgress");
    m_bar->setTextVisible(false);
    m_bar->setRange(0, kBarSteps);
    m_bar->setAccessibleName(tr("Progress of the run"));
    m_text = new QLabel(this);
    m_text->setObjectName("runText");
    m_text->setProperty("role", "dim");
    auto* column = new QVBoxLayout;
    column->setSpacing(4);
    column->addStretch(1);
    column->addWidget(m_text);
    column->addWidget(m_bar);
    column->addStretch(1);
    row->addWidget(m_run);
    row->addWidget(m_cancel);
    row->addLayout(column, 1);
    connect(m_run, &QPushButton::clicked, this, &RunBar::runRequested);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_desk.cancel();
        m_cancel->setEnabled(false);
        m_text->setText(tr("Stopping after the files at hand …"));
    });
    connect(&m_desk, &IntakeDesk::workChanged, this, &RunBar::refresh);
    connect(&m_desk, &IntakeDesk::opened, this, &RunBar::refresh);
    connect(&m_desk, &IntakeDesk::progressed, this, &RunBar::show);
    refresh();
}

void RunBar::refresh() {
    const bool busy =
        m_desk.work() == IntakeDesk::Work::Running || m_desk.work() == IntakeDesk::Work::Releasing;
    const bool again = m_desk.status().ran;
    m_run->setText(m_desk.stoppedEarly() ? tr("Resume   Ctrl+Enter")
                   : again               ? tr("Run again   Ctrl+Enter")
                                         : tr("Run   Ctrl+Enter"));
    m_run->setEnabled(m_desk.isOpen() && m_desk.work() == IntakeDesk::Work::None);
    m_cancel->setEnabled(busy);
    m_cancel->setVisible(busy);
    m_bar->setVisible(busy);
    if (busy) {
        m_timer.start();
        m_bar->setValue(0);
        m_text->setText(tr("Starting …"));
        return;
    }
    const auto& status = m_desk.status();
    if (!m_desk.isOpen())
        m_text->clear();
    else if (m_desk.stoppedEarly())
        m_text->setText(tr("Stopped. What is done stays done; Resume goes on from there."));
    else if (status.ran)
        m_text->setText(
            tr("%1 files looked at, nothing lost: the lists below add up.").arg(status.input));
    else
        m_text->setText(tr("%1 files. Nothing is written before you press Run.")
                            .arg(m_desk.intake()->files().size()));
}

void RunBar::show(const core::Work& work) {
    m_bar->setValue(static_cast<int>(std::lround(partOf(work) * kBarSteps)));
    const auto pace = paceOf(work, static_cast<double>(m_timer.elapsed()) / 1000);
    const QLocale locale;
    QStringList parts{tr("%1 of %2 files").arg(work.files).arg(work.totalFiles)};
    if (pace.filesPerSecond > 0)
        parts << tr("%1 files/s").arg(locale.toString(pace.filesPerSecond, 'f', 1))
              << tr("%1 MB/s").arg(locale.toString(pace.megabytesPerSecond, 'f', 1));
    if (pace.secondsLeft) {
        const auto left = static_cast<int>(std::ceil(*pace.secondsLeft));
        parts << tr("%1:%2 left").arg(left / 60).arg(left % 60, 2, 10, QLatin1Char('0'));
    }
    if (m_cancel->isEnabled())
        m_text->setText(parts.join(QStringLiteral("   ·   ")));
}

} // namespace cw::gui
