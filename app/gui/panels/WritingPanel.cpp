// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/WritingPanel.h"

#include "app/gui/IntakeWords.h"
#include "app/gui/Theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace cw::gui {
namespace {

using workflow::WritingVerdict;

std::string placeOf(const workflow::Writing& writing) {
    return writing.source + "/" + std::to_string(writing.box);
}

const QString kMask = QStringLiteral("••••••••");

} // namespace

CropView::CropView(QWidget* parent) : QWidget(parent) {
    setObjectName("crop");
    setMinimumSize(220, 120);
    setAccessibleName(tr("Part of the picture with the writing"));
}

void CropView::show(const QImage& crop, const QRectF& box) {
    m_crop = crop;
    m_box = box;
    update();
}

void CropView::clear(const QString& instead) {
    m_crop = {};
    m_instead = instead;
    update();
}

void CropView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), QColor::fromRgb(colour::kBackground));
    if (m_crop.isNull()) {
        painter.setPen(QColor::fromRgb(colour::kDim));
        painter.drawText(rect().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap,
                         m_instead);
        return;
    }
    const QSizeF size = QSizeF(m_crop.size()).scaled(QSizeF(rect().size()), Qt::KeepAspectRatio);
    const QRectF place(QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(place, m_crop);
    const double scale = size.width() / m_crop.width();
    const QRectF box(place.topLeft() + m_box.topLeft() * scale, m_box.size() * scale);
    painter.setPen(QPen(Qt::black, 4));
    painter.drawRect(box.adjusted(-2, -2, 2, 2));
    painter.setPen(QPen(QColor::fromRgb(colour::kAmber), 2));
    painter.drawRect(box.adjusted(-2, -2, 2, 2));
}

WritingPanel::WritingPanel(IntakeDesk& desk, QWidget* parent) : QWidget(parent), m_desk(desk) {
    m_model = new WritingTableModel(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_heading = new QLabel(this);
    m_heading->setObjectName("writingHeading");
    m_heading->setProperty("role", "heading");
    column->addWidget(m_heading);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_table = new QTableView(this);
    m_table->setObjectName("writings");
    m_table->setAccessibleName(tr("Writing in pictures to decide on"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setColumnWidth(WritingTableModel::Verdict, 118);
    m_table->setColumnWidth(WritingTableModel::Says, 136);
    row->addWidget(m_table, 4);
    row->addWidget(makeDetail(), 5);
    column->addLayout(row, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &WritingPanel::refreshDetail);
    connect(&m_desk, &IntakeDesk::writingsChanged, this, &WritingPanel::refresh);
    connect(&m_desk, &IntakeDesk::workChanged, this, &WritingPanel::refresh);
    connect(&m_desk, &IntakeDesk::looked, this,
            [this](const workflow::Writing& writing, const QImage& crop, const QRectF& box) {
                if (placeOf(writing) == m_lookedAt)
                    m_crop->show(crop, box);
            });
    connect(&m_desk, &IntakeDesk::textRead, this,
            [this](const workflow::Writing& writing, const QString& text) {
                if (placeOf(writing) == m_lookedAt)
                    m_text->setText(text.simplified().isEmpty() ? tr("nothing could be read")
                                                                : text.simplified());
            });
    refresh();
}

QWidget* WritingPanel::makeDetail() {
    auto* detail = new QWidget(this);
    auto* column = new QVBoxLayout(detail);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_crop = new CropView(detail);
    column->addWidget(m_crop, 1);
    auto* says = new QHBoxLayout;
    m_text = new QLabel(kMask, detail);
    m_text->setObjectName("writingText");
    m_text->setTextFormat(Qt::PlainText); // what a picture says must not become markup
    m_text->setTextInteractionFlags(Qt::NoTextInteraction);
    m_text->setMinimumWidth(60);
    m_read = new QPushButton(tr("Show text"), detail);
    m_read->setObjectName("showText");
    says->addWidget(m_text, 1);
    says->addWidget(m_read);
    column->addLayout(says);
    m_deviceName = new QLabel(detail);
    m_deviceName->setObjectName("writingDevice");
    m_deviceName->setProperty("role", "caption");
    m_deviceName->setTextFormat(Qt::PlainText);
    column->addWidget(m_deviceName);
    auto* why = new QHBoxLayout;
    auto* caption = new QLabel(tr("Reason to keep"), detail);
    caption->setProperty("role", "dim");
    m_reason = new QLineEdit(tr("says nothing about the patient"), detail);
    caption->setBuddy(m_reason);
    m_reason->setObjectName("keepReason");
    m_reason->setAccessibleName(tr("Reason to keep"));
    m_reason->setToolTip(tr("Reason to keep: goes on record, must not name anybody"));
    why->addWidget(caption);
    why->addWidget(m_reason, 1);
    column->addLayout(why);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    const auto button = [&](const char* name, const QString& text, WritingVerdict verdict,
                            bool everywhere) {
        auto* made = new QPushButton(text, detail);
        made->setObjectName(name);
        made->setProperty("role", "choice");
        buttons->addWidget(made, 1);
        connect(made, &QPushButton::clicked, this,
                [this, verdict, everywhere] { decide(verdict, everywhere); });
        return made;
    };
    m_hide = button("hideWriting", tr("Hide   H"), WritingVerdict::Hide, false);
    m_keep = button("keepWriting", tr("Keep   K"), WritingVerdict::Keep, false);
    m_device = button("hideOnDevice", tr("Hide on device   D"), WritingVerdict::Hide, true);
    m_device->setToolTip(
        tr("Hides this place on every picture of the device, now and in later runs."));
    column->addLayout(buttons);
    connect(m_read, &QPushButton::clicked, this, &WritingPanel::showText);
    return detail;
}

const workflow::Writing* WritingPanel::current() const {
    const auto index = m_table->currentIndex();
    return index.isValid() ? m_model->at(index.row()) : nullptr;
}

void WritingPanel::select(int row) {
    if (row >= 0)
        m_table->selectRow(row);
    refreshDetail();
}

void WritingPanel::refresh() {
    const int row = m_table->currentIndex().row();
    {
        const QSignalBlocker quiet(m_table->selectionModel());
        m_model->show(m_desk.writings());
    }
    m_table->reset();
    const int next = row >= 0 && row < m_model->rowCount() &&
                             m_model->at(row)->verdict == WritingVerdict::Undecided
                         ? row
                         : m_model->nextUndecided(row);
    m_heading->setText(tr("Writing in pictures") +
                       QStringLiteral("   %1").arg(tr("%1 to decide").arg(m_model->undecided())));
    select(next >= 0 ? next : std::min(row, m_model->rowCount() - 1));
}

void WritingPanel::refreshDetail() {
    const auto* writing = current();
    const bool idle = m_desk.work() == IntakeDesk::Work::None;
    for (auto* button : {m_hide, m_keep, m_read})
        button->setEnabled(writing && idle);
    m_device->setEnabled(writing && idle && !writing->device.empty());
    m_reason->setEnabled(writing && idle);
    const auto place = writing ? placeOf(*writing) : std::string();
    if (place == m_lookedAt && !place.empty())
        return;
    m_lookedAt = place;
    m_deviceName->setText(!writing                  ? QString()
                          : writing->device.empty() ? tr("Device not known")
                                                    : QString::fromStdString(writing->device));
    m_text->setText(kMask);
    m_text->setVisible(writing);
    m_crop->clear(writing ? tr("Reading the picture …")
                          : tr("Pictures with writing that nobody has decided on are held back "
                               "and listed here."));
    if (writing)
        m_desk.look(*writing);
}

bool WritingPanel::decide(WritingVerdict verdict, bool everywhere) {
    const auto* writing = current();
    if (!writing || m_desk.work() != IntakeDesk::Work::None ||
        (everywhere && writing->device.empty()))
        return false;
    const auto reason =
        verdict == WritingVerdict::Keep ? m_reason->text().trimmed().toStdString() : std::string();
    m_desk.decide(workflow::Writing(*writing), {verdict, everywhere, reason});
    return true;
}

bool WritingPanel::showText() {
    if (const auto* writing = current()) {
        m_desk.readText(*writing);
        return true;
    }
    return false;
}

} // namespace cw::gui
