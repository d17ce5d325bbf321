// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/detail/FileRegions.h"
#include "anonymizer/detail/PackedText.h"
#include "anonymizer/detail/WindowSearch.h"
#include "core/Sha256.h"
#include <set>

namespace cw::anonymizer {

/// What an output says of its own de-identification.
struct OutputFacts {
    std::string temporal;          ///< (0028,0303): "MODIFIED", "UNMODIFIED", "REMOVED"
    std::string studyDate;         ///< YYYYMMDD
    std::set<std::string> methods; ///< codes of (0012,0064), CID 7050: "113109"
};

/// Says which finds are lawful. Asked with the element where a find lies; nullptr for none.
class FindJudge {
public:
    virtual ~FindJudge() = default;
    /// A date in DA or DT may be another day of the patient's, shifted onto this one.
    virtual bool isShiftedDay(const OutputFacts& facts, const ElementPlace& element,
                              const std::string& yyyymmdd) const = 0;
    /// The value stays in this element on purpose: an option of the profile keeps it.
    virtual bool isKept(const OutputFacts& facts, const ElementPlace& element, const SearchSet& set,
                        const SearchForm& form) const = 0;
};

/// Searches one file, reading it once: see LeakGate. One a file and a thread.
class FileSearch {
public:
    FileSearch(const WindowSearch::Sets& contents, const WindowSearch::Sets& names,
               const FindJudge& judge)
        : m_contents(contents), m_names(names), m_judge(judge) {}

    Result<GateResult> run(const dicom::ByteSource& file, const std::filesystem::path& relative);

private:
    enum class Place { File, Inflated };
    void path();
    void learn(const ElementPlace& element, SourceView& view);
    void elementsOf(const dicom::ByteSource& data, const FileMap& map);
    void see(const ElementPlace& element, std::string_view value, std::string_view characterSet);
    Result<void> bytes(const dicom::ByteSource& file, const FileMap& map);
    void dataSet(const dicom::ByteSource& file, std::uint64_t at);
    void packed(const dicom::ByteSource& file, std::string_view text, std::uint64_t offset);
    void decoded(std::string_view text, std::uint64_t offset);
    void hit(const SearchSet& set, const SearchForm& form, const FileMap& map, std::uint64_t offset,
             Place place);
    void leak(const std::string& kind, std::string where);
    void notSearched(std::string where) { leak("not searched", std::move(where)); }

    const WindowSearch::Sets &m_contents, &m_names;
    const FindJudge& m_judge;
    GateResult m_result;
    std::filesystem::path m_relative;
    OutputFacts m_facts;
    std::set<std::pair<std::string, std::string>> m_told;
    std::unique_ptr<SourceView> m_packedView;
    Unpacker m_unpacker;
    std::uint64_t m_unpacked = 0, m_unpackedUpTo = 0;
};

} // namespace cw::anonymizer
