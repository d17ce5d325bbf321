// SPDX-License-Identifier: Apache-2.0
#include "app/gui/pages/InspectPage.h"

#include "app/gui/CaseClaim.h"
#include "app/gui/FindingLines.h"
#include "app/gui/Words.h"
#include "app/gui/panels/StatusLine.h"

#include <QButtonGroup>
#include <QDate>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace cw::gui {
namespace {

using storage::InspectionStep;

constexpr int kListWidth = 330, kPanelWidth = 290;

QString wordsOf(InspectionStep step) {
    switch (step) {
    case InspectionStep::Peer:
        return InspectPage::tr("Peer");
    case InspectionStep::Manager:
        return InspectPage::tr("Manager");
    case InspectionStep::Audit:
        return InspectPage::tr("Final audit");
    }
    return {};
}

/// Anybody can repeat the draw: the day is the seed, and is on record with the sample.
core::Seed seedOfToday() {
    return QDate::currentDate().toString(QStringLiteral("yyyyMMdd")).toULongLong();
}

} // namespace

std::optional<InspectionStep> InspectPage::Row::next() const {
    if (!passed)
        return InspectionStep::Peer;
    if (*passed == InspectionStep::Peer)
        return InspectionStep::Manager;
    if (*passed == InspectionStep::Manager && sampled)
        return InspectionStep::Audit;
    return std::nullopt;
}

InspectPage::InspectPage(ProjectAccess& project, PictureLoader& loader, StatusLine& status,
                         QWidget* parent)
    : QWidget(parent), m_project(project), m_loader(loader), m_status(status),
      m_claim(new CaseClaim(project, this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeList());
    row->addWidget(makePictures(), 1);
    row->addWidget(makeDecision());
    connect(&m_loader, &PictureLoader::loaded, this,
            [this](const core::ImageId& id, auto picture, auto view) {
                if (view == workflow::FundusView::Colour)
                    showPicture(id, picture);
            });
    connect(&m_loader, &PictureLoader::failed, this,
            [this](const core::ImageId& id, const Error& error) {
                if (m_images.empty() || !(m_images[m_image].id == id))
                    return;
                m_view->setMessage(tr("This image cannot be shown"), words(error));
                m_ready = true;
                emit becameReady();
            });
}

QWidget* InspectPage::makeList() {
    auto* box = new QWidget(this);
    box->setFixedWidth(kListWidth);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(14, 12, 12, 12);
    column->setSpacing(8);
    auto* heading = new QLabel(tr("Settled cases to inspect"), box);
    heading->setProperty("role", "heading");
    m_table = new QTableWidget(0, 3, box);
    m_table->setObjectName("inspections");
    m_table->setAccessibleName(heading->text());
    m_table->setHorizontalHeaderLabels({tr("Case"), tr("Passed"), tr("Next")});
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(28);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_sampleSays = new QLabel(box);
    m_sampleSays->setObjectName("sample");
    m_sampleSays->setProperty("role", "dim");
    m_sampleSays->setWordWrap(true);
    auto* draw = new QHBoxLayout;
    m_size = new QSpinBox(box);
    m_size->setObjectName("sampleSize");
    m_size->setAccessibleName(tr("Cases in the sample"));
    m_size->setRange(1, 100000);
    m_draw = new QPushButton(tr("Draw a sample for the final audit"), box);
    m_draw->setObjectName("drawSample");
    draw->addWidget(m_size);
    draw->addWidget(m_draw, 1);
    column->addWidget(heading);
    column->addWidget(m_table, 1);
    column->addWidget(m_sampleSays);
    column->addLayout(draw);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, [this] {
        if (const auto* row = current())
            openCase(row->id);
    });
    connect(m_draw, &QPushButton::clicked, this, &InspectPage::drawSample);
    return box;
}

QWidget* InspectPage::makePictures() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_imageBar = new QWidget(box);
    m_imageBar->setObjectName("toolStrip");
    m_imageBar->setAttribute(Qt::WA_StyledBackground);
    auto* bar = new QHBoxLayout(m_imageBar);
    bar->setContentsMargins(12, 3, 8, 3);
    bar->setSpacing(2);
    bar->addStretch(1);
    m_view = new viewers::ImageView(box);
    m_view->setObjectName("inspectView");
    m_view->setAccessibleName(tr("The case as it was settled"));
    m_view->tool().setReadOnly(true);
    column->addWidget(m_imageBar);
    column->addWidget(m_view, 1);
    using viewers::ImageView;
    connect(m_view, &ImageView::windowDragged, m_view, &ImageView::dragWindow);
    connect(m_view, &ImageView::maximiseRequested, m_view, &ImageView::fit);
    connect(m_view, &ImageView::viewChanged, this, [this] { m_status.showView(m_view); });
    connect(m_view, &ImageView::pointerMoved, this, [this](bool inside, double x, double y) {
        m_status.showPointer(m_view, inside, x, y);
    });
    return box;
}

QWidget* InspectPage::makeDecision() {
    auto* panel = new QFrame(this);
    panel->setProperty("role", "panel");
    panel->setFixedWidth(kPanelWidth);
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(9);
    m_step = new QLabel(panel);
    m_step->setObjectName("inspectionStep");
    m_step->setProperty("role", "heading");
    m_step->setWordWrap(true);
    m_answers = new QLabel(panel);
    m_answers->setObjectName("inspectedAnswers");
    m_answers->setWordWrap(true);
    m_reason = new QLineEdit(panel);
    m_reason->setObjectName("inspectionReason");
    m_reason->setPlaceholderText(tr("Reason, where it fails"));
    m_reason->setAccessibleName(tr("Reason"));
    m_pass = new QPushButton(tr("Passed   A"), panel);
    m_pass->setObjectName("inspectionPass");
    m_pass->setProperty("role", "primary");
    m_fail = new QPushButton(tr("Failed: label again   X"), panel);
    m_fail->setObjectName("inspectionFail");
    column->addWidget(m_step);
    column->addWidget(m_answers);
    column->addStretch(1);
    column->addWidget(m_reason);
    column->addWidget(m_fail);
    column->addWidget(m_pass);
    connect(m_pass, &QPushButton::clicked, this, &InspectPage::pass);
    connect(m_fail, &QPushButton::clicked, this, &InspectPage::fail);
    connect(m_reason, &QLineEdit::returnPressed, this, &InspectPage::fail);
    return panel;
}

void InspectPage::refresh() {
    const auto asked = m_project.with([&](workflow::Project& p) -> Result<void> {
        const storage::CaseProcess process(p.store());
        CW_TRY(const auto cases, process.inspected());
        CW_TRY(const auto samples, process.samples());
        std::set<core::CaseId> sampled;
        m_sample.reset();
        m_sampleSays->setText(tr("No sample has been drawn yet."));
        if (!samples.empty()) {
            const auto& last = samples.back();
            m_sample = last.number;
            sampled.insert(last.cases.begin(), last.cases.end());
            m_sampleSays->setText(tr("Sample %1: %2 of %3 cases, %4 passed, %5 failed")
                                      .arg(last.number)
                                      .arg(last.cases.size())
                                      .arg(last.population)
                                      .arg(last.passed)
                                      .arg(last.failed));
        }
        m_rows.clear();
        for (const auto& [id, passed] : cases)
            m_rows.push_back({id, passed, sampled.contains(id)});
        return {};
    });
    if (!asked)
        emit failed(asked.error());
    else
        fillRows();
}

void InspectPage::fillRows() {
    const QSignalBlocker quiet(m_table);
    m_table->clearContents();
    m_table->setRowCount(static_cast<int>(m_rows.size()));
    int chosen = -1, waiting = 0;
    for (int i = 0; i < m_table->rowCount(); ++i) {
        const auto& row = m_rows[static_cast<std::size_t>(i)];
        const auto cell = [&](int column, const QString& text) {
            m_table->setItem(i, column, new QTableWidgetItem(text));
        };
        cell(0, QString::fromStdString(row.id.text()));
        cell(1, row.passed ? wordsOf(*row.passed) : QStringLiteral("–"));
        cell(2, row.next() ? wordsOf(*row.next()) : tr("✓ done"));
        waiting += row.passed == InspectionStep::Manager;
        if (row.id == m_case)
            chosen = i;
    }
    m_draw->setEnabled(waiting > 0);
    m_size->setMaximum(std::max(1, waiting));
    if (chosen < 0 && !m_rows.empty())
        chosen = 0;
    if (chosen >= 0) {
        m_table->selectRow(chosen);
        openCase(m_rows[static_cast<std::size_t>(chosen)].id);
    } else {
        m_case = {};
        m_truth.reset();
        m_images.clear();
        m_view->setShapes({}, {}, {});
        m_view->setMessage(tr("Nothing to inspect"),
                           tr("Cases come here once their readings agree or have been decided."));
    }
    refreshDecision();
}

const InspectPage::Row* InspectPage::current() const {
    const auto rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_rows[static_cast<std::size_t>(rows.first().row())];
}

Result<std::optional<annotation::Consensus>> InspectPage::truthOf(const core::CaseId& id) {
    return m_project.with(
        [&](workflow::Project& p) -> Result<std::optional<annotation::Consensus>> {
            CW_TRY(const auto both, storage::CaseProcess(p.store()).readingsThatCount(id));
            CW_TRY(const auto comparison, p.store().comparison(id));
            CW_TRY(const auto decision, p.store().decision(id));
            if (!comparison)
                return std::optional<annotation::Consensus>();
            return annotation::settle(both.first, both.second, *comparison,
                                      decision ? &*decision : nullptr);
        });
}

void InspectPage::openCase(const core::CaseId& id) {
    const bool shown = id == m_case && m_truth;
    m_case = id;
    claimCase();
    if (shown)
        return refreshDecision();
    m_ready = false;
    m_reason->clear();
    m_truth.reset();
    auto truth = truthOf(id);
    auto images = m_project.with([&](workflow::Project& p) { return p.store().images(id); });
    if (!truth || !images)
        return emit failed(truth ? images.error() : truth.error());
    m_truth = std::move(*truth);
    m_images = std::move(*images);
    for (auto* button : m_imageBar->findChildren<QToolButton*>())
        delete button;
    auto* group = m_imageBar->findChild<QButtonGroup*>();
    delete group;
    group = new QButtonGroup(m_imageBar);
    for (std::size_t i = 0; i < m_images.size(); ++i) {
        auto* button = new QToolButton(m_imageBar);
        button->setText(QString::fromStdString(viewers::titleOf(m_images[i].attributes)));
        button->setCheckable(true);
        button->setProperty("role", "tool");
        button->setFocusPolicy(Qt::NoFocus);
        group->addButton(button, static_cast<int>(i));
        static_cast<QHBoxLayout*>(m_imageBar->layout())->insertWidget(static_cast<int>(i), button);
        connect(button, &QToolButton::clicked, this, [this, i] { chooseImage(i); });
    }
    // The first image with an outline is where the eye is wanted.
    std::size_t first = 0;
    for (std::size_t i = m_images.size(); m_truth && i-- > 0;)
        for (const auto& finding : m_truth->findings)
            if (finding.image == m_images[i].id)
                first = i;
    if (!m_images.empty())
        chooseImage(first);
    refreshDecision();
}

void InspectPage::chooseImage(std::size_t index) {
    m_image = index;
    if (auto* group = m_imageBar->findChild<QButtonGroup*>())
        if (auto* button = group->button(static_cast<int>(index)))
            button->setChecked(true);
    const auto& image = m_images[index];
    viewers::Place place;
    place.orientation = viewers::orientationOf(image.attributes);
    m_view->setPlace(place);
    m_view->setTitle(QString::fromStdString(viewers::titleOf(image.attributes)));
    m_view->setBadges(badgeWords(image.attributes.warnings));
    m_view->setLoading(true);
    std::vector<viewers::Shape> shapes;
    if (m_truth)
        for (const auto& finding : m_truth->findings)
            if (finding.image == image.id)
                shapes.push_back({finding, viewers::ShapeOwner::Truth, lesionWords(finding.label)});
    m_view->setShapes(image.id, {}, std::move(shapes));
    m_ready = false;
    m_loader.request(image.id);
}

void InspectPage::showPicture(const core::ImageId& id,
                              std::shared_ptr<const viewers::Picture> picture) {
    if (m_images.empty() || !(m_images[m_image].id == id) || m_ready)
        return;
    m_view->setPicture(std::move(picture));
    m_view->fit();
    m_ready = true;
    emit becameReady();
}

/// Two who inspect the same case at once would record it twice.
void InspectPage::claimCase() {
    const auto* row = current();
    m_taken = true;
    if (m_inspector.empty() || !row || !row->next())
        return m_claim->release();
    const auto taken = m_claim->take(m_case, "inspection", m_inspector.text());
    m_taken = taken || taken.error().code != ErrorCode::Conflict;
    if (!taken)
        m_status.say(words(taken.error()), true);
}

void InspectPage::hideEvent(QHideEvent* event) {
    m_claim->release();
    QWidget::hideEvent(event);
}

void InspectPage::refreshDecision() {
    const auto* row = current();
    const auto next = row ? row->next() : std::nullopt;
    m_step->setText(!row   ? QString()
                    : next ? tr("Step: %1").arg(wordsOf(*next))
                           : tr("This case has passed."));
    m_answers->setText(m_truth
                           ? answerLines(m_truth->answers, m_project.kind()).join(QLatin1Char('\n'))
                           : QString());
    for (QWidget* widget : {static_cast<QWidget*>(m_pass), static_cast<QWidget*>(m_fail),
                            static_cast<QWidget*>(m_reason)})
        widget->setEnabled(next.has_value() && m_taken);
}

bool InspectPage::pass() { return record(true); }

bool InspectPage::fail() {
    if (!m_reason->isEnabled())
        return true;
    if (m_reason->text().trimmed().isEmpty()) {
        m_reason->setFocus();
        m_status.say(tr("Type the reason; Enter records it."), true);
        return true;
    }
    return record(false);
}

bool InspectPage::record(bool passed) {
    const auto* row = current();
    if (!row || !row->next() || !m_taken)
        return true;
    if (m_inspector.empty()) {
        m_status.say(tr("To inspect, choose who you are at the top of the window."), true);
        return true;
    }
    storage::Inspection inspection;
    inspection.caseId = row->id;
    inspection.step = *row->next();
    inspection.inspector = m_inspector;
    inspection.passed = passed;
    inspection.reason = passed ? std::string() : m_reason->text().trimmed().toStdString();
    if (inspection.step == InspectionStep::Audit)
        inspection.sample = m_sample;
    const auto done = m_project.with(
        [&](workflow::Project& p) { return storage::CaseProcess(p.store()).inspect(inspection); });
    if (!done) {
        emit failed(done.error());
        return true;
    }
    m_status.say(
        passed
            ? tr("%1 has passed.").arg(QString::fromStdString(row->id.text()))
            : tr("%1 goes back to be labelled again.").arg(QString::fromStdString(row->id.text())));
    const auto id = row->id;
    if (!passed)
        m_truth.reset();
    refresh();
    if (passed)
        neighbour(1);
    emit inspected(id);
    return true;
}

bool InspectPage::nextImage(int step) {
    if (m_images.empty())
        return true;
    const auto count = static_cast<int>(m_images.size());
    chooseImage(static_cast<std::size_t>((static_cast<int>(m_image) + step + count) % count));
    return true;
}

bool InspectPage::neighbour(int step) {
    const auto rows = m_table->selectionModel()->selectedRows();
    const int next = rows.isEmpty() ? 0 : rows.first().row() + step;
    if (next >= 0 && next < m_table->rowCount())
        m_table->selectRow(next);
    return true;
}

void InspectPage::drawSample() {
    const auto drawn = m_project.with([&](workflow::Project& p) {
        return storage::CaseProcess(p.store()).drawSample(static_cast<std::size_t>(m_size->value()),
                                                          seedOfToday(), m_inspector.text());
    });
    if (!drawn)
        return emit failed(drawn.error());
    refresh();
}

} // namespace cw::gui
