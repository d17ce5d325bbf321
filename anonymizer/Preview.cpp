// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Preview.h"
#include "anonymizer/Profile.h"
#include "anonymizer/detail/DicomDeidentifier.h"
#include "anonymizer/detail/ElementRules.h"
#include "anonymizer/detail/ProfileJson.h"
#include "core/Files.h"
#include "dicom/FileKind.h"
#include "imaging/Picture.h"
#include <algorithm>
#include <array>
#include <exception>
#include <map>
#include <new>

namespace cw::anonymizer {
namespace {

using Cause = ElementRules::Cause;
using What = PreviewRow::What;

/// A place in a data set, in the order of the file: tags and item numbers, outermost first.
using Place = std::vector<std::uint64_t>;

struct Seen {
    dicom::TagPath path;
    dicom::Tag tag;
    std::string vr, value;
    std::size_t length = 0;
    std::size_t inside = 0; ///< attributes within, of a sequence
};

std::uint64_t numberOf(dicom::Tag tag) {
    return static_cast<std::uint64_t>(tag.group) << 16 | tag.element;
}

Place placeOf(const dicom::TagPath& path, dicom::Tag tag) {
    Place place;
    for (const auto& step : path) {
        place.push_back(numberOf(step.sequence));
        place.push_back(step.item);
    }
    place.push_back(numberOf(tag));
    return place;
}

std::map<Place, Seen> flattened(const dicom::Header& header) {
    std::map<Place, Seen> all;
    header.visit([&all](const dicom::ElementView& element) {
        all[placeOf(element.path, element.tag)] = {element.path,
                                                   element.tag,
                                                   std::string(element.vr),
                                                   std::string(element.value),
                                                   element.length,
                                                   0};
        dicom::TagPath path = element.path;
        while (!path.empty()) {
            const dicom::Tag sequence = path.back().sequence;
            path.pop_back();
            ++all[placeOf(path, sequence)].inside;
        }
    });
    return all;
}

std::string kindOf(const Seen& seen) {
    struct Kind {
        std::string_view vr, words;
    };
    constexpr std::array kinds{
        Kind{"AE", "application entity"},
        Kind{"AS", "age"},
        Kind{"CS", "code word"},
        Kind{"DA", "date"},
        Kind{"DS", "number"},
        Kind{"DT", "date and time"},
        Kind{"IS", "number"},
        Kind{"LO", "line of text"},
        Kind{"LT", "free text"},
        Kind{"PN", "person name"},
        Kind{"SH", "short text"},
        Kind{"ST", "free text"},
        Kind{"TM", "time"},
        Kind{"UC", "long line of text"},
        Kind{"UI", "identifier (UID)"},
        Kind{"UR", "address (URI)"},
        Kind{"UT", "free text"},
    };
    if (seen.vr == "SQ")
        return "sequence with " + std::to_string(seen.inside) + " attributes";
    const auto found = std::ranges::find(kinds, std::string_view(seen.vr), &Kind::vr);
    const std::string words = found == kinds.end() ? "binary value" : std::string(found->words);
    return seen.length == 0 ? words + ", empty"
                            : words + ", " + std::to_string(seen.length) + " bytes";
}

/// As a line on a screen: printable, not too long.
std::string shown(const Seen& seen) {
    constexpr std::size_t longest = 120;
    const bool text = std::ranges::none_of(
        seen.value, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != 0x1B; });
    if (seen.vr == "SQ")
        return {};
    if (!text || (seen.value.empty() && seen.length > 0))
        return std::to_string(seen.length) + " bytes";
    if (seen.value.size() <= longest)
        return seen.value;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(seen.value[end]) & 0xC0) == 0x80)
        --end; // not inside a UTF-8 character
    return seen.value.substr(0, end) + "...";
}

std::string_view optionName(char letter) {
    const auto found =
        std::ranges::find(optionNames(), static_cast<Option>(letter), &OptionName::option);
    return found == optionNames().end() ? std::string_view("?") : found->name;
}

std::string groundOf(dicom::Tag tag, const Decision& decision) {
    const TableRow* row = rowOf(tag);
    const std::string code(row ? row->basic : "");
    switch (decision.ground) {
    case Ground::Basic:
        return "Table E.1-1: " + code;
    case Ground::Option:
        return "Table E.1-1, option " + std::string(optionName(decision.option)) + ": " +
               std::string(name(decision.action));
    case Ground::Dates:
        return "dates of the profile: one fixed day";
    case Ground::OwnRule:
        return "rule of the profile: " + std::string(name(decision.action));
    case Ground::Group:
        return tag.isPrivate() ? "Table E.1-1: private attributes"
                               : "Table E.1-1: repeating groups";
    case Ground::Unlisted:
        break;
    }
    return "not in Table E.1-1";
}

struct Reason {
    std::string rule, why;
};

std::string whyOf(What what, const Decision& decision) {
    if (what == What::Kept)
        return "the profile keeps it";
    if (decision.action == Action::NewUid)
        return "the same pseudonym wherever the same UID is named";
    if (decision.action == Action::Clean)
        return what == What::Replaced ? "what does not identify stays of it"
                                      : "nothing of it may stay";
    if (what == What::Removed)
        return "the object is valid without it";
    return what == What::Emptied ? "the object must have it, but without a value"
                                 : "the object must have a value here; this one says nothing";
}

Reason reasonOf(const ElementRules::Trace& trace, const Seen& seen, What what) {
    switch (trace.cause) {
    case Cause::Rule:
        return {groundOf(seen.tag, trace.decision), whyOf(what, trace.decision)};
    case Cause::ValueRepresentation:
        return {"not in Table E.1-1: by its VR " + seen.vr,
                what == What::Kept ? "such a value names nobody"
                                   : "such a value may name somebody whatever attribute it is in"};
    case Cause::OwnWords:
        return {groundOf(seen.tag, trace.decision) + ", searched",
                what == What::Kept
                    ? "kept: nothing of this patient's was found in it"
                    : "the patient's own words were cut out, or the text is now UTF-8"};
    case Cause::Unknown:
        return {"unknown attribute", "what nobody knows nobody can judge"};
    case Cause::SafePrivate:
        return {"Table E.3.10-1, option retain-safe-private",
                "the standard knows this private attribute to be safe"};
    case Cause::Enclosing:
        return {"the sequence around it", "the sequence is replaced or cleaned as a whole"};
    case Cause::Concept:
        return {"Table E.3.4-1, option clean-structured-content",
                "the concept of the content item decides"};
    case Cause::Subject:
        return {"the patient's pseudonym", "one for all files of a patient"};
    case Cause::Claim:
        return {"written by de-identification", "an earlier claim is not repeated"};
    case Cause::Structure:
        return {"structure of the file", "no matter of privacy"};
    }
    return {};
}

class Comparison {
public:
    Comparison(std::map<Place, Seen> before, std::map<Place, Seen> after,
               std::map<Place, ElementRules::Trace> traces, const PreviewOptions& options)
        : m_before(std::move(before)), m_after(std::move(after)), m_traces(std::move(traces)),
          m_options(options) {}

    std::vector<PreviewRow> rows() {
        auto old = m_before.cbegin();
        auto fresh = m_after.cbegin();
        while (old != m_before.end() || fresh != m_after.end()) {
            if (fresh == m_after.end() || (old != m_before.end() && old->first < fresh->first))
                old = gone(old);
            else if (old == m_before.end() || fresh->first < old->first)
                inserted((fresh++)->second);
            else
                both((old++), (fresh++)->second);
        }
        return std::move(m_rows);
    }

private:
    using At = std::map<Place, Seen>::const_iterator;

    /// A sequence that is gone is one row, whatever was in it.
    At gone(At at) {
        add(at->second, What::Removed, at->first, {});
        const Place& place = at->first;
        auto next = std::next(at);
        while (next != m_before.end() && next->first.size() > place.size() &&
               std::equal(place.begin(), place.end(), next->first.begin()))
            ++next;
        return next;
    }
    void inserted(const Seen& seen) {
        PreviewRow row = rowOf(seen, What::Inserted);
        row.after = shown(seen);
        row.rule = "written by de-identification";
        row.why = "PS3.15 E.1.1, or the object lacked it";
        m_rows.push_back(std::move(row));
    }
    void both(At at, const Seen& fresh) {
        const Seen& old = at->second;
        const bool emptied = old.vr == "SQ" ? fresh.inside == 0 && old.inside > 0
                                            : fresh.length == 0 && old.length > 0;
        const bool same =
            old.vr == "SQ" ? !emptied : old.value == fresh.value && old.length == fresh.length;
        if (!same)
            add(old, emptied ? What::Emptied : What::Replaced, at->first, shown(fresh));
        else if (m_options.unchanged)
            add(old, What::Kept, at->first, shown(fresh));
    }
    void add(const Seen& seen, What what, const Place& place, std::string after) {
        PreviewRow row = rowOf(seen, what);
        row.beforeKind = kindOf(seen);
        row.after = std::move(after);
        if (m_options.showValues)
            row.before = shown(seen);
        if (const auto trace = m_traces.find(place); trace != m_traces.end()) {
            auto reason = reasonOf(trace->second, seen, what);
            row.rule = std::move(reason.rule);
            row.why = std::move(reason.why);
        }
        m_rows.push_back(std::move(row));
    }
    static PreviewRow rowOf(const Seen& seen, What what) {
        PreviewRow row;
        row.path = seen.path;
        row.tag = seen.tag;
        for (const auto& step : seen.path)
            row.where += dicom::text(step.sequence) + "[" + std::to_string(step.item) + "] > ";
        row.where += dicom::text(seen.tag);
        row.keyword = dicom::keyword(seen.tag);
        row.vr = seen.vr;
        row.what = what;
        return row;
    }

    std::map<Place, Seen> m_before, m_after;
    std::map<Place, ElementRules::Trace> m_traces;
    const PreviewOptions& m_options;
    std::vector<PreviewRow> m_rows;
};

/// The rules once more over the original, only to ask them why.
std::map<Place, ElementRules::Trace> tracesOf(const dicom::Header& header,
                                              const DeidentifyContext& context,
                                              const FileRecord& record,
                                              const std::string& sopClassUid) {
    static const std::vector<Identifier> none;
    ElementRules rules(*context.profile, context.pseudonyms, {record.patient, -1, false},
                       sopClassUid, record.identifiers ? *record.identifiers : none);
    std::map<Place, ElementRules::Trace> traces;
    header.visit([&](const dicom::ElementView& element) {
        (void)rules(element);
        traces[placeOf(element.path, element.tag)] = rules.trace();
    });
    return traces;
}

Result<Preview> previewOfDicom(dicom::ByteSource source, const DeidentifyContext& context,
                               const PreviewOptions& options) {
    CW_TRY(auto prepared, DicomDeidentifier(context, {}).prepare(std::move(source), {}));
    const dicom::Header& before = prepared.file.header();
    Preview preview;
    preview.mediaType = "application/dicom";
    preview.rows =
        Comparison(flattened(before), flattened(prepared.header),
                   tracesOf(before, context, prepared.record, prepared.file.sopClassUid()), options)
            .rows();
    preview.warnings = prepared.record.record.warnings;
    preview.warnings.emplace_back(
        "the preamble and the file meta information are written afresh; metadata inside compressed "
        "frames and bytes behind the picture are cut");
    return preview;
}

Result<Preview> previewOfPicture(std::span<const std::byte> bytes, const DeidentifyContext& context,
                                 const std::filesystem::path& sourceName) {
    CW_TRY(const auto file, deidentify(bytes, context, sourceName));
    Preview preview;
    preview.mediaType = file.image.value().mediaType;
    for (const auto& [what, times] : file.record.actions) {
        PreviewRow row;
        row.where = "picture";
        row.keyword = what;
        row.what = what == "keep" ? What::Kept : What::Removed;
        row.beforeKind = std::to_string(times) + " segments or chunks";
        row.rule = "allow list of segments (decision 0011)";
        row.why = "only what the pixels need stays; they are identical";
        preview.rows.push_back(std::move(row));
    }
    preview.warnings = file.record.warnings;
    return preview;
}

Result<Preview> previewOf(dicom::ByteSource source, const DeidentifyContext& context,
                          const std::filesystem::path& sourceName, const PreviewOptions& options) {
    constexpr std::uint64_t largest = 2ULL << 30;
    if (source.size() > largest)
        return fail(ErrorCode::TooLarge, "the file is larger than a preview reads");
    std::vector<std::byte> head(dicom::kBytesToTellKind);
    CW_TRY(const auto got, source.read(0, head));
    head.resize(got);
    const bool picture = imaging::sniffPicture(head).has_value();
    Result<Preview> preview =
        fail(ErrorCode::Unsupported, "neither a DICOM file nor a JPEG, PNG, TIFF or BMP picture");
    if (dicom::fileKindOf(head, picture) == dicom::FileKind::Dicom) {
        preview = previewOfDicom(std::move(source), context, options);
    } else if (picture) {
        std::vector<std::byte> bytes(static_cast<std::size_t>(source.size()));
        CW_TRY(const auto read, source.read(0, bytes));
        bytes.resize(read);
        preview = previewOfPicture(bytes, context, sourceName);
    }
    if (preview)
        preview->profile = context.profile->name() + ", " + context.profile->edition();
    return preview;
}

template <class Work>
Result<Preview> guarded(Work work) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::TooLarge, "the file needs more memory than there is");
    } catch (const std::exception&) {
        return fail(ErrorCode::Internal, "the preview met an unexpected error");
    }
}

} // namespace

std::string_view name(PreviewRow::What what) {
    constexpr std::array<std::string_view, 5> names{"kept", "removed", "emptied", "replaced",
                                                    "inserted"};
    return names[static_cast<std::size_t>(what)];
}

std::size_t Preview::count(PreviewRow::What what) const {
    return static_cast<std::size_t>(std::ranges::count(rows, what, &PreviewRow::what));
}

Result<Preview> preview(std::span<const std::byte> bytes, const DeidentifyContext& context,
                        const std::filesystem::path& sourceName, const PreviewOptions& options) {
    return guarded(
        [&] { return previewOf(dicom::ByteSource::of(bytes), context, sourceName, options); });
}

Result<Preview> preview(const std::filesystem::path& file, const DeidentifyContext& context,
                        const PreviewOptions& options) {
    return guarded([&]() -> Result<Preview> {
        CW_TRY(auto source, dicom::ByteSource::open(file));
        return previewOf(std::move(source), context, file.filename(), options);
    });
}

} // namespace cw::anonymizer
