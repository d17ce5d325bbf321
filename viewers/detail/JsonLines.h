// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArray>
#include <QHash>
#include <QString>

namespace cw::viewers::detail {

/// Line, from 1, of every value of a JSON text that QJsonDocument has accepted, by its path:
/// "steps/3/pages/0/places/1/view". QJsonDocument itself forgets where a value stood.
QHash<QString, int> linesOf(const QByteArray& json);

/// Line of a byte offset, from 1.
int lineAt(const QByteArray& json, qsizetype offset);

} // namespace cw::viewers::detail
