// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/DeidentifyFolder.h"
#include "anonymizer/PixelQueue.h"
#include <map>

namespace cw::anonymizer {

/// Outlines of lesions by source file, so that no box eats one unseen.
class LesionOutlines {
public:
    LesionOutlines() = default;
    /// {"images": [{"file": "a/b.dcm", "outlines": [[[x, y], ...], ...]}]} or a phantom's
    /// truth.json. Coordinates of the stored image (upright, for loose pictures). NotFound,
    /// Malformed.
    static Result<LesionOutlines> read(const std::filesystem::path& json);
    /// Of a source, by its path below the input folder; empty if none is known.
    const std::vector<core::Polygon>& of(const std::filesystem::path& relative) const;
    std::size_t images() const { return m_outlines.size(); }

private:
    std::map<std::string, std::vector<core::Polygon>> m_outlines;
};

/// One source's pixels: findings, the queue's answer, and the source with its boxes hidden, looked
/// through again. From any number of threads; each takes a detector out of a common store.
class PixelStage {
public:
    PixelStage(std::shared_ptr<PixelQueue> queue, Pseudonyms pseudonyms,
               LesionOutlines lesions = {});
    ~PixelStage();
    PixelStage(const PixelStage&) = delete;
    PixelStage& operator=(const PixelStage&) = delete;

    /// token: sourceToken() of the file. relative: its path below the input, which may hold a name.
    /// Held is no error. Errors: those of decoding and hiding; Internal if writing is found again
    /// where it was hidden.
    Result<PixelAnswer> check(const std::filesystem::path& source, const std::string& token,
                              const std::filesystem::path& relative);
    PixelQueue& queue() const { return *m_queue; }

private:
    class Detectors;
    Result<std::vector<std::byte>> hidden(const std::filesystem::path& source,
                                          const std::string& token,
                                          const std::filesystem::path& relative,
                                          const std::vector<TextBox>& boxes);

    std::shared_ptr<PixelQueue> m_queue;
    LesionOutlines m_lesions;
    std::unique_ptr<Detectors> m_detectors;
};

/// The stage as a step of deidentifyFolder().
PixelCheck asPixelCheck(std::shared_ptr<PixelStage> stage);

/// Names of a queue's two files in its folder.
inline constexpr std::string_view kPixelQueueFile = "pixel-findings.jsonl";
inline constexpr std::string_view kPixelTemplateFile = "pixel-templates.jsonl";

} // namespace cw::anonymizer
