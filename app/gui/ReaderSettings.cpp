// SPDX-License-Identifier: Apache-2.0
#include "app/gui/ReaderSettings.h"

#include "app/gui/SettingsFile.h"

#include <QUrl>

namespace cw::gui {
namespace {

constexpr const char* kAnybodysGeometry = "window/geometry";

QString hangingOf(core::ImageKind kind) {
    const auto name = core::name(kind);
    return QStringLiteral("hanging-") +
           QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace

ReaderSettings::ReaderSettings(core::ReaderId reader) : m_reader(std::move(reader)) {}

QString ReaderSettings::key(const QString& name) const {
    // A slash in a reader's name would open another group; "%nobody" cannot be a coded name.
    const auto group = m_reader.empty() ? QStringLiteral("%nobody")
                                        : QString::fromLatin1(QUrl::toPercentEncoding(
                                              QString::fromStdString(m_reader.text()), " +@"));
    return QStringLiteral("reader/%1/%2").arg(group, name);
}

std::map<QString, QString> ReaderSettings::keys() const {
    // Pairs, one after the other: a key's own name may hold characters that mean something here.
    const auto list = settingsFile().value(key("keys")).toStringList();
    std::map<QString, QString> keys;
    for (qsizetype i = 0; i + 1 < list.size(); i += 2)
        keys[list[i]] = list[i + 1];
    return keys;
}

bool ReaderSettings::setKeys(const std::map<QString, QString>& keys) {
    QStringList list;
    for (const auto& [from, to] : keys)
        list << from << to;
    auto settings = settingsFile();
    settings.setValue(key("keys"), list);
    settings.sync();
    return settings.status() == QSettings::NoError;
}

bool ReaderSettings::folded(const QString& panel) const {
    return settingsFile().value(key("folded/" + panel), false).toBool();
}

void ReaderSettings::setFolded(const QString& panel, bool folded) {
    settingsFile().setValue(key("folded/" + panel), folded);
}

QString ReaderSettings::hanging(core::ImageKind kind) const {
    return settingsFile().value(key(hangingOf(kind))).toString();
}

void ReaderSettings::setHanging(core::ImageKind kind, const QString& protocol) {
    settingsFile().setValue(key(hangingOf(kind)), protocol);
}

QByteArray ReaderSettings::geometry() const {
    const auto settings = settingsFile();
    return settings.value(key("geometry"), settings.value(kAnybodysGeometry)).toByteArray();
}

void ReaderSettings::setGeometry(const QByteArray& geometry) {
    auto settings = settingsFile();
    settings.setValue(key("geometry"), geometry);
    settings.setValue(kAnybodysGeometry, geometry);
}

} // namespace cw::gui
