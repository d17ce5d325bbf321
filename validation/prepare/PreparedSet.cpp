// SPDX-License-Identifier: Apache-2.0
#include "validation/prepare/PreparedSet.h"

#include <algorithm>
#include <limits>

#include "validation/prepare/detail/PartFile.h"

namespace cw::validation {

struct PreparedSet::State {
    std::vector<PreparedPicture> pictures; ///< sorted by image; pixels only of a set in memory
    std::vector<detail::Places> places;    ///< likewise; empty for a set in memory
    std::vector<std::filesystem::path> files;
    std::map<std::string, std::size_t> rows;
    /// Of each block, said once: a name takes several times the memory of its number.
    std::map<std::string, std::vector<std::string>> columns;
};

namespace {

using PixelMember = std::optional<core::Image> PreparedPicture::*;

/// Names that differ stay with their picture, for block() to refuse.
void shareNames(PreparedPicture& picture,
                std::map<std::string, std::vector<std::string>>& columns) {
    for (auto& [name, block] : picture.blocks)
        if (columns.try_emplace(name, block.names).first->second == block.names)
            std::vector<std::string>().swap(block.names);
}

Result<std::map<std::string, std::size_t>> rowsOf(const std::vector<PreparedPicture>& pictures) {
    std::map<std::string, std::size_t> rows;
    for (std::size_t i = 0; i < pictures.size(); ++i)
        if (!rows.emplace(pictures[i].image, i).second)
            return fail(ErrorCode::Corrupt, "two prepared pictures have the same name");
    return rows;
}

std::vector<std::filesystem::path> partsIn(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> parts;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
        if (entry.path().extension() == ".json" &&
            entry.path().filename().string().starts_with("part-"))
            parts.push_back(entry.path());
    std::sort(parts.begin(), parts.end());
    return parts;
}

} // namespace

Result<PreparedSet> PreparedSet::open(const std::filesystem::path& folder) {
    const auto parts = partsIn(folder);
    if (parts.empty())
        return fail(ErrorCode::NotFound, "there are no prepared pictures in the folder");
    struct Found {
        PreparedPicture picture;
        detail::Places places;
    };
    std::vector<Found> all;
    auto state = std::make_shared<State>();
    for (const auto& part : parts) {
        CW_TRY(auto content, detail::readPart(part));
        for (std::size_t i = 0; i < content.pictures.size(); ++i) {
            content.places[i].file = state->files.size();
            shareNames(content.pictures[i], state->columns);
            all.push_back({std::move(content.pictures[i]), content.places[i]});
        }
        state->files.push_back(detail::dataFileOf(part));
    }
    std::sort(all.begin(), all.end(),
              [](const Found& a, const Found& b) { return a.picture.image < b.picture.image; });
    for (Found& found : all) {
        state->pictures.push_back(std::move(found.picture));
        state->places.push_back(found.places);
    }
    CW_TRY(state->rows, rowsOf(state->pictures));
    PreparedSet set;
    set.m_state = std::move(state);
    return set;
}

Result<PreparedSet> PreparedSet::of(std::vector<PreparedPicture> pictures) {
    auto state = std::make_shared<State>();
    std::sort(pictures.begin(), pictures.end(),
              [](const auto& a, const auto& b) { return a.image < b.image; });
    for (PreparedPicture& picture : pictures)
        shareNames(picture, state->columns);
    state->pictures = std::move(pictures);
    CW_TRY(state->rows, rowsOf(state->pictures));
    PreparedSet set;
    set.m_state = std::move(state);
    return set;
}

std::size_t PreparedSet::size() const { return m_state->pictures.size(); }

const PreparedPicture& PreparedSet::at(std::size_t row) const {
    CW_ASSERT(row < size());
    return m_state->pictures[row];
}

std::optional<std::size_t> PreparedSet::rowOf(const std::string& image) const {
    const auto found = m_state->rows.find(image);
    if (found == m_state->rows.end())
        return std::nullopt;
    return found->second;
}

Result<std::vector<std::string>> PreparedSet::columnsOf(const std::string& block) const {
    if (const auto found = m_state->columns.find(block); found != m_state->columns.end())
        return found->second;
    return fail(ErrorCode::NotFound, "the pictures were prepared without the block " + block);
}

Result<Matrix> PreparedSet::block(const std::string& name) const {
    CW_TRY(const auto columns, columnsOf(name));
    Matrix matrix(size(), columns.size());
    for (std::size_t row = 0; row < size(); ++row) {
        const auto found = m_state->pictures[row].blocks.find(name);
        const auto out = matrix.row(row);
        if (found == m_state->pictures[row].blocks.end()) {
            std::fill(out.begin(), out.end(), std::numeric_limits<double>::quiet_NaN());
            continue;
        }
        if (!found->second.names.empty() || found->second.values.size() != columns.size())
            return fail(ErrorCode::Internal, "two pictures have different columns in one block");
        std::copy(found->second.values.begin(), found->second.values.end(), out.begin());
    }
    return matrix;
}

std::vector<std::string> PreparedSet::blockNames() const {
    std::map<std::string, int> names;
    for (const PreparedPicture& picture : m_state->pictures)
        for (const auto& [name, values] : picture.blocks)
            names.emplace(name, 0);
    std::vector<std::string> result;
    for (const auto& [name, unused] : names)
        result.push_back(name);
    return result;
}

Result<core::Image> PreparedSet::input(std::size_t row) const {
    if (m_state->places.empty()) {
        if (!at(row).input)
            return fail(ErrorCode::NotFound, "the picture has no model input");
        return *at(row).input;
    }
    const detail::Places& places = m_state->places[row];
    return detail::readPixels(m_state->files[places.file], places.input);
}

Result<core::Image> PreparedSet::reduced(std::size_t row) const {
    if (m_state->places.empty()) {
        if (!at(row).reduced)
            return fail(ErrorCode::NotFound, "the picture has no reduced copy");
        return *at(row).reduced;
    }
    const detail::Places& places = m_state->places[row];
    return detail::readPixels(m_state->files[places.file], places.reduced);
}

} // namespace cw::validation
