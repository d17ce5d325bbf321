// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/EyeMeasures.h"

#include "app/gui/Words.h"

#include <QGridLayout>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>
#include <numeric>

namespace cw::gui {

using annotation::FundusLack;
using annotation::FundusMeasures;

namespace {

constexpr int kHeight = 140;

/// Counted together; the finer kinds come from imported readings.
std::string countedAs(const std::string& label) {
    return label == "flame-haemorrhage" || label == "macular-haemorrhage" ? "haemorrhage" : label;
}

struct Count {
    std::string label;
    annotation::QuadrantCounts quadrants{};
    int total = 0;
    Count& operator+=(const Count& other) {
        for (std::size_t i = 0; i < quadrants.size(); ++i)
            quadrants[i] += other.quadrants[i];
        total += other.total;
        return *this;
    }
};

/// Haemorrhages and microaneurysms always, then what else there is in the order of the menu.
std::vector<Count> countsOf(const FundusMeasures& measures) {
    std::vector<Count> counts = {{"haemorrhage", {}, 0}, {"microaneurysm", {}, 0}};
    for (const auto& label : annotation::lesionLabels(false))
        if (label != "haemorrhage" && label != "microaneurysm" && countedAs(label) == label &&
            measures.totals.contains(label))
            counts.push_back({label, {}, 0});
    for (const auto& [label, total] : measures.totals) {
        const auto name = countedAs(label);
        auto it = std::ranges::find(counts, name, &Count::label);
        if (it == counts.end())
            it = counts.insert(counts.end(), {name, {}, 0});
        const auto quadrants = measures.perQuadrant.find(label);
        *it += {label,
                quadrants == measures.perQuadrant.end() ? annotation::QuadrantCounts{}
                                                        : quadrants->second,
                total};
    }
    return counts;
}

} // namespace

/// What to do about it, as the end of a sentence.
static QString lackWords(FundusLack lack) {
    switch (lack) {
    case FundusLack::NoDisc:
        return EyeMeasures::tr("outline the disc (Shift+D)");
    case FundusLack::NoCup:
        return EyeMeasures::tr("outline the cup (Shift+C)");
    case FundusLack::NoFovea:
        return EyeMeasures::tr("mark the fovea (Shift+F)");
    case FundusLack::SeveralDiscs:
        return EyeMeasures::tr("more than one disc outlined");
    case FundusLack::SeveralCups:
        return EyeMeasures::tr("more than one cup outlined");
    case FundusLack::SeveralFoveas:
        return EyeMeasures::tr("more than one fovea marked");
    case FundusLack::CupBeyondDisc:
        return EyeMeasures::tr("the cup reaches beyond the disc");
    case FundusLack::NoExudate:
        return EyeMeasures::tr("none outlined");
    case FundusLack::NoSide:
        return EyeMeasures::tr("side not known: mark the fovea");
    case FundusLack::WideField:
        return EyeMeasures::tr("No mm: wide field");
    case FundusLack::FieldUnknown:
        return EyeMeasures::tr("No mm: field not recognised");
    }
    return {};
}

static QString quadrantWords(annotation::RetinaQuadrant quadrant) {
    const QString words[] = {
        EyeMeasures::tr("superior temporal"), EyeMeasures::tr("superior nasal"),
        EyeMeasures::tr("inferior temporal"), EyeMeasures::tr("inferior nasal")};
    return words[static_cast<int>(quadrant)];
}

static QString subfieldWords(annotation::EtdrsSubfield subfield) {
    const QString words[] = {
        EyeMeasures::tr("central subfield"),        EyeMeasures::tr("inner superior subfield"),
        EyeMeasures::tr("inner nasal subfield"),    EyeMeasures::tr("inner inferior subfield"),
        EyeMeasures::tr("inner temporal subfield"), EyeMeasures::tr("outer superior subfield"),
        EyeMeasures::tr("outer nasal subfield"),    EyeMeasures::tr("outer inferior subfield"),
        EyeMeasures::tr("outer temporal subfield"), EyeMeasures::tr("outside the grid")};
    return words[static_cast<int>(subfield)];
}

static QString withMm(const QString& words, const std::optional<double>& mm) {
    return mm ? QStringLiteral("%1 (%2 mm)").arg(words, QString::number(*mm, 'f', 2)) : words;
}

EyeMeasures::EyeMeasures(QWidget* parent) : QFrame(parent) {
    setFixedHeight(kHeight);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(10, 4, 10, 4);
    all->setSpacing(0);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(1);
    m_title = line("title");
    m_scale = line("scale");
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_title);
    head->addWidget(m_scale, 1);
    m_title->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred);
    m_title->setMinimumWidth(0);
    lines->addLayout(head);
    m_cup = line("cup");
    m_disc = line("disc");
    m_fovea = line("fovea");
    m_exudate = line("exudate");
    m_place = line("place");
    for (auto* each : {m_cup, m_disc, m_fovea, m_exudate})
        lines->addWidget(each);
    lines->addStretch(1);
    auto* table = new QWidget(this);
    makeTable(table);
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addLayout(lines, 1);
    row->addWidget(table, 0, Qt::AlignTop);
    all->addLayout(row);
    all->addStretch(1);
    all->addWidget(m_place);
}

QLabel* EyeMeasures::line(const char* name) {
    auto* label = new QLabel(this);
    label->setObjectName(name);
    label->setMinimumWidth(60);
    auto font = label->font();
    font.setPixelSize(12);
    label->setFont(font);
    // Long words are cut, not the picture: the tooltip has them whole.
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return label;
}

void EyeMeasures::makeTable(QWidget* parent) {
    auto* grid = new QGridLayout(parent);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(0);
    const std::pair<QString, QString> heads[] = {
        {{}, {}},
        {tr("ST"), tr("Superior temporal quadrant, as parted by the centre of the disc")},
        {tr("SN"), tr("Superior nasal quadrant, as parted by the centre of the disc")},
        {tr("IT"), tr("Inferior temporal quadrant, as parted by the centre of the disc")},
        {tr("IN"), tr("Inferior nasal quadrant, as parted by the centre of the disc")},
        {tr("all"), tr("On the whole picture")}};
    for (int column = 0; column < kColumns; ++column) {
        auto* head = new QLabel(heads[column].first, parent);
        head->setProperty("role", "caption");
        head->setToolTip(heads[column].second);
        head->setAlignment(column == 0 ? Qt::AlignLeft : Qt::AlignRight);
        head->setMinimumWidth(column == 0 ? 96 : 30);
        grid->addWidget(head, 0, column);
    }
    for (int r = 0; r < kRows; ++r)
        for (int column = 0; column < kColumns; ++column) {
            auto* cell = new QLabel(parent);
            cell->setObjectName(QStringLiteral("count-%1-%2").arg(r).arg(column));
            cell->setProperty("role", "caption");
            cell->setAlignment(column == 0 ? Qt::AlignLeft : Qt::AlignRight);
            grid->addWidget(cell, r + 1, column);
            m_cells[static_cast<std::size_t>(r)][static_cast<std::size_t>(column)] = cell;
        }
}

/// Text, with the whole of it as tooltip; dim where a mark is missing, amber where something is
/// wrong.
static void say(QLabel* label, const QString& text, const char* role = "") {
    label->setText(text);
    label->setToolTip(text);
    if (label->property("role").toString() == QLatin1String(role))
        return;
    label->setProperty("role", role);
    label->style()->unpolish(label);
    label->style()->polish(label);
}

static const char* roleOf(FundusLack lack) {
    const bool wrong = lack == FundusLack::SeveralDiscs || lack == FundusLack::SeveralCups ||
                       lack == FundusLack::SeveralFoveas || lack == FundusLack::CupBeyondDisc;
    return wrong ? "amber" : "dim";
}

void EyeMeasures::tell(const QString& title, const FundusMeasures& m,
                       const annotation::Finding* selected) {
    m_title->setText(title);
    showScale(m);
    const auto number = [](double value) { return QString::number(value, 'f', 2); };
    if (m.cupToDisc)
        say(m_cup, tr("Cup/disc %1 vertical, %2 by area")
                       .arg(number(m.cupToDisc->vertical), number(m.cupToDisc->area)));
    else
        say(m_cup, tr("Cup/disc: %1").arg(lackWords(m.cupToDisc.error())),
            roleOf(m.cupToDisc.error()));
    if (m.disc)
        say(m_disc, tr("1 DD = %1 px (%2 px vertical)")
                        .arg(qRound(m.disc->diameterPx()))
                        .arg(qRound(m.disc->verticalPx)));
    else
        say(m_disc, tr("Disc diameter: %1").arg(lackWords(m.disc.error())), roleOf(m.disc.error()));
    if (m.foveaFromDisc)
        say(m_fovea, withMm(tr("Disc to fovea %1 DD").arg(number(m.foveaFromDisc->discDiameters)),
                            m.foveaFromDisc->mm));
    else
        say(m_fovea, tr("Disc to fovea: %1").arg(lackWords(m.foveaFromDisc.error())),
            roleOf(m.foveaFromDisc.error()));
    if (m.nearestExudate)
        say(m_exudate,
            withMm(tr("Hard exudate to fovea %1")
                       .arg(m.nearestExudate->discDiameters
                                ? number(*m.nearestExudate->discDiameters) + QStringLiteral(" DD")
                                : QStringLiteral("%1 px").arg(qRound(m.nearestExudate->px))),
                   m.nearestExudate->mm));
    else
        say(m_exudate, tr("Hard exudate to fovea: %1").arg(lackWords(m.nearestExudate.error())),
            roleOf(m.nearestExudate.error()));
    QStringList place;
    if (selected && !annotation::isLandmark(selected->label)) {
        const auto at = annotation::placeOf(m, *selected);
        if (at.quadrant)
            place << quadrantWords(*at.quadrant);
        if (at.subfield)
            place << subfieldWords(*at.subfield);
        if (at.foveaDistanceDd)
            place << tr("%1 DD from the fovea").arg(number(*at.foveaDistanceDd));
    }
    say(m_place,
        place.isEmpty() ? QString() : tr("Selected: %1").arg(place.join(QStringLiteral(", "))));
    showCounts(m);
}

void EyeMeasures::showScale(const FundusMeasures& m) {
    QString words, tip;
    if (m.sideContradicted) {
        say(m_scale, tr("Not the eye the file says?"), "amber");
        m_scale->setToolTip(
            tr("Disc and fovea lie as in the other eye than the file says: nasal is taken to be "
               "where the disc is"));
        return;
    }
    if (m.scale && m.scale->basis == annotation::MmBasis::File) {
        words = tr("mm by the file's pixel spacing");
        tip = tr("Nominal at the retina: the length of the eye is not known");
    } else if (m.scale) {
        words = tr("mm by convention: 1 DD = 1.5 mm");
        tip =
            tr("As in the gradings of ETDRS and AREDS; the disc of this eye has not been measured "
               "in mm");
    } else if (m.scale.error() == FundusLack::WideField) {
        words = lackWords(m.scale.error());
        tip = tr("A wide field is stretched towards its rim, and its projection is not known: "
                 "distances are told in disc diameters (DD)");
    } else if (m.scale.error() == FundusLack::FieldUnknown) {
        words = lackWords(m.scale.error());
        tip = tr("It could be a wide field: distances are told in disc diameters (DD)");
    }
    say(m_scale, words, "caption");
    m_scale->setToolTip(tip);
}

void EyeMeasures::showCounts(const FundusMeasures& m) {
    auto counts = countsOf(m);
    if (counts.size() > kRows) { // the last row is for all the rest
        Count rest;
        for (auto it = counts.begin() + kRows - 1; it != counts.end(); ++it)
            rest += *it;
        counts.resize(kRows - 1);
        counts.push_back(rest);
    }
    for (std::size_t r = 0; r < kRows; ++r) {
        auto& cells = m_cells[r];
        const bool used = r < counts.size();
        cells[0]->setText(!used                     ? QString()
                          : counts[r].label.empty() ? tr("Other signs")
                                                    : lesionWords(counts[r].label));
        for (std::size_t quadrant = 0; quadrant < 4; ++quadrant)
            cells[quadrant + 1]->setText(!used ? QString()
                                         : !m.quadrants
                                             ? QStringLiteral("–")
                                             : QString::number(counts[r].quadrants[quadrant]));
        cells[5]->setText(used ? QString::number(counts[r].total) : QString());
    }
}

} // namespace cw::gui
