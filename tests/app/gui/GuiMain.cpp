// SPDX-License-Identifier: Apache-2.0
#include "app/gui/Application.h"

#include <QApplication>
#include <QTemporaryDir>
#include <gtest/gtest.h>

int main(int argc, char** argv) {
    qputenv("CONCORD_CANVAS", "vtk"); // the OpenGL path, which emulated OpenGL would avoid
    // What is remembered of readers, here and by the programs the tests start: not the user's own.
    const QTemporaryDir settings;
    qputenv("XDG_CONFIG_HOME", settings.path().toUtf8());
    cw::gui::preparePlatform();
    QApplication application(argc, argv);
    cw::gui::prepareLook(application, "en");
    QApplication::setQuitOnLastWindowClosed(false);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
