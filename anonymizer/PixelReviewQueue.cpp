// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/PixelQueue.h"
#include "anonymizer/detail/PixelEvents.h"
#include "anonymizer/detail/TextPatterns.h"
#include <algorithm>
#include <utility>

namespace cw::anonymizer {
namespace {

constexpr std::size_t kLongestText = 200;
/// Tesseract's boxes of one text on two images differ by some pixels.
constexpr double kLooseness = 4;
constexpr double kCovered = 0.9;

core::RectPx widened(const core::RectPx& box, double by) {
    return {box.left - by, box.top - by, box.right + by, box.bottom + by};
}

double area(const core::RectPx& box) { return box.empty() ? 0 : box.width() * box.height(); }

core::RectPx common(const core::RectPx& a, const core::RectPx& b) {
    return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right),
            std::min(a.bottom, b.bottom)};
}

bool covers(const PixelTemplate& pattern, const TextBox& found) {
    if (pattern.frame >= 0 && pattern.frame != found.frame)
        return false;
    const bool hides = pattern.verdict == PixelVerdict::Hide;
    if (!hides && found.identifies())
        return false;
    const double inside = area(common(widened(pattern.box, kLooseness), found.box));
    // What stays must lie in the box wholly: a name written longer sticks out of it.
    return inside >= (hides ? kCovered : 0.999) * area(found.box);
}

bool isAsked(const TextBox& box) {
    return box.layer == TextLayer::Pixels || box.layer == TextLayer::SpareBits;
}

/// The same writing at the same place: what a verdict of one image holds for.
bool isSame(const TextBox& a, const TextBox& b) {
    return a.box == b.box && a.frame == b.frame && a.layer == b.layer && a.match == b.match &&
           a.content == b.content;
}

Result<void> checkName(const std::string& by) {
    const bool blank = std::ranges::all_of(by, [](char c) { return c == ' '; });
    if (blank || by.size() > kLongestText)
        return fail(ErrorCode::InvalidArgument, "a decision needs the name of who decides");
    return {};
}

Result<void> checkReason(const std::string& reason) {
    if (reason.size() > kLongestText)
        return fail(ErrorCode::InvalidArgument, "a reason is at most 200 bytes long");
    const bool tells = !registrationNumbersIn(reason).empty() || !datesIn(reason).empty() ||
                       !telephoneNumbersIn(reason).empty() || !mailAddressesIn(reason).empty();
    if (tells)
        return fail(ErrorCode::InvalidArgument,
                    "the reason looks as if it held patient data: say it without numbers or dates");
    return {};
}

} // namespace

std::string_view name(PixelVerdict verdict) {
    return verdict == PixelVerdict::Hide ? "hide" : "keep";
}
std::string_view name(PixelScope scope) { return scope == PixelScope::Image ? "image" : "device"; }

bool QueuedImage::undecided() const {
    return std::ranges::any_of(boxes, [](const QueuedBox& each) { return !each.verdict; });
}

struct PixelQueue::State {
    PixelEvents events;
    PixelLog log;
    core::Clock clock;

    std::string now() const { return core::iso8601Utc(clock()); }

    /// The verdict that holds for a finding: of the image, else of its device.
    QueuedBox judged(const PixelEvents::Item& item, const TextBox& found) const {
        QueuedBox judged{.box = found};
        for (const QueuedBox& each : item.verdicts)
            if (isSame(each.box, found))
                judged = each; // the last one holds
        if (judged.verdict)
            return judged;
        for (const PixelTemplate& each : events.templates())
            if (each.device == item.device && covers(each, found))
                judged = {found, each.verdict, PixelScope::Device, each.by, each.reason, each.at};
        return judged;
    }

    QueuedImage image(const std::string& source, const PixelEvents::Item& item) const {
        QueuedImage image;
        image.source = source;
        image.device = item.device;
        image.frames = item.frames;
        image.touchesLesion = !item.touched.empty();
        image.signedBy = item.signedBy;
        for (const TextBox& found : item.found)
            image.boxes.push_back(judged(item, found));
        return image;
    }
};

PixelQueue::PixelQueue() : m_state(std::make_unique<State>()) {}
PixelQueue::~PixelQueue() = default;

Result<std::shared_ptr<PixelQueue>> PixelQueue::open(const std::filesystem::path& queue,
                                                     const std::filesystem::path& templates,
                                                     core::Clock clock) {
    const std::shared_ptr<PixelQueue> opened(new PixelQueue);
    State& state = *opened->m_state;
    state.clock = std::move(clock);
    CW_TRY(state.log, PixelLog::open(queue, templates, state.events));
    return opened;
}

Result<PixelPlan> PixelQueue::plan(const std::string& source, const PixelFindings& findings,
                                   const std::vector<core::Polygon>& outlines) {
    const std::lock_guard lock(m_mutex);
    State& state = *m_state;
    std::vector<TextBox> asked;
    std::ranges::copy_if(findings.boxes, std::back_inserter(asked), isAsked);
    const PixelEvents::Item* known = state.events.find(source);
    PixelEvents::Item item = known ? *known : PixelEvents::Item();
    item.device = findings.device;
    item.frames = findings.frames;
    item.found = asked;

    PixelPlan plan;
    bool decided = false, identifierStays = false;
    const auto hide = [&](const TextBox& box) {
        if (std::ranges::find(plan.hide, box) == plan.hide.end())
            plan.hide.push_back(box);
    };
    for (const TextBox& found : asked) {
        const QueuedBox judged = state.judged(item, found);
        plan.undecided += judged.verdict ? 0U : 1U;
        decided = decided || judged.verdict;
        if (judged.verdict == PixelVerdict::Hide)
            hide(found);
        identifierStays =
            identifierStays || (judged.verdict == PixelVerdict::Keep && found.identifies());
    }
    for (const core::RectPx& drawn : item.drawn)
        hide({.box = drawn, .frame = -1, .match = std::string(kWriting)});
    for (const PixelTemplate& each : state.events.templates())
        if (each.device == item.device && each.verdict == PixelVerdict::Hide)
            hide({.box = each.box, .frame = each.frame, .match = std::string(kWriting)});

    std::vector<std::size_t> touched;
    for (const TextBox& box : plan.hide)
        for (const std::size_t number : outlinesTouched(outlines, box.box))
            if (std::ranges::find(touched, number) == touched.end())
                touched.push_back(number);
    std::ranges::sort(touched);
    const bool newlyTouched = !outlines.empty() && touched != item.touched;
    // What the templates settle by themselves is no matter for the queue.
    const bool settled = !known && plan.undecided == 0 && !newlyTouched;
    const bool unchanged = known && known->found == asked && known->device == findings.device;
    if (!settled && !unchanged)
        CW_CHECK(state.log.append(state.events.found(source, item, state.now())));
    if (newlyTouched) {
        CW_CHECK(state.log.append(state.events.touches(source, touched, state.now())));
        item.touched = touched;
        item.signedBy.clear();
    }
    plan.awaitsSignOff = !item.touched.empty() && item.signedBy.empty();
    decided = decided || !plan.hide.empty();
    if (plan.undecided > 0 || plan.awaitsSignOff)
        plan.step = PixelPlan::Step::Held;
    else if (!plan.hide.empty())
        plan.step = PixelPlan::Step::Hide;
    else if (decided)
        plan.step = PixelPlan::Step::Keep;
    plan.cleaned = plan.step != PixelPlan::Step::Held && decided && !identifierStays;
    return plan;
}

Result<void> PixelQueue::decide(const PixelDecision& decision) {
    const std::lock_guard lock(m_mutex);
    State& state = *m_state;
    CW_CHECK(checkName(decision.by));
    CW_CHECK(checkReason(decision.reason));
    const bool keep = decision.verdict == PixelVerdict::Keep;
    if (keep && decision.reason.empty())
        return fail(ErrorCode::InvalidArgument, "writing that stays needs a reason");
    if (keep && !decision.drawn.empty())
        return fail(ErrorCode::InvalidArgument, "only what is hidden can be drawn");
    const PixelEvents::Item* item = state.events.find(decision.source);
    if (!item && (decision.drawn.empty() || decision.scope == PixelScope::Device))
        return fail(ErrorCode::NotFound, "the queue has no such image");
    std::vector<TextBox> chosen;
    for (const std::size_t number : decision.boxes) {
        if (!item || number >= item->found.size())
            return fail(ErrorCode::InvalidArgument, "the image has no such box");
        chosen.push_back(item->found[number]);
    }
    if (item && decision.boxes.empty() && decision.drawn.empty())
        chosen = item->found;
    for (const core::RectPx& drawn : decision.drawn)
        if (drawn.empty() || drawn.left < 0 || drawn.top < 0)
            return fail(ErrorCode::InvalidArgument, "a drawn box is empty or outside of the image");
    if (decision.scope == PixelScope::Image)
        return state.log.append(state.events.verdict(decision, chosen, state.now()));
    if (keep && !item->device.known())
        return fail(ErrorCode::InvalidArgument,
                    "the device is not known: what stays must be decided image by image");
    if (keep && std::ranges::any_of(chosen, &TextBox::identifies))
        return fail(ErrorCode::InvalidArgument,
                    "writing that says one of the patient's identifiers cannot be kept for a "
                    "whole device");
    if (std::ranges::any_of(chosen, [](const TextBox& each) { return each.match == kDeclared; }))
        return fail(ErrorCode::InvalidArgument,
                    "the whole image is no box of a device: draw one, or decide this image");
    // The image first: it must not depend on whether the template fits it.
    CW_CHECK(state.log.append(state.events.verdict(decision, chosen, state.now())));
    for (const core::RectPx& drawn : decision.drawn)
        chosen.push_back({.box = drawn, .frame = -1, .match = std::string(kWriting)});
    for (const TextBox& each : chosen)
        CW_CHECK(state.log.appendTemplate(
            state.events.pattern({item->device, each.box, -1, decision.verdict, decision.by,
                                  decision.reason, state.now()})));
    return {};
}

Result<void> PixelQueue::signOff(const std::string& source, const std::string& by) {
    const std::lock_guard lock(m_mutex);
    State& state = *m_state;
    CW_CHECK(checkName(by));
    const PixelEvents::Item* item = state.events.find(source);
    if (!item)
        return fail(ErrorCode::NotFound, "the queue has no such image");
    if (item->touched.empty())
        return fail(ErrorCode::InvalidArgument, "no lesion is touched: there is nothing to sign");
    const QueuedImage image = state.image(source, *item);
    const auto decidedBy = [&](const auto& each) {
        return each.verdict == PixelVerdict::Hide && each.by == by;
    };
    const bool decidedTemplate =
        std::ranges::any_of(state.events.templates(), [&](const PixelTemplate& each) {
            return each.device == item->device && decidedBy(each);
        });
    if (decidedTemplate || std::ranges::any_of(image.boxes, decidedBy) || item->drawnBy == by)
        return fail(ErrorCode::Forbidden,
                    "whoever decided to hide cannot sign for the lesion: a second person must");
    return state.log.append(state.events.signedOff(source, by, state.now()));
}

Result<void> PixelQueue::note(const std::string& source, const std::string& event) {
    const std::lock_guard lock(m_mutex);
    return m_state->log.append(m_state->events.note(source, event, m_state->now()));
}

std::vector<QueuedImage> PixelQueue::images() const {
    const std::lock_guard lock(m_mutex);
    std::vector<QueuedImage> all;
    for (const auto& [source, item] : m_state->events.items())
        all.push_back(m_state->image(source, item));
    return all;
}

std::vector<QueuedImage> PixelQueue::pending() const {
    auto all = images();
    std::erase_if(all, [](const QueuedImage& image) { return !image.pending(); });
    return all;
}

Result<QueuedImage> PixelQueue::image(const std::string& sourceOrPrefix) const {
    std::vector<QueuedImage> fitting;
    for (QueuedImage& each : images()) {
        if (each.source == sourceOrPrefix)
            return std::move(each);
        if (!sourceOrPrefix.empty() && each.source.starts_with(sourceOrPrefix))
            fitting.push_back(std::move(each));
    }
    if (fitting.empty())
        return fail(ErrorCode::NotFound, "the queue has no such image");
    if (fitting.size() > 1)
        return fail(ErrorCode::InvalidArgument, "more than one image of the queue begins so");
    return std::move(fitting.front());
}

std::vector<PixelTemplate> PixelQueue::templates() const {
    const std::lock_guard lock(m_mutex);
    return m_state->events.templates();
}

} // namespace cw::anonymizer
