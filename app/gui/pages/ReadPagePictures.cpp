// SPDX-License-Identifier: Apache-2.0
// ReadPage, the part for several monitors: the pictures may hang in a window of their own.
#include "app/gui/PictureWindow.h"
#include "app/gui/pages/ReadPage.h"

namespace cw::gui {

void ReadPage::setPicturesApart(bool apart) {
    if (apart == picturesApart())
        return;
    if (apart) {
        if (!m_picturesAway) {
            m_picturesAway = new QLabel(
                tr("The pictures are in their own window.  F11 brings them back."), this);
            m_picturesAway->setObjectName("picturesAway");
            m_picturesAway->setProperty("role", "dim");
            m_picturesAway->setAlignment(Qt::AlignCenter);
            m_pictures->insertWidget(0, m_picturesAway, 1);
        }
        m_pictureWindow = new PictureWindow(window());
        connect(m_pictureWindow, &PictureWindow::closed, this, [this] {
            setPicturesApart(false);
            emit picturesCameBack();
        });
        m_pictureWindow->take(m_hanging);
        m_picturesAway->show();
        m_pictureWindow->showOnMonitors();
    } else {
        m_picturesAway->hide();
        m_pictures->insertWidget(0, m_hanging, 1);
        m_pictureWindow->hide();
        m_pictureWindow->deleteLater(); // it may be the one who asks
        m_pictureWindow = nullptr;
    }
    m_hanging->show();
    if (m_hanging->current())
        m_hanging->current()->setFocus();
}

} // namespace cw::gui
