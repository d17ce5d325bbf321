// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"
#include "imaging/PerceptualHash.h"
#include "imaging/PixelFaults.h"

#include <map>
#include <memory>

namespace cw::workflow::detail {

/// What the refinement checks know of a stored image's pixels. No patient data.
struct ImageFacts {
    bool readable = false;
    imaging::Fingerprint print;
    imaging::PixelMeasures measures;
    core::Laterality eye = core::Laterality::Unknown; ///< by the optic disc's place; fundus
    std::string accession; ///< hash of the stored file's Accession Number; empty without one
};
using FactsByImage = std::map<core::ImageId, std::shared_ptr<const ImageFacts>>;

/// Looks at one stored image; one that cannot be decoded gives facts that say so.
ImageFacts factsOf(std::span<const std::byte> bytes, const core::ImageAttributes& attributes);

/// One JSON line an image in <project>/refinement/fingerprints.jsonl. A cache: what is torn or of
/// another version is passed over and found out again.
class FactsFile {
public:
    explicit FactsFile(std::filesystem::path file) : m_file(std::move(file)) {}
    Result<FactsByImage> read() const;
    /// On disk when it returns.
    Result<void> add(const FactsByImage& facts) const;

private:
    std::filesystem::path m_file;
};

} // namespace cw::workflow::detail
