// SPDX-License-Identifier: Apache-2.0
#include "viewers/HangingView.h"

#include <QCoreApplication>

namespace cw::viewers {

QString words(HangingDoubt doubt) {
    const char* text = "";
    switch (doubt) {
    case HangingDoubt::LateralityUnknown:
        text =
            QT_TRANSLATE_NOOP("HangingView", "Side unknown: the file does not say left or right");
        break;
    case HangingDoubt::ViewUnknown:
        text = QT_TRANSLATE_NOOP("HangingView", "View unknown: the file does not say CC or MLO");
        break;
    case HangingDoubt::OrientationMissing:
        text = QT_TRANSLATE_NOOP("HangingView",
                                 "Orientation missing: chest wall side taken from the pixels");
        break;
    case HangingDoubt::OrientationContradicted:
        text = QT_TRANSLATE_NOOP("HangingView",
                                 "Tags and pixels disagree about the chest wall: hung by the tags");
        break;
    case HangingDoubt::CloseUp:
        text = QT_TRANSLATE_NOOP("HangingView",
                                 "Magnification or spot view: not at the size of the others");
        break;
    case HangingDoubt::SizeByPixels:
        text = QT_TRANSLATE_NOOP("HangingView",
                                 "No pixel size in the file: not at the size of the others");
        break;
    case HangingDoubt::ExamOrderUnknown:
        text = QT_TRANSLATE_NOOP(
            "HangingView", "Several examinations without dates: which is the newest is unknown");
        break;
    }
    return QCoreApplication::translate("HangingView", text);
}

} // namespace cw::viewers
