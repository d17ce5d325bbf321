// SPDX-License-Identifier: Apache-2.0
#include "app/gui/pages/ComparePage.h"

#include "app/gui/CompareCase.h"
#include "app/gui/Words.h"
#include "app/gui/panels/StatusLine.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace cw::gui {
namespace {

constexpr int kImageRole = Qt::UserRole, kARole = Qt::UserRole + 1, kBRole = Qt::UserRole + 2;
/// A lesion that is looked at fills about this part of the viewport.
constexpr double kLesionPart = 0.25;

viewers::ShapeOwner ownerOf(std::size_t side) {
    return side == 0 ? viewers::ShapeOwner::ReaderA : viewers::ShapeOwner::ReaderB;
}

/// The place of an image that stands alone: turned as in the hanging, centred.
viewers::Place placeOf(const core::ImageAttributes& attributes) {
    viewers::Place place;
    place.orientation = viewers::orientationOf(attributes);
    return place;
}

} // namespace

ComparePage::ComparePage(ProjectAccess& project, PictureLoader& loader, StatusLine& status,
                         QWidget* parent)
    : QWidget(parent), m_project(project), m_loader(loader), m_status(status) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* centre = new QVBoxLayout;
    centre->setSpacing(0);
    auto* bar = new QWidget(this);
    bar->setObjectName("toolStrip");
    bar->setAttribute(Qt::WA_StyledBackground);
    auto* tools = new QHBoxLayout(bar);
    tools->setContentsMargins(12, 3, 8, 3);
    m_title = new QLabel(bar);
    m_imageBar = new QWidget(bar);
    m_imageBar->setLayout(new QHBoxLayout);
    m_imageBar->layout()->setContentsMargins(16, 0, 0, 0);
    m_imageBar->layout()->setSpacing(2);
    tools->addWidget(m_title);
    tools->addWidget(m_imageBar);
    tools->addStretch(1);
    m_overlay = new QToolButton(bar);
    m_overlay->setObjectName("overlay");
    m_overlay->setProperty("role", "tool");
    m_overlay->setCheckable(true);
    m_overlay->setText(tr("Both readings on both sides"));
    m_overlay->setToolTip(tr("Both readings on both sides   Shift+V"));
    m_overlay->setFocusPolicy(Qt::NoFocus);
    tools->addWidget(m_overlay);
    m_shapes = new ShapesMenu(bar);
    tools->addWidget(m_shapes);
    connect(m_overlay, &QToolButton::toggled, this, &ComparePage::refreshShapes);
    connect(m_shapes, &ShapesMenu::changed, this, [this](const viewers::ShapeVisibility& seen) {
        for (auto& side : m_sides)
            side.view->setShapeVisibility(seen);
    });
    centre->addWidget(bar);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(2);
    sides->addWidget(makeSide(0), 1);
    sides->addWidget(makeSide(1), 1);
    centre->addLayout(sides, 1);
    row->addLayout(centre, 1);
    row->addWidget(makePanel());
    connect(&m_loader, &PictureLoader::loaded, this,
            [this](const core::ImageId& id, auto picture, auto view) {
                if (view != workflow::FundusView::Colour)
                    return;
                if (m_images.empty() || !(m_images[m_image].id == id))
                    return;
                for (auto& side : m_sides) {
                    side.view->setPicture(picture);
                    side.view->fit();
                }
                refreshShapes();
                m_ready = true;
                if (m_aim)
                    zoomTo(*m_aim);
                m_aim.reset();
                emit becameReady();
            });
    connect(&m_loader, &PictureLoader::failed, this,
            [this](const core::ImageId& id, const Error& error) {
                if (m_images.empty() || !(m_images[m_image].id == id))
                    return;
                for (auto& side : m_sides)
                    side.view->setMessage(tr("This image cannot be shown"), words(error));
                m_ready = true;
                emit becameReady();
            });
}

QWidget* ComparePage::makeSide(std::size_t index) {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto& side = m_sides[index];
    side.heading = new QLabel(box);
    side.heading->setContentsMargins(12, 5, 12, 5);
    const auto colour = QColor::fromRgb(viewers::colourOf(ownerOf(index))).name();
    side.heading->setStyleSheet(QStringLiteral("color: %1").arg(colour));
    side.view = new viewers::ImageView(box);
    side.view->setObjectName(index == 0 ? "sideA" : "sideB");
    side.view->setAccessibleName(index == 0 ? tr("Reading A") : tr("Reading B"));
    side.view->tool().setReadOnly(true);
    m_aids.add(side.view);
    column->addWidget(side.heading);
    column->addWidget(side.view, 1);
    using viewers::ImageView;
    connect(side.view, &ImageView::viewChanged, this, [this, index] { link(index); });
    connect(side.view, &ImageView::windowDragged, this, [this](double dx, double dy) {
        for (auto& each : m_sides)
            each.view->dragWindow(dx, dy);
        m_status.showView(m_sides[0].view);
    });
    connect(side.view, &ImageView::maximiseRequested, this, &ComparePage::fit);
    connect(side.view, &ImageView::pointerMoved, this,
            [this, index](bool inside, double x, double y) {
                m_status.showPointer(m_sides[index].view, inside, x, y);
            });
    return box;
}

QWidget* ComparePage::makePanel() {
    auto* panel = new QFrame(this);
    panel->setProperty("role", "panel");
    panel->setFixedWidth(290);
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(12, 10, 12, 12);
    column->setSpacing(9);
    m_agreement = new QLabel(panel);
    m_agreement->setObjectName("agreement");
    m_agreement->setProperty("role", "heading");
    m_agreement->setWordWrap(true);
    m_blind = new QLabel(panel);
    m_blind->setObjectName("blind");
    m_blind->setProperty("role", "dim");
    m_blind->setWordWrap(true);
    m_differences = new QListWidget(panel);
    m_differences->setObjectName("differences");
    m_differences->setAccessibleName(tr("Differences"));
    m_differences->setWordWrap(true);
    m_verdict = new ChoiceRow(tr("Decision"),
                              {{"a", tr("Agree with A   A")},
                               {"b", tr("Agree with B   B")},
                               {"exclude", tr("Exclude   X")}},
                              panel);
    m_verdict->setObjectName("verdict");
    m_reason = new QComboBox(panel);
    m_reason->setObjectName("reason");
    m_reason->setAccessibleName(tr("Reason for excluding"));
    using enum annotation::ExclusionReason;
    for (const auto reason : {ReadersDisagree, ImageFaulty, ClinicalMismatch, Ineligible, Other})
        m_reason->addItem(words(reason), static_cast<int>(reason));
    m_comment = new QLineEdit(panel);
    m_comment->setPlaceholderText(tr("Comment"));
    m_comment->setAccessibleName(tr("Comment"));
    m_record = new QPushButton(tr("Record decision   Ctrl+Enter"), panel);
    m_record->setObjectName("record");
    m_record->setProperty("role", "primary");
    m_decision = new QLabel(panel);
    m_decision->setObjectName("decision");
    m_decision->setProperty("role", "dim");
    m_decision->setWordWrap(true);
    for (QWidget* widget : {static_cast<QWidget*>(m_agreement), static_cast<QWidget*>(m_blind)})
        column->addWidget(widget);
    column->addWidget(m_differences, 1);
    m_spring = new QWidget(panel); // holds the words at the top while there is no list
    column->addWidget(m_spring, 1);
    for (QWidget* widget : {static_cast<QWidget*>(m_verdict), static_cast<QWidget*>(m_reason),
                            static_cast<QWidget*>(m_comment), static_cast<QWidget*>(m_decision),
                            static_cast<QWidget*>(m_record)})
        column->addWidget(widget);
    connect(m_verdict, &ChoiceRow::chosen, this, [this](const std::string& value) {
        m_reason->setVisible(value == "exclude");
        m_record->setEnabled(!value.empty());
    });
    connect(m_record, &QPushButton::clicked, this, &ComparePage::record);
    connect(m_differences, &QListWidget::currentRowChanged, this, [this](int) {
        const auto* item = m_differences->currentItem();
        if (!item || item->data(kImageRole).toInt() < 0)
            return;
        chooseImage(static_cast<std::size_t>(item->data(kImageRole).toInt()));
        const auto idOf = [item](int role) -> std::optional<core::LesionId> {
            const auto text = item->data(role).toString();
            return text.isEmpty() ? std::nullopt
                                  : std::optional(core::LesionId(text.toStdString()));
        };
        const auto* a = find(0, idOf(kARole));
        const auto* b = find(1, idOf(kBRole));
        m_aim.reset();
        if (!a && !b)
            return;
        if (m_ready)
            zoomTo(a ? *a : *b);
        else // its picture is on the way, and would be fitted over the zoom
            m_aim = a ? *a : *b;
    });
    return panel;
}

void ComparePage::openCase(const core::CaseId& id, const core::ReaderId& viewer) {
    m_case = id;
    m_viewer = viewer;
    m_ready = false;
    m_aim.reset();
    m_comparison.reset();
    for (auto& side : m_sides)
        side.reading.reset();
    const auto row = m_project.with([&](workflow::Project& p) { return p.store().caseRow(id); });
    const auto images = m_project.with([&](workflow::Project& p) { return p.store().images(id); });
    if (!row || !images) {
        m_status.say(words(row ? images.error() : row.error()), true);
        return;
    }
    m_images = *images;
    // Right before left, CC before MLO: the order of the hanging.
    std::stable_sort(m_images.begin(), m_images.end(), [](const auto& x, const auto& y) {
        const auto key = [](const core::ImageAttributes& a) {
            return std::pair(a.view, a.laterality);
        };
        return key(x.attributes) < key(y.attributes);
    });
    m_title->setText(QString::fromStdString(id.text()));
    m_status.showPlace(QString::fromStdString(id.text()));
    loadReadings(*row);
    qDeleteAll(m_imageBar->findChildren<QToolButton*>());
    auto* group = new QButtonGroup(m_imageBar);
    for (std::size_t i = 0; i < m_images.size(); ++i) {
        auto* button = new QToolButton(m_imageBar);
        button->setText(QString::fromStdString(viewers::titleOf(m_images[i].attributes)));
        button->setCheckable(true);
        button->setProperty("role", "tool");
        button->setFocusPolicy(Qt::NoFocus);
        group->addButton(button);
        m_imageBar->layout()->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, i] { chooseImage(i); });
    }
    fillDifferences();
    showHidden(*row);
    refreshDecision(*row);
    m_image = m_images.size(); // so that the first choice loads
    // The first image with a difference, if any.
    std::size_t first = 0;
    if (m_comparison)
        for (const auto& pair : m_comparison->lesions)
            for (std::size_t i = 0; i < m_images.size(); ++i)
                if (pair.match != annotation::LesionMatch::Agree && m_images[i].id == pair.image) {
                    first = i;
                    break;
                }
    if (!m_images.empty())
        chooseImage(first);
}

void ComparePage::loadReadings(const storage::CaseRow& row) {
    m_project.with([&](workflow::Project& p) {
        std::vector<annotation::Reading> visible;
        const bool reads =
            std::find(row.readers.begin(), row.readers.end(), m_viewer) != row.readers.end();
        if (reads) {
            if (auto own = p.store().readingsVisibleTo(m_viewer, m_case))
                visible = std::move(*own);
        } else if (auto both = p.store().bothReadings(m_case)) {
            visible = {both->first, both->second};
        }
        for (auto& reading : visible)
            for (std::size_t i = 0; i < 2 && i < row.readers.size(); ++i)
                if (row.readers[i] == reading.reader)
                    m_sides[i].reading = reading;
        if (!m_sides[0].reading || !m_sides[1].reading)
            return;
        if (auto comparison = compareIfSubmitted(p, m_case))
            m_comparison = std::move(*comparison);
    });
}

/// What the blind rule keeps back is said, never shown as an empty list.
void ComparePage::showHidden(const storage::CaseRow& row) {
    const bool isReader =
        std::find(row.readers.begin(), row.readers.end(), m_viewer) != row.readers.end();
    QString why;
    for (std::size_t i = 0; i < 2; ++i) {
        const auto letter = i == 0 ? QStringLiteral("A") : QStringLiteral("B");
        const auto name =
            i < row.readers.size() ? QString::fromStdString(row.readers[i].text()) : QString();
        auto heading = QStringLiteral("%1   %2").arg(letter, name);
        if (!m_sides[i].reading) {
            const bool own = i < row.readers.size() && row.readers[i] == m_viewer;
            const bool ownDone = isReader && (m_sides[0].reading || m_sides[1].reading);
            why = row.readers.empty() ? tr("The case has no readers yet.")
                  : own               ? tr("You have not submitted this case.")
                  : !isReader         ? tr("Hidden until both readers have submitted.")
                  : ownDone           ? tr("Hidden until the other reader has submitted.")
                                      : tr("Hidden until you submit.");
            heading += QStringLiteral("   –   ") + why;
        }
        m_sides[i].heading->setText(heading);
    }
    m_blind->setText(why);
    m_blind->setVisible(!why.isEmpty());
    m_differences->setVisible(m_comparison.has_value());
    m_spring->setVisible(!m_comparison.has_value());
    m_agreement->setText(m_comparison ? words(m_comparison->agreement) : tr("Not compared yet"));
}

void ComparePage::fillDifferences() {
    const QSignalBlocker quiet(m_differences);
    m_differences->clear();
    if (!m_comparison)
        return;
    for (const auto& pair : m_comparison->lesions) {
        int image = -1;
        for (std::size_t i = 0; i < m_images.size(); ++i)
            if (m_images[i].id == pair.image)
                image = static_cast<int>(i);
        const auto* finding = find(0, pair.a) ? find(0, pair.a) : find(1, pair.b);
        auto text = QStringLiteral("%1   %2").arg(
            finding ? lesionWords(finding->label) : QString(),
            image < 0 ? QString()
                      : QString::fromStdString(viewers::titleOf(
                            m_images[static_cast<std::size_t>(image)].attributes)));
        text += QStringLiteral("\n") + words(pair.match);
        if (pair.iou)
            text += QStringLiteral("   IoU %1").arg(*pair.iou, 0, 'f', 2);
        auto* item = new QListWidgetItem(text, m_differences);
        item->setData(kImageRole, image);
        item->setData(kARole, QString::fromStdString(pair.a ? pair.a->text() : std::string()));
        item->setData(kBRole, QString::fromStdString(pair.b ? pair.b->text() : std::string()));
    }
    for (const auto& difference : m_comparison->answers) {
        const auto side = [&](const std::string& value) {
            return value.empty() ? QStringLiteral("–") : answerWords(difference.key, value);
        };
        auto text =
            QStringLiteral("%1\nA: %2   B: %3")
                .arg(answerKeyWords(difference.key), side(difference.a), side(difference.b));
        if (difference.major)
            text += QStringLiteral("   ▲ ") + tr("changes the decision");
        auto* item = new QListWidgetItem(text, m_differences);
        item->setData(kImageRole, -1);
    }
    if (m_differences->count() == 0)
        new QListWidgetItem(tr("No difference."), m_differences);
}

void ComparePage::chooseImage(std::size_t index) {
    const auto buttons = m_imageBar->findChildren<QToolButton*>();
    if (index < static_cast<std::size_t>(buttons.size()))
        buttons[static_cast<int>(index)]->setChecked(true);
    if (index >= m_images.size() || index == m_image)
        return;
    m_image = index;
    m_aim.reset();
    const auto& image = m_images[index];
    for (auto& side : m_sides) {
        side.view->setPlace(placeOf(image.attributes));
        side.view->setTitle(QString::fromStdString(viewers::titleOf(image.attributes)));
        side.view->setLoading(true);
        side.view->setFitted(true);
    }
    m_status.showScale(image.attributes.spacing, nullptr);
    m_ready = false;
    m_loader.request(image.id);
}

const annotation::Finding* ComparePage::find(std::size_t side,
                                             const std::optional<core::LesionId>& id) const {
    if (!id || !m_sides[side].reading)
        return nullptr;
    for (const auto& finding : m_sides[side].reading->findings)
        if (finding.id == *id)
            return &finding;
    return nullptr;
}

void ComparePage::refreshShapes() {
    if (m_image >= m_images.size())
        return;
    const auto& image = m_images[m_image].id;
    for (std::size_t i = 0; i < 2; ++i) {
        std::vector<viewers::Shape> shapes;
        for (std::size_t reader = 0; reader < 2; ++reader) {
            if (!m_sides[reader].reading || (reader != i && !m_overlay->isChecked()))
                continue;
            for (const auto& finding : m_sides[reader].reading->findings)
                if (finding.image == image)
                    shapes.push_back({finding, ownerOf(reader), lesionWords(finding.label)});
        }
        m_sides[i].view->setShapes(image, {}, std::move(shapes));
        m_sides[i].view->setShapeVisibility(m_shapes->visibility());
    }
    std::set<std::string> labels;
    std::set<viewers::ShapeOwner> owners;
    for (std::size_t reader = 0; reader < 2; ++reader)
        if (m_sides[reader].reading)
            for (const auto& finding : m_sides[reader].reading->findings) {
                labels.insert(finding.label);
                owners.insert(ownerOf(reader));
            }
    m_shapes->setContent(labels, owners);
    m_status.showView(m_sides[0].view);
}

void ComparePage::link(std::size_t from) {
    auto& other = *m_sides[1 - from].view;
    other.setFitted(m_sides[from].view->fitted());
    other.setView(m_sides[from].view->view());
    m_status.showView(m_sides[0].view);
}

void ComparePage::zoomTo(const annotation::Finding& finding) {
    const auto bounds = core::boundsOf(finding.outline);
    for (auto& side : m_sides) {
        auto view = side.view->view();
        const double room = kLesionPart * std::min(view.widgetWidth(), view.widgetHeight());
        const double zoom = room / std::max({1.0, bounds.width(), bounds.height()});
        view.setZoom(std::clamp(zoom, 0.05, 2.0));
        view.setFocus({(bounds.left + bounds.right) / 2, (bounds.top + bounds.bottom) / 2});
        side.view->setFitted(false);
        side.view->setView(view);
    }
    m_status.showView(m_sides[0].view);
}

void ComparePage::refreshDecision(const storage::CaseRow& row) {
    m_verdict->setValue({});
    m_reason->hide();
    m_record->setEnabled(false);
    const auto decision =
        m_project.with([&](workflow::Project& p) { return p.store().decision(m_case); });
    const bool reads =
        std::find(row.readers.begin(), row.readers.end(), m_viewer) != row.readers.end();
    const bool open = m_comparison && m_comparison->agreement != annotation::Agreement::Agree;
    QString text;
    if (decision && *decision) {
        const auto& d = **decision;
        text = d.verdict == annotation::Verdict::AgreeWithA   ? tr("Decided: reading A is right.")
               : d.verdict == annotation::Verdict::AgreeWithB ? tr("Decided: reading B is right.")
               : d.verdict == annotation::Verdict::Redrawn
                   ? tr("Decided: redrawn.")
                   : tr("Decided: excluded, %1.").arg(words(d.reason));
    } else if (open && reads) {
        text = tr("A reader of the case cannot decide it: a third person does.");
    } else if (open && m_viewer.empty()) {
        text = tr("To decide, choose who you are at the top of the window.");
    }
    m_decision->setText(text);
    m_decision->setVisible(!text.isEmpty());
    const bool mayDecide = open && !reads && !m_viewer.empty() && !(decision && *decision);
    for (QWidget* widget : {static_cast<QWidget*>(m_verdict), static_cast<QWidget*>(m_comment),
                            static_cast<QWidget*>(m_record)})
        widget->setVisible(mayDecide);
}

bool ComparePage::choose(const std::string& verdict) {
    if (m_verdict->isHidden())
        return false;
    m_verdict->setValue(verdict);
    emit m_verdict->chosen(verdict);
    return true;
}

bool ComparePage::record() {
    const auto verdict = annotation::verdictFrom(m_verdict->value());
    if (m_verdict->isHidden() || !verdict)
        return true;
    annotation::Decision decision;
    decision.caseId = m_case;
    decision.adjudicator = m_viewer;
    decision.verdict = *verdict;
    decision.reason = static_cast<annotation::ExclusionReason>(m_reason->currentData().toInt());
    decision.comment = m_comment->text().toStdString();
    const auto outcome =
        m_project.with([&](workflow::Project& p) { return p.adjudicate(decision); });
    if (!outcome) {
        m_status.say(words(outcome.error()), true);
        return true;
    }
    m_comment->clear();
    m_status.say(tr("Decision recorded."));
    const auto row =
        m_project.with([&](workflow::Project& p) { return p.store().caseRow(m_case); });
    if (row)
        refreshDecision(*row);
    emit decided(m_case);
    return true;
}

bool ComparePage::selectDifference(int step) {
    const int count = m_differences->count();
    if (count == 0 || m_differences->isHidden())
        return false;
    m_differences->setCurrentRow((m_differences->currentRow() + step + count) % count);
    return true;
}

void ComparePage::fit() {
    for (auto& side : m_sides)
        side.view->fit();
    m_status.showView(m_sides[0].view);
}

void ComparePage::oneToOne() { m_sides[0].view->oneToOne(); }

void ComparePage::toggleInvert() {
    for (auto& side : m_sides) {
        auto grey = side.view->grey();
        grey.invert = !grey.invert;
        side.view->setGrey(grey);
    }
}

bool ComparePage::toggleOverlay() {
    m_overlay->toggle();
    return true;
}

bool ComparePage::toggleOutlines() {
    m_shapes->toggleOutlinesOnly();
    return true;
}

void ComparePage::setFindingsHidden(bool hidden) {
    for (auto& side : m_sides)
        side.view->setFindingsHidden(hidden);
}

} // namespace cw::gui
