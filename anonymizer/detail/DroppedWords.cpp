// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/DroppedWords.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/Descriptors.h"
#include <algorithm>

namespace cw::anonymizer {
namespace {

constexpr std::size_t kMostWords = 20000, kLongestWord = 40;

bool mayBeTold(std::string_view word) {
    return word.size() <= kLongestWord && word.size() >= 2 && !isUsualName(word) &&
           word.find_first_of("0123456789") == std::string_view::npos;
}

} // namespace

void DroppedWords::Count::see(std::uint64_t patient) {
    if (patients.size() < kFewestPatients && std::ranges::find(patients, patient) == patients.end())
        patients.push_back(patient);
}

DroppedWords::Count* DroppedWords::countOf(const std::string& word) {
    if (const auto found = m_words.find(word); found != m_words.end())
        return &found->second;
    if (m_words.size() >= kMostWords) {
        m_full = true;
        return nullptr;
    }
    return &m_words[word];
}

void DroppedWords::add(std::uint64_t patient, std::span<const std::string> dropped,
                       std::span<const std::string> names) {
    m_total += dropped.size();
    for (const std::string& word : dropped)
        if (mayBeTold(word))
            if (Count* count = countOf(word)) {
                ++count->times;
                count->see(patient);
            }
    for (const std::string& name : names) {
        const std::string low = lowered(name);
        for (const auto part : wordsOf(low))
            if (const auto found = m_words.find(std::string(part)); found != m_words.end())
                found->second.name = true;
    }
}

void DroppedWords::join(const DroppedWords& other) {
    m_total += other.m_total;
    m_full = m_full || other.m_full;
    for (const auto& [word, count] : other.m_words)
        if (Count* own = countOf(word)) {
            own->times += count.times;
            own->name = own->name || count.name;
            for (const auto patient : count.patients)
                own->see(patient);
        }
}

std::vector<DroppedWords::Row> DroppedWords::common() const {
    std::vector<Row> rows;
    for (const auto& [word, count] : m_words)
        if (count.patients.size() >= kFewestPatients && !count.name)
            rows.push_back({word, count.times});
    std::ranges::sort(rows, [](const Row& a, const Row& b) {
        return a.times != b.times ? a.times > b.times : a.word < b.word;
    });
    return rows;
}

} // namespace cw::anonymizer
