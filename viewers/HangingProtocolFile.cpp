// SPDX-License-Identifier: Apache-2.0
#include "viewers/HangingProtocolFile.h"

#include "viewers/detail/JsonLines.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace cw::viewers {
namespace {

using core::ImageKind;
using core::Laterality;
using core::ViewPosition;
using Kind = ProtocolFault::Kind;

constexpr const char* kFormat = "concord-hanging-1";

/// One object of the file. Remembers the first fault and where it stands; reading goes on with
/// harmless values, so that nobody but readProtocol() has to ask.
class Entries {
public:
    Entries(QJsonObject object, QString path, const QHash<QString, int>& lines,
            std::optional<ProtocolFault>& first)
        : m_object(std::move(object)), m_path(std::move(path)), m_lines(lines), m_first(first) {}

    void fault(Kind kind, const QString& entry) const {
        if (!m_first)
            m_first = {kind, m_lines.value(pathOf(entry), m_lines.value(m_path, 1)), entry};
    }
    void allow(std::initializer_list<const char*> names) const {
        for (const auto& name : m_object.keys())
            if (std::none_of(names.begin(), names.end(),
                             [&](const char* each) { return name == QLatin1String(each); }))
                fault(Kind::UnknownEntry, name);
    }
    bool has(const QString& name) const { return m_object.contains(name); }
    QString text(const QString& name) const {
        const auto value = needed(name);
        if (!value.isString() || value.toString().trimmed().isEmpty())
            fault(Kind::WrongValue, name);
        return value.toString();
    }
    int number(const QString& name, int lowest, int highest) const {
        const int whole = needed(name).toInt(lowest - 1); // the default for what is no whole number
        if (whole >= lowest && whole <= highest)
            return whole;
        fault(Kind::WrongValue, name);
        return lowest;
    }
    bool flag(const QString& name) const {
        if (has(name) && !m_object.value(name).isBool())
            fault(Kind::WrongValue, name);
        return m_object.value(name).toBool(false);
    }
    Entries object(const QString& name) const {
        const auto value = needed(name);
        if (!value.isObject())
            fault(Kind::WrongValue, name);
        return {value.toObject(), pathOf(name), m_lines, m_first};
    }
    std::vector<Entries> objects(const QString& name) const {
        const auto array = needed(name).toArray();
        if (array.isEmpty())
            fault(Kind::WrongValue, name);
        std::vector<Entries> all;
        for (qsizetype i = 0; i < array.size(); ++i) {
            if (!array[i].isObject())
                fault(Kind::WrongValue, name);
            all.emplace_back(array[i].toObject(), pathOf(name) + '/' + QString::number(i), m_lines,
                             m_first);
        }
        return all;
    }
    /// A word or a list of words.
    QStringList words(const QString& name) const {
        const auto value = m_object.value(name);
        QStringList list;
        if (value.isString())
            list << value.toString();
        for (const auto& each : value.toArray())
            list << each.toString();
        if (list.isEmpty())
            fault(Kind::WrongValue, name);
        return list;
    }

private:
    QString pathOf(const QString& name) const {
        return m_path.isEmpty() ? name : m_path + '/' + name;
    }
    QJsonValue needed(const QString& name) const {
        if (!has(name))
            fault(Kind::MissingEntry, name);
        return m_object.value(name);
    }
    QJsonObject m_object;
    QString m_path;
    const QHash<QString, int>& m_lines;
    std::optional<ProtocolFault>& m_first;
};

ProtocolWords wordsOf(const Entries& entries) {
    entries.allow({"en", "ko"});
    return {entries.text("en").toStdString(), entries.text("ko").toStdString()};
}

Laterality sideOf(const Entries& entries) {
    const auto side = core::lateralityFrom(entries.text("side").toStdString());
    if (side != Laterality::Right && side != Laterality::Left)
        entries.fault(Kind::WrongValue, "side");
    return side;
}

ProtocolPlace placeOf(const Entries& entries, const ProtocolPage& page) {
    entries.allow({"row", "column", "side", "view", "exam"});
    ProtocolPlace place;
    place.row = entries.number("row", 1, page.rows) - 1;
    place.column = entries.number("column", 1, page.columns) - 1;
    if (entries.has("side"))
        place.filter.side = sideOf(entries);
    if (entries.has("view"))
        for (const auto& word : entries.words("view")) {
            const auto view = core::viewPositionFrom(word.toStdString());
            if (view == ViewPosition::Unknown)
                entries.fault(Kind::WrongValue, "view");
            place.filter.views.push_back(view);
        }
    if (entries.has("exam")) {
        const auto exam = entries.text("exam");
        if (exam != "current" && exam != "prior")
            entries.fault(Kind::WrongValue, "exam");
        place.filter.exam = exam == "prior" ? Exam::Prior : Exam::Current;
    }
    for (const auto& other : page.places)
        if (other.row == place.row && other.column == place.column)
            entries.fault(Kind::PlaceTwice, "column");
    return place;
}

ProtocolPage pageOf(const Entries& entries) {
    entries.allow({"rows", "columns", "places"});
    ProtocolPage page;
    page.rows = entries.number("rows", 1, kMostRows);
    page.columns = entries.number("columns", 1, kMostColumns);
    for (const auto& place : entries.objects("places"))
        page.places.push_back(placeOf(place, page));
    return page;
}

ProtocolStep stepOf(const Entries& entries) {
    entries.allow({"key", "name", "button", "scale", "further", "layout", "side", "pages"});
    ProtocolStep step;
    step.key = entries.number("key", 1, kHighestStepKey);
    step.name = wordsOf(entries.object("name"));
    step.button = entries.has("button") ? wordsOf(entries.object("button")) : step.name;
    if (entries.has("scale")) {
        const auto scale = entries.text("scale");
        if (scale != "same-size" && scale != "quadrants")
            entries.fault(Kind::WrongValue, "scale");
        step.scale = scale == "quadrants" ? StepScale::Quadrants : StepScale::SameSize;
    }
    step.further = entries.flag("further");
    if (entries.has("layout") && entries.text("layout") != "by-side")
        entries.fault(Kind::WrongValue, "layout");
    step.bySide = entries.has("layout");
    if (entries.has("side")) {
        if (!step.bySide) // of fixed places every place has its own
            entries.fault(Kind::UnknownEntry, "side");
        step.onlySide = sideOf(entries);
    }
    if (step.bySide && entries.has("pages"))
        entries.fault(Kind::UnknownEntry, "pages");
    if (!step.bySide)
        for (const auto& page : entries.objects("pages"))
            step.pages.push_back(pageOf(page));
    return step;
}

HangingProtocol protocolOf(const Entries& entries) {
    if (entries.text("format") != kFormat)
        entries.fault(Kind::WrongFormat, "format");
    entries.allow({"format", "id", "name", "kind", "steps"});
    HangingProtocol protocol;
    protocol.id = entries.text("id").toStdString();
    protocol.name = wordsOf(entries.object("name"));
    const auto kind = core::imageKindFrom(entries.text("kind").toStdString());
    if (kind && *kind != ImageKind::Other)
        protocol.kind = *kind;
    else
        entries.fault(Kind::WrongValue, "kind");
    for (const auto& each : entries.objects("steps")) {
        auto step = stepOf(each);
        if (protocol.step(step.key))
            each.fault(Kind::KeyTwice, "key");
        protocol.steps.push_back(std::move(step));
    }
    return protocol;
}

QJsonObject jsonOf(const ProtocolWords& words) {
    return {{"en", QString::fromStdString(words.english)},
            {"ko", QString::fromStdString(words.korean)}};
}

QString nameOf(Laterality side) { return QString::fromUtf8(core::name(side).data()); }

QJsonObject jsonOf(const ProtocolPlace& place) {
    QJsonObject json{{"row", place.row + 1}, {"column", place.column + 1}};
    if (place.filter.side)
        json["side"] = nameOf(*place.filter.side);
    QJsonArray views;
    for (const auto view : place.filter.views)
        views.append(QString::fromUtf8(core::name(view).data()));
    if (!views.isEmpty())
        json["view"] = views;
    if (place.filter.exam == Exam::Prior)
        json["exam"] = "prior";
    return json;
}

QJsonObject jsonOf(const ProtocolStep& step) {
    QJsonObject json{{"key", step.key},
                     {"name", jsonOf(step.name)},
                     {"button", jsonOf(step.button)},
                     {"further", step.further},
                     {"scale", step.scale == StepScale::Quadrants ? "quadrants" : "same-size"}};
    if (step.bySide)
        json["layout"] = "by-side";
    if (step.onlySide)
        json["side"] = nameOf(*step.onlySide);
    QJsonArray pages;
    for (const auto& page : step.pages) {
        QJsonArray places;
        for (const auto& place : page.places)
            places.append(jsonOf(place));
        pages.append(
            QJsonObject{{"rows", page.rows}, {"columns", page.columns}, {"places", places}});
    }
    if (!pages.isEmpty())
        json["pages"] = pages;
    return json;
}

} // namespace

ProtocolReading readProtocol(const QByteArray& json) {
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return {std::nullopt, {Kind::NotJson, detail::lineAt(json, error.offset), {}}};
    if (!document.isObject())
        return {std::nullopt, {Kind::WrongFormat, 1, "format"}};
    const auto lines = detail::linesOf(json);
    std::optional<ProtocolFault> first;
    auto protocol = protocolOf(Entries(document.object(), {}, lines, first));
    if (first)
        return {std::nullopt, *first};
    return {std::move(protocol), {}};
}

QByteArray writeProtocol(const HangingProtocol& protocol) {
    QJsonArray steps;
    for (const auto& step : protocol.steps)
        steps.append(jsonOf(step));
    const auto kind = core::name(protocol.kind);
    return QJsonDocument(QJsonObject{{"format", kFormat},
                                     {"id", QString::fromStdString(protocol.id)},
                                     {"name", jsonOf(protocol.name)},
                                     {"kind", QString::fromUtf8(kind.data())},
                                     {"steps", steps}})
        .toJson();
}

QString words(const ProtocolFault& fault) {
    const char* text = "";
    switch (fault.kind) {
    case Kind::NotJson:
        text = QT_TRANSLATE_NOOP("HangingProtocol", "line %1: not JSON from here on");
        break;
    case Kind::WrongFormat:
        text = QT_TRANSLATE_NOOP("HangingProtocol",
                                 "line %1: \"%2\" must say that this is a hanging protocol");
        break;
    case Kind::MissingEntry:
        text = QT_TRANSLATE_NOOP("HangingProtocol", "line %1: \"%2\" is missing");
        break;
    case Kind::UnknownEntry:
        text = QT_TRANSLATE_NOOP("HangingProtocol", "line %1: \"%2\" does not belong here");
        break;
    case Kind::WrongValue:
        text =
            QT_TRANSLATE_NOOP("HangingProtocol", "line %1: \"%2\" has a value that is not known");
        break;
    case Kind::KeyTwice:
        text = QT_TRANSLATE_NOOP("HangingProtocol", "line %1: this key already has a step");
        break;
    case Kind::PlaceTwice:
        text = QT_TRANSLATE_NOOP("HangingProtocol", "line %1: this cell of the grid is taken");
        break;
    }
    const auto sentence = QCoreApplication::translate("HangingProtocol", text).arg(fault.line);
    return sentence.contains("%2") ? sentence.arg(fault.entry) : sentence;
}

QString words(const ProtocolWords& words) {
    // Translated by the language's own two letters.
    const auto language =
        QCoreApplication::translate("HangingProtocol", "en", "two letters of this language");
    return QString::fromStdString(language == "ko" ? words.korean : words.english);
}

} // namespace cw::viewers
