// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "viewers/HangingProtocolFile.h"

#include <QStringList>

namespace cw::gui {

/// The hanging protocols there are for a kind of images, and what was wrong with files.
struct HangingFiles {
    std::vector<viewers::HangingProtocol> protocols; ///< the built-in or what replaces it is first
    QStringList faults;                              ///< "mine.json, line 12: ...", translated
};

/// The built-in protocol and those of the folder's *.json files (docs/hanging-protocols.md): a file
/// with the id of one that is there replaces it, one with another id is added. A faulty file is
/// left out and said; a folder that is not there is none.
HangingFiles hangingFiles(core::ImageKind kind, const QString& folder);

/// hanging/ in the user's configuration of this program.
QString usualHangingFolder();

/// Writes the built-in protocols into a folder, to start from; never over a file that is there.
/// False if that fails.
bool writeBuiltInHangings(const QString& folder);

} // namespace cw::gui
