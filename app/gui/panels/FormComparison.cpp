// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/FormComparison.h"

#include "annotation/Vocabulary.h"
#include "app/gui/ComparisonWords.h"
#include "app/gui/Theme.h"
#include "app/gui/Words.h"
#include "viewers/Shape.h"

#include <QHeaderView>
#include <algorithm>

namespace cw::gui {
namespace {

enum Column { Question, AnswerA, AnswerB, Difference, ColumnCount };

const std::string* answerOf(const ComparedCase& compared, std::size_t side,
                            const std::string& key) {
    if (!compared.readings[side])
        return nullptr;
    const auto& answers = compared.readings[side]->answers;
    const auto at = answers.find(key);
    return at == answers.end() || at->second.empty() ? nullptr : &at->second;
}

const annotation::AnswerDifference* differenceOf(const ComparedCase& compared,
                                                 const std::string& key) {
    const auto& all = compared.comparison->answers;
    const auto at =
        std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.key == key; });
    return at == all.end() ? nullptr : &*at;
}

/// Every key that one of them answered, the form's own first and in its order.
std::vector<std::string> keysOf(const ComparedCase& compared, core::ImageKind kind) {
    std::vector<std::string> keys;
    const auto add = [&](const std::string& key) {
        const bool said = answerOf(compared, 0, key) || answerOf(compared, 1, key);
        if (said && std::find(keys.begin(), keys.end(), key) == keys.end())
            keys.push_back(key);
    };
    for (const auto& question : annotation::caseQuestions(kind))
        add(std::string(question.key));
    for (const auto& reading : compared.readings)
        if (reading)
            for (const auto& [key, value] : reading->answers)
                add(key);
    return keys;
}

} // namespace

FormComparison::FormComparison(QWidget* parent) : QTableWidget(0, ColumnCount, parent) {
    setObjectName("formComparison");
    setAccessibleName(tr("The form side by side"));
    setHorizontalHeaderLabels(
        {tr("Question"), QStringLiteral("A"), QStringLiteral("B"), tr("Difference")});
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    for (const auto& [column, width] : {std::pair{Question, 118}, std::pair{Difference, 92}}) {
        horizontalHeader()->setSectionResizeMode(column, QHeaderView::Fixed);
        setColumnWidth(column, width);
    }
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeaderItem(AnswerA)->setForeground(
        QColor::fromRgb(viewers::colourOf(viewers::ShapeOwner::ReaderA)));
    horizontalHeaderItem(AnswerB)->setForeground(
        QColor::fromRgb(viewers::colourOf(viewers::ShapeOwner::ReaderB)));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setFocusPolicy(Qt::NoFocus);
    setShowGrid(false);
    setWordWrap(true);
}

void FormComparison::setCase(const ComparedCase& compared, core::ImageKind kind) {
    setRowCount(0);
    m_keys.clear();
    if (!compared.comparison)
        return;
    for (const auto& key : keysOf(compared, kind))
        addRow(compared, key);
}

void FormComparison::addRow(const ComparedCase& compared, const std::string& key) {
    const int row = rowCount();
    insertRow(row);
    m_keys.push_back(key);
    const auto put = [&](int column, const QString& text) {
        auto* item = new QTableWidgetItem(text);
        item->setToolTip(text); // a long answer is cut
        setItem(row, column, item);
        return item;
    };
    put(Question, answerKeyWords(key))->setForeground(QColor::fromRgb(colour::kDim));
    const auto *a = answerOf(compared, 0, key), *b = answerOf(compared, 1, key);
    put(AnswerA, a ? answerWords(key, *a) : QStringLiteral("–"));
    put(AnswerB, b ? answerWords(key, *b) : QStringLiteral("–"));
    if (const auto* difference = differenceOf(compared, key)) {
        auto* item = put(Difference, weightWords(difference->major));
        item->setForeground(QColor::fromRgb(difference->major ? kMajorInk : kMinorInk));
        item->setToolTip(words(difference->reason));
    } else {
        const bool same = a && b && *a == *b;
        put(Difference, same ? QStringLiteral("= ") + tr("same") : tr("not compared"))
            ->setForeground(QColor::fromRgb(colour::kDim));
    }
}

void FormComparison::lookAt(const std::string& answer) {
    clearSelection();
    const auto at = std::find(m_keys.begin(), m_keys.end(), answer);
    if (!answer.empty() && at != m_keys.end())
        selectRow(static_cast<int>(at - m_keys.begin()));
}

} // namespace cw::gui
