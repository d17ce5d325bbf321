// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "viewers/HangingProtocol.h"

#include <QByteArray>
#include <QString>

namespace cw::viewers {

/// What is wrong in a hanging file, and where: docs/hanging-protocols.md has the format.
struct ProtocolFault {
    enum class Kind {
        NotJson,
        WrongFormat,  ///< no "format": "concord-hanging-1"
        MissingEntry, ///< an entry that must be there is not
        UnknownEntry, ///< an entry that the format does not have: a slip of the keyboard
        WrongValue,   ///< not one of the words, or a number out of its range
        KeyTwice,     ///< two steps on one key
        PlaceTwice    ///< two places of a page in one cell
    };
    Kind kind = Kind::NotJson;
    int line = 1;  ///< from 1
    QString entry; ///< "view", "key"; empty for NotJson
};

/// The protocol of a file, or the first fault in it.
struct ProtocolReading {
    std::optional<HangingProtocol> protocol;
    ProtocolFault fault;
};
ProtocolReading readProtocol(const QByteArray& json);

/// The file of a protocol, indented for people; readProtocol() gives the same protocol back.
QByteArray writeProtocol(const HangingProtocol& protocol);

/// A sentence for the status line, without the file's name.
QString words(const ProtocolFault& fault);
/// In the language of the window.
QString words(const ProtocolWords& words);

/// The text of the built-in protocol's file, for users who want to start from it.
QByteArray builtInProtocolFile(core::ImageKind kind);

} // namespace cw::viewers
