// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/PixelEvents.h"
#include <algorithm>
#include <array>
#include <fstream>
#include <nlohmann/json.hpp>

namespace cw::anonymizer {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kLayers{TextLayer::Pixels, TextLayer::SpareBits, TextLayer::Overlay,
                             TextLayer::Icon};

Json jsonOf(const core::RectPx& box) {
    return Json::array({box.left, box.top, box.right, box.bottom});
}

core::RectPx boxFrom(const Json& json) {
    return {json.at(0).get<double>(), json.at(1).get<double>(), json.at(2).get<double>(),
            json.at(3).get<double>()};
}

Json jsonOf(const TextBox& box) {
    return {{"box", jsonOf(box.box)}, {"frame", box.frame},           {"layer", name(box.layer)},
            {"match", box.match},     {"confidence", box.confidence}, {"content", box.content}};
}

TextBox textBoxFrom(const Json& json) {
    TextBox box;
    box.box = boxFrom(json.at("box"));
    box.frame = json.at("frame").get<int>();
    for (const TextLayer layer : kLayers)
        if (json.at("layer").get<std::string>() == name(layer))
            box.layer = layer;
    box.match = json.at("match").get<std::string>();
    box.confidence = json.at("confidence").get<int>();
    box.content = json.at("content").get<std::string>();
    return box;
}

Json jsonOf(const PixelDevice& device) {
    return {{"manufacturer", device.manufacturer},
            {"model", device.model},
            {"rows", device.rows},
            {"columns", device.columns},
            {"laterality", device.laterality},
            {"view", device.view}};
}

PixelDevice deviceFrom(const Json& json) {
    return {json.at("manufacturer").get<std::string>(),
            json.at("model").get<std::string>(),
            json.at("rows").get<int>(),
            json.at("columns").get<int>(),
            json.at("laterality").get<std::string>(),
            json.at("view").get<std::string>()};
}

template <class T>
Json listOf(const std::vector<T>& values) {
    Json list = Json::array();
    for (const T& each : values)
        list.push_back(jsonOf(each));
    return list;
}

PixelVerdict verdictFrom(const Json& json) {
    return json.at("verdict").get<std::string>() == "hide" ? PixelVerdict::Hide
                                                           : PixelVerdict::Keep;
}

// A maker's name may hold any bytes: what is no UTF-8 is written as U+FFFD, never thrown about.
std::string lineOf(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json event(const char* what, const std::string& source, const std::string& at) {
    return {{"event", what}, {"at", at}, {"source", source}};
}

void takeVerdict(const Json& json, PixelEvents::Item& item) {
    for (const Json& each : json.at("boxes")) {
        QueuedBox judged{.box = textBoxFrom(each), .verdict = verdictFrom(json)};
        judged.scope = json.at("scope").get<std::string>() == "device" ? PixelScope::Device
                                                                       : PixelScope::Image;
        judged.by = json.at("by").get<std::string>();
        judged.reason = json.at("reason").get<std::string>();
        judged.at = json.at("at").get<std::string>();
        item.verdicts.push_back(std::move(judged));
    }
    for (const Json& each : json.at("drawn")) {
        item.drawn.push_back(boxFrom(each));
        item.drawnBy = json.at("by").get<std::string>();
    }
}

bool takeEvent(const Json& json, std::map<std::string, PixelEvents::Item>& items) {
    const auto what = json.at("event").get<std::string>();
    const auto source = json.at("source").get<std::string>();
    if (what == "note")
        return true;
    PixelEvents::Item item = items[source]; // changed whole or not at all
    if (what == "found") {
        item.device = deviceFrom(json.at("device"));
        item.frames = json.at("frames").get<int>();
        item.found.clear();
        for (const Json& each : json.at("boxes"))
            item.found.push_back(textBoxFrom(each));
    } else if (what == "verdict") {
        takeVerdict(json, item);
    } else if (what == "touches lesion") {
        item.touched = json.at("lesions").get<std::vector<std::size_t>>();
        item.signedBy.clear();
    } else if (what == "signed") {
        item.signedBy = json.at("by").get<std::string>();
    } else {
        return false;
    }
    items[source] = std::move(item);
    return true;
}

PixelTemplate templateFrom(const Json& json) {
    return {deviceFrom(json.at("device")),    boxFrom(json.at("box")),
            json.at("frame").get<int>(),      verdictFrom(json),
            json.at("by").get<std::string>(), json.at("reason").get<std::string>(),
            json.at("at").get<std::string>()};
}

bool endsTorn(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    if (!in || in.tellg() <= 0)
        return false;
    in.seekg(-1, std::ios::end);
    return in.get() != '\n';
}

template <class Take>
Result<void> readLines(const std::filesystem::path& file, Take take) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        return {};
    CW_TRY(const std::string text, core::readText(file));
    std::size_t begin = 0, lines = 0, taken = 0;
    while (begin < text.size()) {
        const auto end = std::min(text.find('\n', begin), text.size());
        if (end > begin) {
            ++lines;
            taken += take(std::string_view(text).substr(begin, end - begin)) ? 1U : 0U;
        }
        begin = end + 1;
    }
    // A crash tears a line here and there; a file of nothing else is somebody else's.
    if (lines > 1 && taken == 0)
        return fail(ErrorCode::Malformed, "this is no queue of pixel findings");
    return {};
}

} // namespace

std::string PixelEvents::found(const std::string& source, const Item& item, const std::string& at) {
    Json json = event("found", source, at);
    json["device"] = jsonOf(item.device);
    json["frames"] = item.frames;
    json["boxes"] = listOf(item.found);
    std::string line = lineOf(json);
    take(line);
    return line;
}

std::string PixelEvents::verdict(const PixelDecision& decision, const std::vector<TextBox>& boxes,
                                 const std::string& at) {
    Json json = event("verdict", decision.source, at);
    json["verdict"] = name(decision.verdict);
    json["scope"] = name(decision.scope);
    json["by"] = decision.by;
    json["reason"] = decision.reason;
    json["boxes"] = listOf(boxes);
    json["drawn"] = listOf(decision.drawn);
    std::string line = lineOf(json);
    take(line);
    return line;
}

std::string PixelEvents::touches(const std::string& source, const std::vector<std::size_t>& lesions,
                                 const std::string& at) {
    Json json = event("touches lesion", source, at);
    json["lesions"] = lesions;
    std::string line = lineOf(json);
    take(line);
    return line;
}

std::string PixelEvents::signedOff(const std::string& source, const std::string& by,
                                   const std::string& at) {
    Json json = event("signed", source, at);
    json["by"] = by;
    std::string line = lineOf(json);
    take(line);
    return line;
}

std::string PixelEvents::note(const std::string& source, const std::string& what,
                              const std::string& at) {
    Json json = event("note", source, at);
    json["what"] = what;
    return lineOf(json);
}

std::string PixelEvents::pattern(const PixelTemplate& pattern) {
    const Json json = {
        {"at", pattern.at},        {"device", jsonOf(pattern.device)}, {"box", jsonOf(pattern.box)},
        {"frame", pattern.frame},  {"verdict", name(pattern.verdict)}, {"by", pattern.by},
        {"reason", pattern.reason}};
    std::string line = lineOf(json);
    takePattern(line);
    return line;
}

bool PixelEvents::take(std::string_view line) try {
    return takeEvent(Json::parse(line), m_items);
} catch (const std::exception&) {
    return false;
}

bool PixelEvents::takePattern(std::string_view line) try {
    PixelTemplate pattern = templateFrom(Json::parse(line));
    std::erase_if(m_templates, [&](const PixelTemplate& each) {
        return each.device == pattern.device && each.box == pattern.box &&
               each.frame == pattern.frame;
    });
    m_templates.push_back(std::move(pattern));
    return true;
} catch (const std::exception&) {
    return false;
}

const PixelEvents::Item* PixelEvents::find(const std::string& source) const {
    const auto found = m_items.find(source);
    return found == m_items.end() ? nullptr : &found->second;
}

Result<PixelLog> PixelLog::open(const std::filesystem::path& queue,
                                const std::filesystem::path& templates, PixelEvents& events) {
    PixelLog log;
    log.m_queuePath = queue;
    log.m_templatePath = templates;
    CW_CHECK(readLines(queue, [&](std::string_view line) { return events.take(line); }));
    CW_CHECK(readLines(templates, [&](std::string_view line) { return events.takePattern(line); }));
    return log;
}

Result<void> PixelLog::append(const std::string& line) { return write(m_queue, m_queuePath, line); }
Result<void> PixelLog::appendTemplate(const std::string& line) {
    return write(m_templates, m_templatePath, line);
}

Result<void> PixelLog::write(std::optional<core::AppendFile>& file,
                             const std::filesystem::path& path, const std::string& line) {
    if (!file) {
        const bool torn = endsTorn(path);
        CW_TRY(file, core::AppendFile::open(path));
        if (torn) // or the new line would be lost with the torn one
            CW_CHECK(file->append(""));
    }
    return file->append(line);
}

} // namespace cw::anonymizer
