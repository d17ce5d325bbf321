// SPDX-License-Identifier: Apache-2.0
#include "app/gui/HangingFiles.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <algorithm>

namespace cw::gui {
namespace {

constexpr qint64 kMostBytes = 1 << 20; // no protocol is that long

void take(HangingFiles& files, viewers::HangingProtocol protocol, core::ImageKind kind) {
    if (protocol.kind != kind)
        return;
    const auto same = std::find_if(files.protocols.begin(), files.protocols.end(),
                                   [&](const auto& each) { return each.id == protocol.id; });
    if (same == files.protocols.end())
        files.protocols.push_back(std::move(protocol));
    else
        *same = std::move(protocol);
}

} // namespace

HangingFiles hangingFiles(core::ImageKind kind, const QString& folder) {
    HangingFiles files;
    files.protocols.push_back(viewers::builtInProtocol(kind));
    if (folder.isEmpty())
        return files;
    for (const auto& info : QDir(folder).entryInfoList({"*.json"}, QDir::Files, QDir::Name)) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly) || file.size() > kMostBytes) {
            files.faults << QCoreApplication::translate("HangingFiles", "%1 cannot be read")
                                .arg(info.fileName());
            continue;
        }
        auto reading = viewers::readProtocol(file.readAll());
        if (reading.protocol)
            take(files, std::move(*reading.protocol), kind);
        else
            files.faults << QStringLiteral("%1, %2").arg(info.fileName(),
                                                         viewers::words(reading.fault));
    }
    return files;
}

QString usualHangingFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) +
           QStringLiteral("/hanging");
}

bool writeBuiltInHangings(const QString& folder) {
    if (!QDir().mkpath(folder))
        return false;
    for (const auto& [kind, name] : {std::pair{core::ImageKind::Mammography, "mammography.json"},
                                     {core::ImageKind::Fundus, "fundus.json"}}) {
        QFile file(QDir(folder).filePath(QLatin1String(name)));
        const auto text = viewers::builtInProtocolFile(kind);
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) ||
            file.write(text) != text.size())
            return false;
    }
    return true;
}

} // namespace cw::gui
