// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/FileSearch.h"
#include "anonymizer/detail/CharacterSet.h"

namespace cw::anonymizer {
namespace {

constexpr std::size_t kMostLeaks = 100;
constexpr std::size_t kLongestText = std::size_t{1} << 20; ///< of an element that is decoded
/// Of zlib and gzip streams inside a file, and of a deflated data set (dicom::ReadLimits).
constexpr std::uint64_t kMostUnpacked = 64ULL << 20, kMostInflated = 1ULL << 30;
/// Of a deflated data set, enough to hold its header: where the pixel data begin is read there.
constexpr std::size_t kHeader = std::size_t{4} << 20;

bool mayBeText(const ElementPlace& element) {
    constexpr std::array<std::string_view, 10> binary{"OB", "OW", "OF", "OD", "OL",
                                                      "OV", "US", "SS", "FL", "FD"};
    const std::string_view vr(element.vr.data(), 2);
    return std::ranges::find(binary, vr) == binary.end();
}

bool holdsDays(const ElementPlace& element) {
    const std::string_view vr = element.vr[0] != 0 ? std::string_view(element.vr.data(), 2)
                                                   : dicom::standardVr(element.tag);
    return vr == "DA" || vr == "DT";
}

bool saysMoreThanAscii(std::string_view value) {
    return std::ranges::any_of(
        value, [](char c) { return c == '\x1B' || static_cast<unsigned char>(c) >= 0x80; });
}

/// The words that structure a report (PS3.3 C.17.3): a person called Text is in none of them.
bool holdsDefinedTerm(const ElementPlace& element) {
    constexpr std::array<dicom::Tag, 3> tags{
        {{0x0040, 0xA010}, {0x0040, 0xA040}, {0x0040, 0xA050}}};
    return std::ranges::find(tags, element.tag) != tags.end();
}

/// A count or a number of order: Series, Acquisition, Instance Number and whatever is IS or DS.
bool counts(const ElementPlace& element) {
    const bool numbered = element.tag.group == 0x0020 && element.tag.element >= 0x0011 &&
                          element.tag.element <= 0x0013;
    return numbered || ((element.vr[0] == 'I' || element.vr[0] == 'D') && element.vr[1] == 'S');
}

/// Short numbers are met among numbers by chance, short words among defined terms.
bool isChance(const SearchForm& form, const ElementPlace& element) {
    constexpr std::size_t tellingDigits = 6;
    if (form.form == IdentifierForm::Name)
        return holdsDefinedTerm(element);
    return form.bytes.size() < tellingDigits && counts(element) &&
           form.bytes.find_first_not_of("0123456789") == std::string::npos;
}

std::string_view trimmed(std::string_view value) {
    const auto end = value.find_last_not_of(std::string_view(" \0", 2));
    return value.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

} // namespace

void FileSearch::leak(const std::string& kind, std::string where) {
    if (!m_told.insert({kind, where}).second)
        return;
    ++m_result.found;
    if (m_result.leaks.size() < kMostLeaks)
        m_result.leaks.push_back({m_relative, kind, std::move(where)});
    else
        m_told.erase({kind, where}); // no memory for a file that is a leak throughout
}

void FileSearch::path() {
    const std::string text = m_relative.generic_string();
    for (const auto* sets : {&m_contents, &m_names})
        for (const SearchSet* set : *sets)
            set->run(text, [&](const SearchForm& form, std::size_t) {
                leak(set->kind(form), "file name");
            });
}

void FileSearch::learn(const ElementPlace& element, SourceView& view) {
    constexpr dicom::Tag temporal{0x0028, 0x0303}, studyDate{0x0008, 0x0020}, code{0x0008, 0x0100};
    if (element.tag != temporal && element.tag != studyDate && element.tag != code)
        return;
    const auto length = std::min<std::uint64_t>(element.end - element.begin, 64);
    const std::string value(trimmed(view.at(element.begin, static_cast<std::size_t>(length))));
    if (element.tag == temporal)
        m_facts.temporal = value;
    else if (element.tag == studyDate && m_facts.studyDate.empty())
        m_facts.studyDate = value;
    else if (element.tag == code && value.starts_with("1131"))
        m_facts.methods.insert(value);
}

void FileSearch::see(const ElementPlace& element, std::string_view value,
                     std::string_view characterSet) {
    // In plain ASCII and in UTF-8 the bytes are the text, and they are searched anyway.
    const bool same = !saysMoreThanAscii(value) ||
                      (characterSet == "ISO_IR 192" && value.find('\x1B') == value.npos);
    if (same)
        return;
    const auto utf8 = toUtf8(trimmed(value), characterSet, std::string_view(element.vr.data(), 2));
    if (!utf8)
        return;
    for (const SearchSet* set : m_contents)
        set->run(*utf8, [&](const SearchForm& form, std::size_t) {
            if (!m_judge.isKept(m_facts, element, *set, form))
                leak(set->kind(form), "decoded text of " + dicom::text(element.tag));
        });
}

void FileSearch::elementsOf(const dicom::ByteSource& data, const FileMap& map) {
    SourceView view(data);
    for (const ElementPlace& element : map.elements)
        learn(element, view);
    for (const ElementPlace& element : map.elements) {
        if (!mayBeText(element))
            continue;
        const auto length = static_cast<std::size_t>(
            std::min<std::uint64_t>(element.end - element.begin, kLongestText));
        if (length <= SourceView::kWindow) {
            see(element, view.at(element.begin, length), map.characterSet);
            continue;
        }
        std::string value(length, '\0');
        const auto got = data.read(element.begin, std::as_writable_bytes(std::span(value)));
        see(element, std::string_view(value).substr(0, got.value_or(0)), map.characterSet);
    }
}

void FileSearch::hit(const SearchSet& set, const SearchForm& form, const FileMap& map,
                     std::uint64_t offset, Place place) {
    const ElementPlace* const element = map.elementAt(offset);
    if (element) {
        const bool day = form.form == IdentifierForm::Date && holdsDays(*element);
        if (isChance(form, *element) ||
            (day && m_judge.isShiftedDay(m_facts, *element, form.date)) ||
            m_judge.isKept(m_facts, *element, set, form))
            return;
    }
    std::string where = place == Place::File ? "byte " : "inflated data, byte ";
    where += std::to_string(offset);
    if (element)
        where += " in " + dicom::text(element->tag);
    leak(set.kind(form), std::move(where));
}

void FileSearch::decoded(std::string_view text, std::uint64_t offset) {
    decodeRuns(text, [&](std::string_view plain, std::size_t at, std::string_view what) {
        for (const SearchSet* set : m_contents)
            set->run(plain, 0, plain.size(), Matter::Compressed,
                     [&](const SearchForm& form, std::size_t) {
                         leak(set->kind(form),
                              std::string(what) + " at byte " + std::to_string(offset + at));
                     });
    });
}

void FileSearch::packed(const dicom::ByteSource& file, std::string_view text,
                        std::uint64_t offset) {
    findPacked(text, [&](std::size_t at) {
        const std::uint64_t begin = offset + at;
        if (begin < m_unpackedUpTo) // seen in the window before
            return;
        m_unpackedUpTo = begin + 1;
        if (!m_packedView)
            m_packedView = std::make_unique<SourceView>(file);
        const std::string where = "unpacked data of the stream at byte " + std::to_string(begin);
        WindowSearch search(m_contents, nullptr,
                            [&](const SearchSet& set, const SearchForm& form, std::uint64_t) {
                                leak(set.kind(form), where);
                            });
        const auto left = kMostUnpacked - std::min(m_unpacked, kMostUnpacked);
        const auto end = m_unpacker.unpack(*m_packedView, begin, Unpacker::Format::Wrapped, left,
                                           [&](std::string_view part) {
                                               m_unpacked += part.size();
                                               search.feed(part);
                                           });
        search.close();
        if (end == Unpacker::End::TooLarge)
            notSearched("the rest of packed data from byte " + std::to_string(begin));
    });
}

void FileSearch::dataSet(const dicom::ByteSource& file, std::uint64_t at) {
    SourceView view(file);
    std::string header;
    FileMap map;
    std::unique_ptr<WindowSearch> search;
    const auto begin = [&] { // with the header at hand, or all there is
        const auto source =
            dicom::ByteSource::of(std::as_bytes(std::span(header.data(), header.size())));
        map = mapOfDataSet(source);
        elementsOf(source, map);
        search = std::make_unique<WindowSearch>(
            m_contents, &map.regions,
            [&](const SearchSet& set, const SearchForm& form, std::uint64_t offset) {
                hit(set, form, map, offset, Place::Inflated);
            },
            [&](std::string_view text, std::uint64_t offset) { decoded(text, offset); });
        search->feed(header);
    };
    const auto take = [&](std::string_view part) {
        if (search)
            return search->feed(part);
        header += part;
        if (header.size() >= kHeader)
            begin();
    };
    auto end = m_unpacker.unpack(view, at, Unpacker::Format::Bare, kMostInflated, take);
    if (header.empty()) // some writers add a zlib header
        end = m_unpacker.unpack(view, at, Unpacker::Format::Wrapped, kMostInflated, take);
    if (!search)
        begin();
    search->close();
    if (end == Unpacker::End::TooLarge)
        notSearched("the rest of a deflated data set");
    if (header.empty() && at < file.size())
        notSearched("a deflated data set that does not inflate");
}

Result<void> FileSearch::bytes(const dicom::ByteSource& file, const FileMap& map) {
    core::Sha256 hash;
    WindowSearch search(
        m_contents, &map.regions,
        [&](const SearchSet& set, const SearchForm& form, std::uint64_t offset) {
            hit(set, form, map, offset, Place::File);
        },
        [&](std::string_view text, std::uint64_t offset) {
            decoded(text, offset);
            packed(file, text, offset);
        });
    for (std::uint64_t at = 0; at < file.size();) {
        const auto room = std::as_writable_bytes(search.room());
        CW_TRY(const auto got, file.read(at, room));
        if (got == 0)
            return fail(ErrorCode::Unreadable, "a file became shorter while it was searched");
        hash.add(room.first(got));
        search.filled(got);
        at += got;
    }
    search.close();
    m_result.sha256 = hash.hex();
    m_result.bytes = file.size();
    return {};
}

Result<GateResult> FileSearch::run(const dicom::ByteSource& file,
                                   const std::filesystem::path& relative) {
    m_result = {};
    m_relative = relative;
    m_told.clear();
    m_facts = {};
    m_unpacked = m_unpackedUpTo = 0;
    m_packedView.reset();
    path();
    const FileMap map = mapOf(file);
    elementsOf(file, map);
    if (map.deflatedAt)
        dataSet(file, *map.deflatedAt);
    CW_CHECK(bytes(file, map));
    return std::move(m_result);
}

} // namespace cw::anonymizer
