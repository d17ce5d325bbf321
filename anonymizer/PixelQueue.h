// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/PixelReview.h"
#include "core/Clock.h"
#include <mutex>

namespace cw::anonymizer {

enum class PixelVerdict { Hide, Keep };
enum class PixelScope {
    Image, ///< these pixels of this source
    Device ///< the same place on every image of the device, now and in later runs
};
std::string_view name(PixelVerdict verdict); ///< "hide", "keep"
std::string_view name(PixelScope scope);     ///< "image", "device"

/// One finding of the queue and what became of it.
struct QueuedBox {
    TextBox box;
    std::optional<PixelVerdict> verdict = {};
    PixelScope scope = PixelScope::Image;
    std::string by = {}, reason = {}, at = {}; ///< at: ISO 8601, UTC
};

/// One source whose pixels wait for a person, or waited.
struct QueuedImage {
    std::string source; ///< keyed token of its path (sourceToken): also the item's ID
    PixelDevice device;
    int frames = 1;
    std::vector<QueuedBox> boxes;
    bool touchesLesion = false; ///< a box to be hidden lies on a lesion's outline
    std::string signedBy;       ///< the reviewer who agreed all the same
    bool undecided() const;     ///< some box has no verdict
    bool pending() const { return undecided() || (touchesLesion && signedBy.empty()); }
};

/// What a person says of boxes.
struct PixelDecision {
    std::string source;
    std::vector<std::size_t> boxes; ///< numbers from 0; none: the whole item
    std::vector<core::RectPx>
        drawn; ///< further places to hide, on every frame: what no detector saw
    PixelVerdict verdict = PixelVerdict::Hide;
    PixelScope scope = PixelScope::Image;
    std::string by;     ///< who; not empty
    std::string reason; ///< not empty for Keep; no patient data
};

/// What to do with a file's pixels.
struct PixelPlan {
    enum class Step {
        Nothing, ///< no finding and no template: the file goes its way, nothing is claimed
        Keep,    ///< all findings were decided to stay
        Hide,    ///< hideBoxes(hide), then deidentifyFile()
        Held     ///< undecided: the file is not written
    };
    Step step = Step::Nothing;
    std::vector<TextBox> hide;
    std::size_t undecided = 0;  ///< boxes
    bool awaitsSignOff = false; ///< a lesion is touched and no reviewer has agreed
    /// FileOptions::pixelsCleaned: a person's decision covers everything that was found, and none
    /// of it that says an identifier stays.
    bool cleaned = false;
};

/// A box that every image of a device carries.
struct PixelTemplate {
    PixelDevice device;
    core::RectPx box;
    int frame = -1;
    PixelVerdict verdict = PixelVerdict::Hide;
    std::string by, reason, at;
};

/// Findings and verdicts: an append-only file of JSON lines, each on disk before a call returns; a
/// line torn by a crash is passed over. Holds no patient data: tokens, boxes, kinds, devices, who
/// decided. Templates stand in a file of their own for later runs. May be called from several
/// threads.
class PixelQueue {
public:
    ~PixelQueue();
    PixelQueue(const PixelQueue&) = delete;
    PixelQueue& operator=(const PixelQueue&) = delete;
    /// Reads what is there; both files are made with their first line. IoFailure, Unreadable.
    static Result<std::shared_ptr<PixelQueue>> open(const std::filesystem::path& queue,
                                                    const std::filesystem::path& templates,
                                                    core::Clock clock);

    /// Enters what is new and answers what to do: verdicts of this image where the pixels inside
    /// the box are the same, then the device's templates. A template that hides is applied whether
    /// or not something was found in its box; one that keeps never covers an identifier. Writing in
    /// overlays and icons is not asked about: both go.
    /// outlines: lesions of this image, as far as they are known.
    Result<PixelPlan> plan(const std::string& source, const PixelFindings& findings,
                           const std::vector<core::Polygon>& outlines = {});
    /// NotFound, InvalidArgument (nobody's name, no reason to keep, a keep for a device over an
    /// identifier or of an unknown device).
    Result<void> decide(const PixelDecision& decision);
    /// A reviewer agrees that a lesion is touched. Forbidden to whoever decided to hide.
    Result<void> signOff(const std::string& source, const std::string& by);
    /// Events of a run that are no finding: "hidden", "nothing found again".
    Result<void> note(const std::string& source, const std::string& event);

    std::vector<QueuedImage> images() const;  ///< all, in the order of their tokens
    std::vector<QueuedImage> pending() const; ///< those that hold a file back
    /// By the whole token or a beginning that only one has. NotFound, InvalidArgument.
    Result<QueuedImage> image(const std::string& sourceOrPrefix) const;
    std::vector<PixelTemplate> templates() const;

private:
    struct State;
    PixelQueue();
    mutable std::mutex m_mutex;
    std::unique_ptr<State> m_state;
};

} // namespace cw::anonymizer
