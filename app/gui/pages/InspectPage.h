// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/PictureLoader.h"
#include "storage/CaseProcess.h"
#include "viewers/ImageView.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QWidget>
#include <optional>
#include <set>
#include <vector>

namespace cw::gui {

class CaseClaim;
class StatusLine;

/// Settled cases gone through by somebody who did not read them: the outlines that hold, drawn over
/// the images and not to be edited; passed or failed by one key. What fails is labelled again.
class InspectPage : public QWidget {
    Q_OBJECT
public:
    InspectPage(ProjectAccess& project, PictureLoader& loader, StatusLine& status,
                QWidget* parent = nullptr);
    void setInspector(const core::ReaderId& who) { m_inspector = who; }
    void refresh();
    const core::CaseId& caseId() const { return m_case; }
    bool ready() const { return m_case.empty() || m_ready; }
    viewers::ImageView& view() { return *m_view; }

    bool pass();
    bool fail(); ///< asks for the reason first
    bool nextImage(int step);
    bool neighbour(int step);
    void drawSample();

signals:
    void failed(const cw::Error& error);
    void inspected(const cw::core::CaseId& id);
    void becameReady();

protected:
    void hideEvent(QHideEvent* event) override; ///< gives the case free

private:
    struct Row {
        core::CaseId id;
        std::optional<storage::InspectionStep> passed;
        bool sampled = false; ///< for the final audit, and not inspected there yet
        std::optional<storage::InspectionStep> next() const;
    };
    QWidget* makeList();
    QWidget* makeDecision();
    QWidget* makePictures();
    void openCase(const core::CaseId& id);
    Result<std::optional<annotation::Consensus>> truthOf(const core::CaseId& id);
    void chooseImage(std::size_t index);
    void showPicture(const core::ImageId& id, std::shared_ptr<const viewers::Picture> picture);
    void fillRows();
    void claimCase();
    void refreshDecision();
    bool record(bool passed);
    const Row* current() const;

    ProjectAccess& m_project;
    PictureLoader& m_loader;
    StatusLine& m_status;
    CaseClaim* m_claim;  ///< while somebody inspects
    bool m_taken = true; ///< nobody else inspects the case
    std::vector<Row> m_rows;
    core::ReaderId m_inspector;
    core::CaseId m_case;
    std::vector<storage::StoredImage> m_images;
    std::size_t m_image = 0;
    std::optional<annotation::Consensus> m_truth;
    std::optional<int> m_sample; ///< the latest
    QTableWidget* m_table;
    QWidget* m_imageBar;
    viewers::ImageView* m_view;
    QLabel *m_step, *m_answers, *m_sampleSays;
    QLineEdit* m_reason;
    QPushButton *m_pass, *m_fail, *m_draw;
    QSpinBox* m_size;
    bool m_ready = false;
};

} // namespace cw::gui
