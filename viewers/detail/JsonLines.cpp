// SPDX-License-Identifier: Apache-2.0
#include "viewers/detail/JsonLines.h"

#include <QStringList>
#include <algorithm>
#include <vector>

namespace cw::viewers::detail {
namespace {

/// Walks the text once; relies on its being well formed.
class Walk {
public:
    explicit Walk(const QByteArray& json) : m_json(json) {}

    QHash<QString, int> lines() {
        for (; m_at < m_json.size(); ++m_at)
            step(m_json[m_at]);
        return m_lines;
    }

private:
    struct Level {
        bool array = false;
        int index = 0; ///< of an array: the value that is read now or comes next
        QString key;   ///< of an object
        bool keyIsRead = false;
    };

    void step(char c) {
        if (c == '\n') {
            ++m_line;
        } else if (c == '{' || c == '[') {
            noteValue();
            m_levels.push_back({c == '[', 0, {}, false});
        } else if (c == '}' || c == ']') {
            m_levels.pop_back();
        } else if (c == ',') {
            m_levels.back().keyIsRead = false;
            ++m_levels.back().index;
        } else if (c == '"') {
            text();
        } else if (c != ':' && c != ' ' && c != '\t' && c != '\r') {
            noteValue(); // a number, true, false or null
            while (m_at + 1 < m_json.size() && !QByteArray(",]} \t\r\n").contains(m_json[m_at + 1]))
                ++m_at;
        }
    }

    void text() {
        const auto begin = ++m_at;
        while (m_at < m_json.size() && m_json[m_at] != '"')
            m_at += m_json[m_at] == '\\' ? 2 : 1;
        if (m_levels.empty() || m_levels.back().array || m_levels.back().keyIsRead)
            return noteValue();
        m_levels.back().key = QString::fromUtf8(m_json.mid(begin, m_at - begin));
        m_levels.back().keyIsRead = true;
    }

    void noteValue() {
        QStringList path;
        for (const auto& level : m_levels)
            path << (level.array ? QString::number(level.index) : level.key);
        m_lines.insert(path.join('/'), m_line);
    }

    const QByteArray& m_json;
    qsizetype m_at = 0;
    int m_line = 1;
    std::vector<Level> m_levels;
    QHash<QString, int> m_lines;
};

} // namespace

QHash<QString, int> linesOf(const QByteArray& json) { return Walk(json).lines(); }

int lineAt(const QByteArray& json, qsizetype offset) {
    const auto end = std::clamp<qsizetype>(offset, 0, json.size());
    return 1 + static_cast<int>(std::count(json.begin(), json.begin() + end, '\n'));
}

} // namespace cw::viewers::detail
