// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/FindingsPanel.h"

#include "app/gui/Words.h"

#include <QFontMetrics>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

namespace cw::gui {
namespace {

constexpr int kTallest = 190;                 // px: the forms below want room, too
constexpr int kTextRoom = 244, kPadding = 11; // px of an item: width of its words, above and below

} // namespace

FindingsPanel::FindingsPanel(ReadingDesk& desk, core::ImageKind kind, TitleOf titleOf,
                             QWidget* parent)
    : QWidget(parent), m_desk(desk), m_kind(kind), m_titleOf(std::move(titleOf)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 8);
    column->setSpacing(8);
    m_heading = new QLabel(this);
    m_heading->setProperty("role", "heading");
    m_empty =
        new QLabel(tr("None yet. Press P and click around a finding; F draws freehand."), this);
    m_empty->setProperty("role", "dim");
    m_empty->setWordWrap(true);
    m_list = new QListWidget(this);
    m_list->setObjectName("findings");
    m_list->setAccessibleName(tr("Findings"));
    m_list->setUniformItemSizes(false);
    m_list->setWordWrap(true);
    m_list->setTextElideMode(Qt::ElideNone);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_heading);
    column->addWidget(m_empty);
    column->addWidget(m_list);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row < 0)
            return;
        m_selected = core::LesionId(m_list->item(row)->data(Qt::UserRole).toString().toStdString());
        emit selectionChanged(m_selected);
        emit findingChosen(m_selected);
    });
    connect(&m_desk, &ReadingDesk::changed, this, &FindingsPanel::refresh);
    refresh();
}

void FindingsPanel::select(const core::LesionId& id) {
    if (id == m_selected)
        return;
    m_selected = id;
    refresh();
}

/// "1   Mass   R CC + R MLO", and what was said about it.
QString FindingsPanel::wordsFor(const std::vector<const annotation::Finding*>& lesion,
                                int number) const {
    QStringList places, labels;
    for (const auto* finding : lesion) {
        places << m_titleOf(finding->image);
        if (const auto label = lesionWords(finding->label); !labels.contains(label))
            labels << label;
    }
    auto text = QStringLiteral("%1   %2   %3")
                    .arg(number)
                    .arg(labels.join(QStringLiteral(" / ")), places.join(QStringLiteral(" + ")));
    // Of a linked lesion the selected one's description, else the first that has one.
    auto shown = std::find_if(lesion.begin(), lesion.end(),
                              [this](const auto* f) { return f->id == m_selected; });
    if (shown == lesion.end())
        shown = std::find_if(lesion.begin(), lesion.end(), [this](const auto* f) {
            return !descriptionWords(m_kind, *f).isEmpty();
        });
    if (shown != lesion.end())
        if (const auto terms = descriptionWords(m_kind, **shown); !terms.isEmpty())
            text += QLatin1Char('\n') + terms;
    return text;
}

void FindingsPanel::refresh() {
    const QSignalBlocker quiet(m_list);
    const auto& findings = m_desk.findings();
    const auto numbers = annotation::lesionNumbers(findings);
    std::set<int> listed;
    m_list->clear();
    int selectedRow = -1, height = 4;
    const QFontMetrics metrics(m_list->font());
    bool there = false;
    for (const auto& finding : findings) {
        const int number = numbers.at(finding.id);
        there |= finding.id == m_selected;
        if (!listed.insert(number).second)
            continue;
        const auto lesion = annotation::sameLesion(findings, finding);
        auto* item = new QListWidgetItem(wordsFor(lesion, number), m_list);
        // Said here: the list would measure before it has its width.
        const auto box = metrics.boundingRect(QRect(0, 0, kTextRoom, 1000),
                                              static_cast<int>(Qt::TextWordWrap), item->text());
        item->setSizeHint({kTextRoom, box.height() + kPadding});
        height += box.height() + kPadding;
        auto chosen = finding.id;
        for (const auto* each : lesion)
            if (each->id == m_selected) {
                chosen = each->id;
                selectedRow = m_list->count() - 1;
            }
        item->setData(Qt::UserRole, QString::fromStdString(chosen.text()));
    }
    m_list->setFixedHeight(std::min(height, kTallest));
    m_list->setCurrentRow(selectedRow);
    m_heading->setText(tr("Findings") + QStringLiteral("  %1").arg(listed.size()));
    if (!there)
        m_selected = {};
    m_empty->setVisible(findings.empty());
    m_list->setVisible(!findings.empty());
    emit selectionChanged(m_selected);
}

} // namespace cw::gui
