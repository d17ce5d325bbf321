// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/detail/ImageFacts.h"

#include "app/workflow/FileSort.h"
#include "core/Files.h"
#include "core/Sha256.h"
#include "dicom/Instance.h"
#include "imaging/Picture.h"

#include <charconv>
#include <fstream>
#include <nlohmann/json.hpp>

namespace cw::workflow::detail {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr int kVersion = 1; // of the line; raise it when the hashes' definition changes

std::string hexOf(std::span<const std::uint64_t> words) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(words.size() * 16);
    for (const auto word : words)
        for (unsigned shift = 64; shift > 0; shift -= 4)
            text += digits[word >> (shift - 4) & 15U];
    return text;
}

bool readHex(std::string_view text, std::span<std::uint64_t> words) {
    if (text.size() != words.size() * 16)
        return false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto part = text.substr(i * 16, 16);
        const auto [end, error] =
            std::from_chars(part.data(), part.data() + part.size(), words[i], 16);
        if (error != std::errc{} || end != part.data() + part.size())
            return false;
    }
    return true;
}

// Two hexadecimal digits a sample would double the file; two samples a letter pair keep it at 4/3.
constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string packed(std::span<const std::int8_t> values) {
    std::string text;
    text.reserve((values.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < values.size(); i += 3) {
        std::uint32_t three = 0;
        for (std::size_t k = 0; k < 3; ++k)
            three = three << 8U |
                    (i + k < values.size() ? static_cast<std::uint8_t>(values[i + k]) : 0U);
        for (unsigned shift = 24; shift > 0; shift -= 6)
            text += kBase64[three >> (shift - 6) & 63U];
    }
    return text;
}

bool unpack(std::string_view text, std::span<std::int8_t> values) {
    static const std::array<std::int8_t, 256> worth = [] {
        std::array<std::int8_t, 256> table;
        table.fill(-1);
        for (std::size_t i = 0; i < 64; ++i)
            table[static_cast<unsigned char>(kBase64[i])] = static_cast<std::int8_t>(i);
        return table;
    }();
    if (text.size() != (values.size() + 2) / 3 * 4)
        return false;
    for (std::size_t i = 0, at = 0; i < values.size(); i += 3) {
        std::uint32_t three = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            const auto value = worth[static_cast<unsigned char>(text[at++])];
            if (value < 0)
                return false;
            three = three << 6U | static_cast<std::uint32_t>(value);
        }
        for (std::size_t k = 0; k < 3 && i + k < values.size(); ++k)
            values[i + k] = static_cast<std::int8_t>(three >> (16 - 8 * k) & 255U);
    }
    return true;
}

Json jsonOf(const imaging::PerceptualHash& hash) {
    return {{"dct", hexOf(hash.dct)},
            {"difference", hexOf(hash.difference)},
            {"detail", packed(hash.detail)}};
}

bool readHash(const Json& json, imaging::PerceptualHash& hash) {
    return json.is_object() && json.contains("dct") && json["dct"].is_string() &&
           json.contains("difference") && json["difference"].is_string() &&
           json.contains("detail") && json["detail"].is_string() &&
           readHex(json["dct"].get_ref<const std::string&>(), hash.dct) &&
           readHex(json["difference"].get_ref<const std::string&>(), hash.difference) &&
           unpack(json["detail"].get_ref<const std::string&>(), hash.detail);
}

Json jsonOf(const core::ImageId& id, const ImageFacts& facts) {
    Json json{{"version", kVersion}, {"image", id.text()}, {"readable", facts.readable}};
    if (!facts.readable)
        return json;
    json["pixels"] = facts.print.pixelSha256;
    json["whole"] = jsonOf(facts.print.whole);
    if (facts.print.field)
        json["field"] = jsonOf(*facts.print.field);
    const auto& m = facts.measures;
    json["measures"] = {m.spread, m.fieldShare, m.saturated, m.crushed};
    json["wall"] = m.chestWall ? std::string(1, m.chestWall) : std::string();
    json["eye"] = core::name(facts.eye);
    json["accession"] = facts.accession;
    return json;
}

/// nullptr: not a line of ours.
std::shared_ptr<const ImageFacts> factsFrom(const Json& json) {
    auto facts = std::make_shared<ImageFacts>();
    facts->readable = json.value("readable", false);
    if (!facts->readable)
        return facts;
    facts->print.pixelSha256 = json.value("pixels", std::string());
    if (!json.contains("whole") || !readHash(json["whole"], facts->print.whole))
        return nullptr;
    if (json.contains("field") && !readHash(json["field"], facts->print.field.emplace()))
        return nullptr;
    const auto measures = json.value("measures", std::vector<double>());
    if (measures.size() != 4)
        return nullptr;
    facts->measures = {measures[0], measures[1], measures[2], measures[3], 0};
    const auto wall = json.value("wall", std::string());
    facts->measures.chestWall = wall.empty() ? '\0' : wall[0];
    facts->eye = core::lateralityFrom(json.value("eye", std::string()));
    facts->accession = json.value("accession", std::string());
    return facts;
}

} // namespace

ImageFacts factsOf(std::span<const std::byte> bytes, const core::ImageAttributes& attributes) {
    ImageFacts facts;
    const auto loaded = loadStoredImage(bytes, attributes);
    if (!loaded)
        return facts;
    const auto& image = *loaded->image;
    auto print = imaging::fingerprintOf(image, imaging::fieldBox(image, attributes.kind));
    auto measures = imaging::measuresOf(image, attributes.kind);
    if (!print || !measures)
        return facts;
    facts.readable = true;
    facts.print = std::move(*print);
    facts.measures = *measures;
    if (attributes.kind == core::ImageKind::Fundus) {
        imaging::Picture picture{image};
        facts.eye = imaging::fundusAttributes(picture).laterality;
    }
    if (sortOf(bytes) == FileSort::Dicom) {
        dicom::ReadLimits limits;
        limits.headerOnly = true;
        if (const auto header = dicom::readInstance(bytes, limits))
            if (const auto accession = header->text({0x0008, 0x0050}).value_or("");
                !accession.empty())
                facts.accession = core::sha256Hex("accession " + accession).substr(0, 16);
    }
    return facts;
}

Result<FactsByImage> FactsFile::read() const {
    FactsByImage known;
    std::ifstream stream(m_file, std::ios::binary);
    for (std::string line; std::getline(stream, line);) {
        try {
            const auto json = Json::parse(line, nullptr, false);
            if (!json.is_object() || json.value("version", 0) != kVersion)
                continue;
            const core::ImageId id(json.value("image", std::string()));
            if (auto facts = factsFrom(json); facts && !id.empty())
                known[id] = std::move(facts);
        } catch (const Json::exception&) { // a field of another kind: not a line of ours
            continue;
        }
    }
    return known;
}

Result<void> FactsFile::add(const FactsByImage& facts) const {
    if (facts.empty())
        return {};
    std::string lines = "\n"; // after a line that a crash tore; empty lines are passed over
    for (const auto& [id, fact] : facts)
        lines += jsonOf(id, *fact).dump() + "\n";
    std::error_code error;
    fs::create_directories(m_file.parent_path(), error);
    CW_TRY(auto file, core::AppendFile::open(m_file));
    CW_CHECK(file.appendUnsynced(lines));
    return file.sync();
}

} // namespace cw::workflow::detail
