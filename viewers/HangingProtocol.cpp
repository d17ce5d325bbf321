// SPDX-License-Identifier: Apache-2.0
#include "viewers/HangingProtocol.h"

#include "core/Result.h"
#include "viewers/HangingProtocolFile.h"

#include <QFile>
#include <algorithm>

// Resources of a static library are not found unless somebody asks; the macro wants no namespace.
static void initProtocols() { Q_INIT_RESOURCE(protocols); }

namespace cw::viewers {

const ProtocolStep* HangingProtocol::step(int key) const {
    const auto it = std::find_if(steps.begin(), steps.end(),
                                 [key](const ProtocolStep& step) { return step.key == key; });
    return it == steps.end() ? nullptr : &*it;
}

QByteArray builtInProtocolFile(core::ImageKind kind) {
    initProtocols();
    QFile file(kind == core::ImageKind::Mammography ? QStringLiteral(":/hanging/mammography.json")
                                                    : QStringLiteral(":/hanging/fundus.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const HangingProtocol& builtInProtocol(core::ImageKind kind) {
    const auto made = [](core::ImageKind of) {
        auto reading = readProtocol(builtInProtocolFile(of));
        CW_ASSERT(reading.protocol.has_value());
        return std::move(*reading.protocol);
    };
    static const auto mammography = made(core::ImageKind::Mammography);
    static const auto fundus = made(core::ImageKind::Fundus);
    return kind == core::ImageKind::Mammography ? mammography : fundus;
}

} // namespace cw::viewers
