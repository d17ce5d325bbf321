// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/CompareCase.h"

#include <QListWidget>

namespace cw::gui {

/// The lesions and answers on which two readings differ, and behind them the lesions on which they
/// agree: each with what it is about, what is the matter and how far apart they are.
class DifferenceList : public QListWidget {
    Q_OBJECT
public:
    /// What the eye is sent to. image: where in the case; nothing for an answer about the case.
    struct Place {
        std::optional<std::size_t> image;
        core::RectPx box;
        std::string answer; ///< key of the answer
    };
    explicit DifferenceList(QWidget* parent = nullptr);
    void setCase(const ComparedCase& compared, core::ImageKind kind);
    std::size_t differences() const { return m_differences; }
    /// To the next (or previous) difference, around; to agreed lesions only where nothing differs.
    bool step(int by);

signals:
    void chosen(const cw::gui::DifferenceList::Place& place);

private:
    void addLesion(const ComparedCase& compared, const annotation::LesionPair& pair,
                   core::ImageKind kind);
    void addAnswer(const annotation::AnswerDifference& difference);

    std::vector<Place> m_places;
    std::size_t m_differences = 0;
};

} // namespace cw::gui
