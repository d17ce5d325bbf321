// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/ReleaseBar.h"

#include "app/gui/IntakeWords.h"

#include <QHBoxLayout>
#include <algorithm>

namespace cw::gui {

using workflow::Blocker;

ReleaseBar::ReleaseBar(IntakeDesk& desk, QWidget* parent) : QWidget(parent), m_desk(desk) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_words = new QLabel(this);
    m_words->setObjectName("blockers");
    m_words->setWordWrap(true);
    row->addWidget(m_words, 1);
    m_leaveOut = new QPushButton(tr("Leave the stopped files out"), this);
    m_leaveOut->setObjectName("leaveOut");
    row->addWidget(m_leaveOut);
    m_report = new QPushButton(tr("Report"), this);
    m_report->setObjectName("report");
    row->addWidget(m_report);
    m_target = new QComboBox(this);
    m_target->setObjectName("target");
    m_target->setAccessibleName(tr("Where the result goes"));
    m_target->addItem(tr("into this project"));
    m_target->addItem(tr("into a folder"));
    row->addWidget(m_target);
    m_folder = new PathField(tr("Target folder"), PathField::Wants::Folder, this);
    m_folder->edit()->setObjectName("targetFolder");
    m_folder->edit()->setPlaceholderText(tr("a new or empty folder"));
    m_folder->setMinimumWidth(260);
    m_folder->hide();
    row->addWidget(m_folder);
    m_release = new QPushButton(tr("Release"), this);
    m_release->setObjectName("release");
    m_release->setProperty("role", "primary");
    m_release->setMinimumWidth(120);
    row->addWidget(m_release);
    connect(m_target, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_folder->setVisible(index == 1);
        refresh();
    });
    connect(m_folder->edit(), &QLineEdit::textChanged, this, &ReleaseBar::refresh);
    connect(m_leaveOut, &QPushButton::clicked, this, [this] { m_desk.leaveLeaksOut(); });
    connect(m_report, &QPushButton::clicked, this, &ReleaseBar::reportRequested);
    connect(m_release, &QPushButton::clicked, this, &ReleaseBar::release);
    for (auto signal : {&IntakeDesk::workChanged, &IntakeDesk::opened, &IntakeDesk::ran,
                        &IntakeDesk::writingsChanged})
        connect(&m_desk, signal, this, &ReleaseBar::refresh);
    refresh();
}

void ReleaseBar::refresh() {
    const auto blockers = m_desk.blockers();
    const bool idle = m_desk.work() == IntakeDesk::Work::None;
    const bool folder = m_target->currentIndex() == 1;
    QStringList sentences;
    if (m_desk.isOpen())
        for (const auto& blocker : blockers)
            sentences << words(blocker);
    if (sentences.isEmpty() && m_desk.isOpen() && folder && m_folder->path().isEmpty())
        sentences << tr("Name a target folder.");
    const bool ready = m_desk.isOpen() && idle && sentences.isEmpty();
    const auto released = m_desk.status().released;
    m_words->setProperty("role", sentences.isEmpty() ? "dim" : "amber");
    m_words->setStyleSheet(QString()); // looks the role up again
    if (!m_desk.isOpen())
        m_words->clear();
    else if (!sentences.isEmpty())
        m_words->setText(tr("Not released yet:") + QLatin1Char(' ') +
                         sentences.join(QLatin1Char(' ')));
    else if (released > 0)
        m_words->setText(tr("Released: %1 images.").arg(released));
    else
        m_words->setText(tr("Nothing stands in the way."));
    m_release->setEnabled(ready);
    m_report->setEnabled(m_desk.status().ran);
    m_leaveOut->setVisible(idle && std::ranges::any_of(blockers, [](const Blocker& blocker) {
                               return blocker.kind == Blocker::Kind::Leaks;
                           }));
}

void ReleaseBar::release() {
    m_intoProject = m_target->currentIndex() != 1;
    if (!m_intoProject)
        m_desk.releaseToFolder(m_folder->path());
    else
        m_desk.releaseToProject();
}

} // namespace cw::gui
