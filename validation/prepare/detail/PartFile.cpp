// SPDX-License-Identifier: Apache-2.0
#include "validation/prepare/detail/PartFile.h"

#include "core/Files.h"

#include <cstdio>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

namespace cw::validation {
namespace detail {
namespace {

using Json = nlohmann::json;
constexpr int kFormat = 1;

/// The data file while it is built: 8-byte aligned numbers first, pixels behind them.
class Data {
public:
    std::uint64_t add(std::span<const std::byte> bytes) {
        const std::uint64_t offset = m_bytes.size();
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
        return offset;
    }
    std::span<const std::byte> bytes() const { return m_bytes; }

private:
    std::vector<std::byte> m_bytes;
};

Json placeOf(const std::optional<core::Image>& image, Data& data) {
    if (!image)
        return nullptr;
    CW_ASSERT(image->sampleType() == core::SampleType::U8);
    return Json{{"offset", data.add(image->bytes())},
                {"width", image->width()},
                {"height", image->height()},
                {"samples", image->samplesPerPixel()}};
}

Json entryOf(const PreparedPicture& picture, Data& data) {
    Json entry{{"image", picture.image}};
    if (!picture.fault.empty()) {
        entry["fault"] = picture.fault;
        return entry;
    }
    entry["file_sha256"] = picture.fileSha256;
    entry["pixel_sha256"] = picture.pixelSha256;
    entry["size"] = {picture.width, picture.height, picture.samplesPerPixel, picture.bitsStored};
    for (const auto& [name, block] : picture.blocks)
        entry["blocks"][name] =
            data.add(std::as_bytes(std::span(block.values.data(), block.values.size())));
    entry["input"] = placeOf(picture.input, data);
    entry["reduced"] = placeOf(picture.reduced, data);
    return entry;
}

PixelPlace placeFrom(const Json& json) {
    if (!json.is_object())
        return {};
    return {json.at("offset").get<std::uint64_t>(), json.at("width").get<int>(),
            json.at("height").get<int>(), json.at("samples").get<int>()};
}

bool within(const PixelPlace& place, std::uint64_t bytes) {
    const auto size = static_cast<std::uint64_t>(place.width) *
                      static_cast<std::uint64_t>(place.height) *
                      static_cast<std::uint64_t>(place.samples);
    return place.width >= 0 && place.height >= 0 && place.samples >= 0 && place.offset <= bytes &&
           size <= bytes - place.offset;
}

/// Numbers are read into memory; where they stand was checked against the file's size.
Result<imaging::FeatureVector> numbersAt(std::ifstream& file, std::uint64_t offset,
                                         const std::vector<std::string>& columns) {
    imaging::FeatureVector block{columns, std::vector<double>(columns.size())};
    file.seekg(static_cast<std::streamoff>(offset));
    file.read(reinterpret_cast<char*>(block.values.data()),
              static_cast<std::streamsize>(columns.size() * sizeof(double)));
    if (!file)
        return fail(ErrorCode::Corrupt, "a part of the prepared pictures is torn");
    return block;
}

struct Reader {
    std::ifstream file;
    std::uint64_t bytes = 0;
    std::map<std::string, std::vector<std::string>> columns;
};

Result<void> readEntry(const Json& json, Reader& reader, PartContent& content) {
    PreparedPicture picture;
    Places places;
    picture.image = json.at("image").get<std::string>();
    picture.fault = json.value("fault", "");
    if (picture.fault.empty()) {
        picture.fileSha256 = json.at("file_sha256").get<std::string>();
        picture.pixelSha256 = json.at("pixel_sha256").get<std::string>();
        const auto size = json.at("size").get<std::array<int, 4>>();
        picture.width = size[0];
        picture.height = size[1];
        picture.samplesPerPixel = size[2];
        picture.bitsStored = size[3];
        if (json.contains("blocks"))
            for (const auto& [name, offset] : json.at("blocks").items()) {
                CW_TRY(picture.blocks[name], numbersAt(reader.file, offset.get<std::uint64_t>(),
                                                       reader.columns.at(name)));
            }
        places.input = placeFrom(json.at("input"));
        places.reduced = placeFrom(json.at("reduced"));
        if (!within(places.input, reader.bytes) || !within(places.reduced, reader.bytes))
            return fail(ErrorCode::Corrupt, "a part of the prepared pictures is torn");
    }
    content.pictures.push_back(std::move(picture));
    content.places.push_back(places);
    return {};
}

} // namespace

std::filesystem::path dataFileOf(const std::filesystem::path& partJson) {
    auto data = partJson;
    return data.replace_extension(".data");
}

Result<PartContent> readPart(const std::filesystem::path& partJson) {
    CW_TRY(const auto text, core::readText(partJson));
    PartContent content;
    try {
        const Json json = Json::parse(text);
        if (json.at("format").get<int>() != kFormat)
            return fail(ErrorCode::Unsupported,
                        "the prepared pictures are of another version of this program");
        Reader reader;
        reader.file.open(dataFileOf(partJson), std::ios::binary);
        std::error_code missing;
        reader.bytes = std::filesystem::file_size(dataFileOf(partJson), missing);
        if (!reader.file || missing || reader.bytes != json.at("bytes").get<std::uint64_t>())
            return fail(ErrorCode::Corrupt, "a part of the prepared pictures is torn");
        reader.columns = json.at("columns").get<decltype(reader.columns)>();
        for (const Json& entry : json.at("pictures"))
            CW_CHECK(readEntry(entry, reader, content));
    } catch (const std::exception&) {
        return fail(ErrorCode::Corrupt, "a part of the prepared pictures cannot be understood");
    }
    return content;
}

Result<core::Image> readPixels(const std::filesystem::path& dataFile, const PixelPlace& place) {
    if (place.width == 0)
        return fail(ErrorCode::NotFound, "the picture was prepared without these pixels");
    CW_TRY(auto image,
           core::Image::create(place.width, place.height, place.samples, core::SampleType::U8,
                               place.samples == 3 ? core::PixelMeaning::Rgb
                                                  : core::PixelMeaning::Monochrome2));
    std::ifstream file(dataFile, std::ios::binary);
    file.seekg(static_cast<std::streamoff>(place.offset));
    file.read(reinterpret_cast<char*>(image.bytes().data()),
              static_cast<std::streamsize>(image.bytes().size()));
    if (!file)
        return fail(ErrorCode::IoFailure, "prepared pixels cannot be read");
    return image;
}

} // namespace detail

Result<void> writePart(const std::filesystem::path& folder, int part,
                       std::span<const PreparedPicture> pictures) {
    std::map<std::string, std::vector<std::string>> columns;
    for (const PreparedPicture& picture : pictures)
        for (const auto& [name, block] : picture.blocks) {
            const auto known = columns.emplace(name, block.names).first;
            if (known->second != block.names || block.values.size() != block.names.size())
                return fail(ErrorCode::Internal,
                            "two pictures have different columns in one block");
        }
    detail::Data data;
    detail::Json json{
        {"format", detail::kFormat}, {"columns", columns}, {"pictures", detail::Json::array()}};
    for (const PreparedPicture& picture : pictures)
        json["pictures"].push_back(detail::entryOf(picture, data));
    json["bytes"] = data.bytes().size();
    char name[32];
    std::snprintf(name, sizeof name, "part-%04d.json", part);
    const auto file = folder / name;
    CW_CHECK(core::writeWhole(detail::dataFileOf(file), data.bytes()));
    return core::writeWhole(file, json.dump());
}

} // namespace cw::validation
