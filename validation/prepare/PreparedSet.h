// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "imaging/Features.h"
#include "validation/Matrix.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cw::validation {

/// What is kept of a picture after it was looked at once. Holds no label: whoever is given a set of
/// these cannot learn what it must not know.
struct PreparedPicture {
    std::string image;                   ///< the sample's name for it
    std::string fault;                   ///< why it cannot be used; the rest is empty then
    std::string fileSha256, pixelSha256; ///< of the file and of the decoded pixels
    int width = 0, height = 0, samplesPerPixel = 0, bitsStored = 0;
    /// Named numbers by block: "features" (the domain's), "file", "size", "border", "colour",
    /// "text", "quality", "blank", "compression". A value that is not finite is missing.
    std::map<std::string, imaging::FeatureVector> blocks;
    std::optional<core::Image> input;   ///< 8 bit, square, 1 or 3 samples: what a network sees
    std::optional<core::Image> reduced; ///< imaging::identityPicture(): 8 bit grey, <= 512
};

/// The prepared pictures of one copy of a data set, in files of a folder, sorted by image name. The
/// numbers are in memory (a few kilobytes a picture); pixels are read when asked for, so that
/// memory does not grow with the pictures. Safe to use from several threads.
class PreparedSet {
public:
    /// All parts of the folder. NotFound: there is none; Corrupt: a part is torn or two hold the
    /// same image.
    static Result<PreparedSet> open(const std::filesystem::path& folder);
    /// In memory, for tests.
    static Result<PreparedSet> of(std::vector<PreparedPicture> pictures);

    std::size_t size() const;
    /// Without pixels, and without the names of the blocks' columns: columnsOf().
    const PreparedPicture& at(std::size_t row) const;
    std::optional<std::size_t> rowOf(const std::string& image) const;

    /// The block's columns of all rows; rows with a fault, or without the block, are NaN. NotFound:
    /// no picture has that block; Internal: two pictures name different columns.
    Result<Matrix> block(const std::string& name) const;
    Result<std::vector<std::string>> columnsOf(const std::string& block) const;
    std::vector<std::string> blockNames() const;

    Result<core::Image> input(std::size_t row) const;
    Result<core::Image> reduced(std::size_t row) const;

private:
    struct State;
    std::shared_ptr<const State> m_state;
};

/// Writes one part, whole or not at all: DIR/part-NNNN.json and .pixels.
Result<void> writePart(const std::filesystem::path& folder, int part,
                       std::span<const PreparedPicture> pictures);

} // namespace cw::validation
