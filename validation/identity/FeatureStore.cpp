// SPDX-License-Identifier: Apache-2.0
#include "validation/identity/FeatureStore.h"

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <vector>

namespace cw::validation {
namespace {

using imaging::LocalFeatures;
using Place = LocalFeatures::Place;

/// Read by the process that wrote it alone: the machine's own layout.
struct Head {
    int width = 0, height = 0, checkWidth = 0, checkHeight = 0;
    double checkScale = 1, fieldArea = 0;
    std::uint64_t places = 0;
};
constexpr std::size_t kDescriptor = 128;

template <typename T>
void append(std::vector<char>& out, const T* values, std::size_t count) {
    const auto* bytes = reinterpret_cast<const char*>(values);
    out.insert(out.end(), bytes, bytes + count * sizeof(T));
}

std::vector<char> packed(const LocalFeatures& f) {
    std::vector<char> bytes;
    const Head head{f.width,      f.height,    f.checkWidth,   f.checkHeight,
                    f.checkScale, f.fieldArea, f.places.size()};
    append(bytes, &head, 1);
    append(bytes, f.places.data(), f.places.size());
    append(bytes, f.descriptors.data(), f.descriptors.size());
    append(bytes, f.check.data(), f.check.size());
    return bytes;
}

template <typename T>
const char* take(std::vector<T>& out, std::size_t count, const char* from) {
    out.resize(count);
    if (count > 0)
        std::memcpy(out.data(), from, count * sizeof(T));
    return from + count * sizeof(T);
}

LocalFeatures unpacked(const std::vector<char>& bytes) {
    Head head;
    std::memcpy(&head, bytes.data(), sizeof head);
    LocalFeatures f;
    f.width = head.width;
    f.height = head.height;
    f.checkWidth = head.checkWidth;
    f.checkHeight = head.checkHeight;
    f.checkScale = head.checkScale;
    f.fieldArea = head.fieldArea;
    const char* at = take(f.places, head.places, bytes.data() + sizeof head);
    at = take(f.descriptors, head.places * kDescriptor, at);
    take(f.check, static_cast<std::size_t>(bytes.data() + bytes.size() - at), at);
    return f;
}

} // namespace

struct FeatureStore::State {
    struct Slot {
        std::uint64_t at = 0;
        std::size_t size = 0; ///< 0: never put in
        Entry kept;
    };
    std::vector<Slot> slots;
    int descriptor = -1;
    std::atomic<std::uint64_t> end{0};

    ~State() {
        if (descriptor >= 0)
            close(descriptor);
    }
};

FeatureStore::FeatureStore(std::unique_ptr<State> state) : m_state(std::move(state)) {}
FeatureStore::FeatureStore(FeatureStore&&) noexcept = default;
FeatureStore& FeatureStore::operator=(FeatureStore&&) noexcept = default;
FeatureStore::~FeatureStore() = default;

Result<FeatureStore> FeatureStore::create(std::size_t pictures,
                                          const std::filesystem::path& scratch) {
    auto state = std::make_unique<State>();
    state->slots.resize(pictures);
    if (!scratch.empty()) {
        std::string name = (scratch / ".places-XXXXXX").string();
        state->descriptor = mkostemp(name.data(), O_CLOEXEC);
        if (state->descriptor < 0)
            return fail(ErrorCode::IoFailure,
                        "no working file can be made in the folder of the study");
        unlink(name.c_str()); // from here on it ends with us
    }
    return FeatureStore(std::move(state));
}

Result<void> FeatureStore::put(std::size_t picture, imaging::LocalFeatures features) {
    auto& slot = m_state->slots.at(picture);
    if (m_state->descriptor < 0) {
        slot.kept = std::make_shared<const LocalFeatures>(std::move(features));
        return {};
    }
    const auto bytes = packed(features);
    slot.at = m_state->end.fetch_add(bytes.size());
    slot.size = bytes.size();
    for (std::size_t done = 0; done < bytes.size();) {
        const auto wrote = pwrite(m_state->descriptor, bytes.data() + done, bytes.size() - done,
                                  static_cast<off_t>(slot.at + done));
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return fail(ErrorCode::IoFailure, "the working file of the study cannot be written; "
                                              "is the disk full?");
        done += static_cast<std::size_t>(wrote);
    }
    return {};
}

Result<FeatureStore::Entry> FeatureStore::at(std::size_t picture) const {
    const auto& slot = m_state->slots.at(picture);
    if (m_state->descriptor < 0 || slot.size == 0)
        return slot.kept;
    std::vector<char> bytes(slot.size);
    for (std::size_t done = 0; done < bytes.size();) {
        const auto got = pread(m_state->descriptor, bytes.data() + done, bytes.size() - done,
                               static_cast<off_t>(slot.at + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return fail(ErrorCode::IoFailure, "the working file of the study cannot be read");
        done += static_cast<std::size_t>(got);
    }
    return std::make_shared<const LocalFeatures>(unpacked(bytes));
}

} // namespace cw::validation
