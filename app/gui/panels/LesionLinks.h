// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/SameLesion.h"
#include "app/gui/ReadingDesk.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::gui {

/// "R CC" of an image, for people.
using TitleOf = std::function<QString(const core::ImageId&)>;

/// On which other images the selected finding is: those it is linked to (a click goes there), those
/// it may be linked to, and what can be copied from one to the other. Nothing is copied unasked.
class LesionLinks : public QWidget {
    Q_OBJECT
public:
    LesionLinks(ReadingDesk& desk, core::ImageKind kind, TitleOf titleOf, annotation::SideOf sideOf,
                QWidget* parent = nullptr);
    void display(const annotation::Finding* finding); ///< null: none
    /// Makes the two one lesion; failed() says why not.
    bool link(const core::LesionId& a, const core::LesionId& b);

signals:
    void findingChosen(const cw::core::LesionId& id);
    void refused(const cw::Error& why);

private:
    QPushButton* add(const QString& words, const QString& tip, const char* role);
    void addLinked(const annotation::Finding& finding, const annotation::Finding& other);
    void addCandidate(const annotation::Finding& finding, const annotation::Finding& other,
                      int number);
    void later(annotation::Edit step);

    ReadingDesk& m_desk;
    core::ImageKind m_kind;
    TitleOf m_titleOf;
    annotation::SideOf m_sideOf;
    QLabel* m_caption;
    QWidget* m_rows = nullptr;
    QVBoxLayout* m_column;
    std::string m_shown; ///< what the rows were made for
};

} // namespace cw::gui
