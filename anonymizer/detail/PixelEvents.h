// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/PixelQueue.h"
#include "core/Files.h"
#include <map>

namespace cw::anonymizer {

/// What the queue's lines say when read from the first to the last. Each function below makes the
/// line of an event and takes it in, so that a queue that was read again is the queue that was
/// written.
class PixelEvents {
public:
    struct Item {
        PixelDevice device;
        int frames = 1;
        std::vector<TextBox> found;      ///< as the file was seen last
        std::vector<QueuedBox> verdicts; ///< all there ever were, in order
        std::vector<core::RectPx> drawn;
        std::string drawnBy;
        std::vector<std::size_t> touched; ///< lesions
        std::string signedBy;
    };

    std::string found(const std::string& source, const Item& item, const std::string& at);
    std::string verdict(const PixelDecision& decision, const std::vector<TextBox>& boxes,
                        const std::string& at);
    std::string touches(const std::string& source, const std::vector<std::size_t>& lesions,
                        const std::string& at);
    std::string signedOff(const std::string& source, const std::string& by, const std::string& at);
    std::string note(const std::string& source, const std::string& event, const std::string& at);
    std::string pattern(const PixelTemplate& pattern);

    /// Takes in a line. False: it is none of ours (torn by a crash); nothing changes.
    bool take(std::string_view line);
    bool takePattern(std::string_view line);

    const Item* find(const std::string& source) const;
    const std::map<std::string, Item>& items() const { return m_items; }
    const std::vector<PixelTemplate>& templates() const { return m_templates; }

private:
    std::map<std::string, Item> m_items;
    std::vector<PixelTemplate> m_templates;
};

/// The two files behind a queue.
class PixelLog {
public:
    static Result<PixelLog> open(const std::filesystem::path& queue,
                                 const std::filesystem::path& templates, PixelEvents& events);
    Result<void> append(const std::string& line);
    Result<void> appendTemplate(const std::string& line);

private:
    Result<void> write(std::optional<core::AppendFile>& file, const std::filesystem::path& path,
                       const std::string& line);
    std::filesystem::path m_queuePath, m_templatePath;
    std::optional<core::AppendFile> m_queue, m_templates; ///< made with the first line
};

} // namespace cw::anonymizer
