// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/LeakGate.h"
#include "anonymizer/Profile.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/FileSearch.h"
#include "anonymizer/detail/OriginalsIndex.h"
#include <chrono>
#include <deque>
#include <map>
#include <mutex>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<const SearchedValues::Impl> formsOf(const std::vector<Identifier>& identifiers) {
    FormSet set;
    for (const Identifier& each : identifiers)
        set.add(each);
    return std::make_unique<SearchedValues::Impl>(
        SearchedValues::Impl{SearchSet(set.takeAll(), set.kinds())});
}

bool looksLikePicture(const fs::path& file) {
    const std::string extension = lowered(file.extension().string());
    constexpr std::array<std::string_view, 6> known{".jpg", ".jpeg", ".png",
                                                    ".tif", ".tiff", ".bmp"};
    return std::ranges::find(known, extension) != known.end();
}

const std::map<std::string, dicom::Tag>& tagsOfKeywords() {
    static const auto map = [] {
        std::map<std::string, dicom::Tag> tags;
        for (const TableRow& row : confidentialityTable())
            tags.emplace(dicom::keyword(row.tag), row.tag);
        return tags;
    }();
    return map;
}

/// Whether the profile leaves the attribute as it is, by its column of the table or its own rule.
bool isKeptKind(const Profile& profile, const std::string& kind) {
    const auto tag = tagsOfKeywords().find(kind);
    if (tag == tagsOfKeywords().end())
        return false;
    const Decision decision = profile.decide(tag->second, "", Depth::TopLevel);
    return decision.listed && decision.action == Action::Keep;
}

/// Without what the profile keeps, wherever else the same text was found.
std::vector<Identifier> searchedOf(std::vector<Identifier> identifiers, const Profile* profile) {
    if (!profile)
        return identifiers;
    std::map<std::string, bool> keptKinds;
    std::set<std::string> keptTexts;
    for (const Identifier& each : identifiers) {
        const auto [kind, isNew] = keptKinds.try_emplace(each.kind, false);
        if (isNew)
            kind->second = isKeptKind(*profile, each.kind);
        if (kind->second)
            keptTexts.insert(lowered(each.text));
    }
    if (!keptTexts.empty())
        std::erase_if(identifiers, [&](const Identifier& each) {
            return keptTexts.contains(lowered(each.text));
        });
    return identifiers;
}

/// Short text of no row of the table.
bool isFreeOfRules(const ElementPlace& element) {
    static const auto basic = Profile::builtIn("basic").value();
    constexpr std::array<std::string_view, 4> vrs{"LO", "SH", "UC", "CS"};
    const bool isShortText =
        element.vr[0] == 0 ||
        std::ranges::find(vrs, std::string_view(element.vr.data(), 2)) != vrs.end();
    return isShortText && element.tag.group > 0x0002 &&
           !basic->decide(element.tag, "", Depth::TopLevel).listed;
}

std::optional<std::chrono::sys_days> dayOf(const std::string& yyyymmdd) {
    if (yyyymmdd.size() < 8 || yyyymmdd.find_first_not_of("0123456789") < 8)
        return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t count) {
        return std::stoi(yyyymmdd.substr(at, count));
    };
    const std::chrono::year_month_day date{std::chrono::year(number(0, 4)),
                                           std::chrono::month(static_cast<unsigned>(number(4, 2))),
                                           std::chrono::day(static_cast<unsigned>(number(6, 2)))};
    if (!date.ok())
        return std::nullopt;
    return std::chrono::sys_days(date);
}

struct SourceJudge final : FindJudge {
    using Days = std::set<std::chrono::sys_days>;
    std::map<std::string, Days> daysOfKind;
    Days allDays;
    bool keepsSafePrivate = false;

    void learn(const std::vector<Identifier>& identifiers) {
        for (const Identifier& each : identifiers)
            if (each.form == IdentifierForm::Date)
                if (const auto day = dayOf(each.text)) {
                    daysOfKind[each.kind].insert(*day);
                    allDays.insert(*day);
                }
    }

    // All days of a patient move by the same number, and the study's says by how many: a day that
    // is another one of the source's, moved, may be equal to a third.
    bool isShiftedDay(const OutputFacts& facts, const ElementPlace& element,
                      const std::string& yyyymmdd) const override {
        const auto day = dayOf(yyyymmdd);
        if (!day || !facts.temporal.starts_with("MODIFIED"))
            return false;
        const auto sameKind = daysOfKind.find(dicom::keyword(element.tag));
        const Days& days = sameKind == daysOfKind.end() ? allDays : sameKind->second;
        const auto written = dayOf(facts.studyDate);
        const auto study = daysOfKind.find("StudyDate");
        if (!written || study == daysOfKind.end())
            return !days.contains(*day);
        return std::ranges::any_of(study->second, [&](const auto& original) {
            const auto shift = *written - original;
            return shift.count() != 0 && days.contains(*day - shift);
        });
    }
    // A phrase that also stands where every profile leaves text as it is identifies nobody: a
    // station called like its maker's product.
    bool isKept(const OutputFacts&, const ElementPlace& element, const SearchSet& set,
                const SearchForm& form) const override {
        if (element.tag.isPrivate())
            return keepsSafePrivate && set.isOnly(form, kPrivateKind);
        return form.form == IdentifierForm::Phrase && isFreeOfRules(element);
    }
};

} // namespace

struct LeakGate::State {
    std::vector<Identifier> common, own; ///< shared by the files of a study, and this file's
    std::vector<Identifier> names;       ///< searched for in the output's path alone
    SourceJudge judge;
    GateOptions options;

    std::vector<std::shared_ptr<const SearchedValues>> prepared(std::uint64_t fileSize) const;
};

SearchedValues::SearchedValues(const std::vector<Identifier>& identifiers)
    : m_impl(formsOf(identifiers)) {}
SearchedValues::~SearchedValues() = default;

struct GateCache::Impl {
    static constexpr std::size_t kMost = 16;
    struct Entry {
        std::vector<Identifier> identifiers;
        std::once_flag prepared; ///< by the first worker that wants it, while the others wait
        std::shared_ptr<const SearchedValues> values;
    };
    std::mutex mutex;
    std::deque<std::shared_ptr<Entry>> entries; ///< the newest first

    std::shared_ptr<Entry> entryOf(const std::vector<Identifier>& identifiers) {
        const auto same = [&](const std::shared_ptr<Entry>& entry) {
            return std::ranges::equal(
                entry->identifiers, identifiers, [](const auto& a, const auto& b) {
                    return a.form == b.form && a.text == b.text && a.kind == b.kind;
                });
        };
        const std::lock_guard lock(mutex);
        const auto known = std::ranges::find_if(entries, same);
        if (known != entries.end())
            return *known;
        auto entry = std::make_shared<Entry>();
        entry->identifiers = identifiers;
        entries.push_front(entry);
        if (entries.size() > kMost)
            entries.pop_back();
        return entry;
    }
};
GateCache::GateCache() : m_impl(std::make_unique<Impl>()) {}
GateCache::~GateCache() = default;

std::shared_ptr<const SearchedValues>
GateCache::valuesOf(const std::vector<Identifier>& identifiers) {
    const auto entry = m_impl->entryOf(identifiers);
    std::call_once(entry->prepared,
                   [&] { entry->values = std::make_shared<SearchedValues>(identifiers); });
    return entry->values;
}

LeakGate::LeakGate(const std::vector<Identifier>& ofSource, const fs::path& sourceRelative,
                   GateOptions options) {
    auto state = std::make_shared<State>();
    const Profile* const profile = options.profile.get();
    state->judge.learn(ofSource);
    state->judge.keepsSafePrivate = profile && profile->has(Option::RetainSafePrivate);
    for (Identifier& each : searchedOf(ofSource, profile))
        (each.form == IdentifierForm::Uid ? state->own : state->common).push_back(std::move(each));
    auto path = valuesOfPath(sourceRelative, looksLikePicture(sourceRelative));
    std::ranges::move(path.contents, std::back_inserter(state->own));
    state->names = std::move(path.names);
    if (!options.source.empty())
        if (const auto source = dicom::ByteSource::open(options.source))
            std::ranges::move(valuesBesidePixels(*source), std::back_inserter(state->own));
    state->options = std::move(options);
    m_state = std::move(state);
}

// Two sets are two searches: worth it where preparing one set would cost more than the second.
std::vector<std::shared_ptr<const SearchedValues>>
LeakGate::State::prepared(std::uint64_t fileSize) const {
    constexpr std::uint64_t small = 1 << 20;
    std::vector<std::shared_ptr<const SearchedValues>> values;
    if (options.cache && fileSize < small) {
        values.push_back(options.cache->valuesOf(common));
        values.push_back(std::make_shared<SearchedValues>(own));
    } else {
        auto all = common;
        all.insert(all.end(), own.begin(), own.end());
        values.push_back(std::make_shared<SearchedValues>(all));
    }
    if (options.batch)
        values.push_back(options.batch);
    return values;
}

Result<GateResult> LeakGate::check(const fs::path& outputFile, const fs::path& outputRelative) const
    try {
    CW_TRY(const auto file, dicom::ByteSource::open(outputFile));
    const auto values = m_state->prepared(file.size());
    const SearchedValues ofNames(m_state->names);
    WindowSearch::Sets contents, names{&ofNames.impl().set};
    for (const auto& each : values)
        contents.push_back(&each->impl().set);
    return FileSearch(contents, names, m_state->judge).run(file, outputRelative);
} catch (const std::exception&) {
    return fail(ErrorCode::Internal, "the search for leaks met an unexpected error");
}

} // namespace cw::anonymizer
