// SPDX-License-Identifier: Apache-2.0
#include "app/gui/IntakeWords.h"

#include "app/gui/Words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>
#include <iterator>
#include <string_view>

namespace cw::gui {
namespace {

struct Entry {
    const char* stored;
    const char* english;
};

QString spoken(const char* english) { return QCoreApplication::translate("IntakeWords", english); }

template <std::size_t N>
const Entry* find(const Entry (&table)[N], std::string_view stored) {
    const auto* it = std::find_if(std::begin(table), std::end(table),
                                  [&](const Entry& entry) { return stored == entry.stored; });
    return it == std::end(table) ? nullptr : it;
}

constexpr Entry kProfileNames[] = {
    {"basic", QT_TRANSLATE_NOOP("IntakeWords", "Basic")},
    {"curation", QT_TRANSLATE_NOOP("IntakeWords", "Curation")},
    {"programme", QT_TRANSLATE_NOOP("IntakeWords", "Programme release")}};

constexpr Entry kProfiles[] = {
    {"basic",
     QT_TRANSLATE_NOOP("IntakeWords",
                       "The standard's basic profile without any option: the least is left. Dates, "
                       "ages and descriptions go.")},
    {"curation",
     QT_TRANSLATE_NOOP("IntakeWords",
                       "For data sets that readers and models work on: dates moved by each "
                       "patient's own number of days, age and sex kept, descriptions cut down to "
                       "radiological words.")},
    {"programme",
     QT_TRANSLATE_NOOP("IntakeWords",
                       "The release of the data-building programme: every date 19000101, patients "
                       "numbered by class, the device kept. Needs a table of patients with their "
                       "classes.")}};

constexpr Entry kPurposes[] = {
    {"statistics", QT_TRANSLATE_NOOP("IntakeWords", "Statistics")},
    {"research", QT_TRANSLATE_NOOP("IntakeWords", "Scientific research")},
    {"archiving", QT_TRANSLATE_NOOP("IntakeWords", "Archiving in the public interest")},
    {"consent", QT_TRANSLATE_NOOP("IntakeWords", "With the person's consent")}};

constexpr Entry kChanges[] = {{"kept", QT_TRANSLATE_NOOP("IntakeWords", "=  kept")},
                              {"removed", QT_TRANSLATE_NOOP("IntakeWords", "×  removed")},
                              {"emptied", QT_TRANSLATE_NOOP("IntakeWords", "○  emptied")},
                              {"replaced", QT_TRANSLATE_NOOP("IntakeWords", "↻  replaced")},
                              {"inserted", QT_TRANSLATE_NOOP("IntakeWords", "+  added")}};

constexpr Entry kKinds[] = {
    {"application entity", QT_TRANSLATE_NOOP("IntakeWords", "application entity")},
    {"age", QT_TRANSLATE_NOOP("IntakeWords", "age")},
    {"code word", QT_TRANSLATE_NOOP("IntakeWords", "code word")},
    {"date", QT_TRANSLATE_NOOP("IntakeWords", "date")},
    {"number", QT_TRANSLATE_NOOP("IntakeWords", "number")},
    {"date and time", QT_TRANSLATE_NOOP("IntakeWords", "date and time")},
    {"line of text", QT_TRANSLATE_NOOP("IntakeWords", "line of text")},
    {"free text", QT_TRANSLATE_NOOP("IntakeWords", "free text")},
    {"person name", QT_TRANSLATE_NOOP("IntakeWords", "name of a person")},
    {"short text", QT_TRANSLATE_NOOP("IntakeWords", "short text")},
    {"time", QT_TRANSLATE_NOOP("IntakeWords", "time")},
    {"long line of text", QT_TRANSLATE_NOOP("IntakeWords", "long line of text")},
    {"identifier (UID)", QT_TRANSLATE_NOOP("IntakeWords", "UID")},
    {"address (URI)", QT_TRANSLATE_NOOP("IntakeWords", "address (URI)")},
    {"binary value", QT_TRANSLATE_NOOP("IntakeWords", "binary value")}};

/// Parts of a rule's line, longest first; what follows (codes, names of options) stays.
constexpr Entry kRules[] = {
    {"not in Table E.1-1: by its VR",
     QT_TRANSLATE_NOOP("IntakeWords", "not in Table E.1-1: by its VR")},
    {"not in Table E.1-1", QT_TRANSLATE_NOOP("IntakeWords", "not in Table E.1-1")},
    {"private attributes", QT_TRANSLATE_NOOP("IntakeWords", "private attributes")},
    {"repeating groups", QT_TRANSLATE_NOOP("IntakeWords", "repeating groups")},
    {"Table E.3.10-1, option", QT_TRANSLATE_NOOP("IntakeWords", "Table E.3.10-1, option")},
    {"Table E.3.4-1, option", QT_TRANSLATE_NOOP("IntakeWords", "Table E.3.4-1, option")},
    {"Table E.1-1, option", QT_TRANSLATE_NOOP("IntakeWords", "Table E.1-1, option")},
    {"Table E.1-1", QT_TRANSLATE_NOOP("IntakeWords", "Table E.1-1")},
    {"dates of the profile: one fixed day",
     QT_TRANSLATE_NOOP("IntakeWords", "dates of the profile: one fixed day")},
    {"rule of the profile", QT_TRANSLATE_NOOP("IntakeWords", "rule of the profile")},
    {"unknown attribute", QT_TRANSLATE_NOOP("IntakeWords", "unknown attribute")},
    {"the sequence around it", QT_TRANSLATE_NOOP("IntakeWords", "the sequence around it")},
    {"the patient's pseudonym", QT_TRANSLATE_NOOP("IntakeWords", "the patient's pseudonym")},
    {"written by de-identification",
     QT_TRANSLATE_NOOP("IntakeWords", "written by de-identification")},
    {"structure of the file", QT_TRANSLATE_NOOP("IntakeWords", "structure of the file")},
    {"allow list of segments (decision 0011)",
     QT_TRANSLATE_NOOP("IntakeWords", "only what the pixels need stays")},
    {", searched", QT_TRANSLATE_NOOP("IntakeWords", ", searched")}};

/// Why, in a sentence of the rules.
constexpr Entry kWhys[] = {
    {"the profile keeps it", QT_TRANSLATE_NOOP("IntakeWords", "The profile keeps it.")},
    {"the same pseudonym wherever the same UID is named",
     QT_TRANSLATE_NOOP("IntakeWords", "The same pseudonym wherever the same UID is named.")},
    {"what does not identify stays of it",
     QT_TRANSLATE_NOOP("IntakeWords", "What does not identify stays of it.")},
    {"nothing of it may stay", QT_TRANSLATE_NOOP("IntakeWords", "Nothing of it may stay.")},
    {"the object is valid without it",
     QT_TRANSLATE_NOOP("IntakeWords", "The object is valid without it.")},
    {"the object must have it, but without a value",
     QT_TRANSLATE_NOOP("IntakeWords", "The object must have it, but without a value.")},
    {"the object must have a value here; this one says nothing",
     QT_TRANSLATE_NOOP("IntakeWords", "The object must have a value here; this one says nothing.")},
    {"such a value names nobody", QT_TRANSLATE_NOOP("IntakeWords", "Such a value names nobody.")},
    {"such a value may name somebody whatever attribute it is in",
     QT_TRANSLATE_NOOP("IntakeWords",
                       "Such a value may name somebody, whatever attribute it is in.")},
    {"kept: nothing of this patient's was found in it",
     QT_TRANSLATE_NOOP("IntakeWords", "Nothing of this patient's was found in it.")},
    {"the patient's own words were cut out, or the text is now UTF-8",
     QT_TRANSLATE_NOOP("IntakeWords",
                       "The patient's own words were cut out, or the text is now UTF-8.")},
    {"what nobody knows nobody can judge",
     QT_TRANSLATE_NOOP("IntakeWords", "What nobody knows nobody can judge.")},
    {"the standard knows this private attribute to be safe",
     QT_TRANSLATE_NOOP("IntakeWords", "The standard knows this private attribute to be safe.")},
    {"the sequence is replaced or cleaned as a whole",
     QT_TRANSLATE_NOOP("IntakeWords", "The sequence is replaced or cleaned as a whole.")},
    {"the concept of the content item decides",
     QT_TRANSLATE_NOOP("IntakeWords", "The concept of the content item decides.")},
    {"one for all files of a patient",
     QT_TRANSLATE_NOOP("IntakeWords", "One for all files of a patient.")},
    {"an earlier claim is not repeated",
     QT_TRANSLATE_NOOP("IntakeWords", "An earlier claim is not repeated.")},
    {"no matter of privacy", QT_TRANSLATE_NOOP("IntakeWords", "No matter of privacy.")},
    {"PS3.15 E.1.1, or the object lacked it",
     QT_TRANSLATE_NOOP("IntakeWords", "The standard wants it, or the object lacked it.")},
    {"only what the pixels need stays; they are identical",
     QT_TRANSLATE_NOOP("IntakeWords", "Only what the pixels need stays; they are identical.")}};

constexpr Entry kMatches[] = {
    {"writing", QT_TRANSLATE_NOOP("IntakeWords", "writing")},
    {"unread writing", QT_TRANSLATE_NOOP("IntakeWords", "writing nobody could read")},
    {"declared by the file", QT_TRANSLATE_NOOP("IntakeWords", "the file says it has writing")},
    {"drawn", QT_TRANSLATE_NOOP("IntakeWords", "drawn by a person")},
    {"PatientName", QT_TRANSLATE_NOOP("IntakeWords", "name of the patient")},
    {"PatientID", QT_TRANSLATE_NOOP("IntakeWords", "ID of the patient")},
    {"PatientBirthDate", QT_TRANSLATE_NOOP("IntakeWords", "date of birth")},
    {"StudyDate", QT_TRANSLATE_NOOP("IntakeWords", "date of the study")},
    {"AccessionNumber", QT_TRANSLATE_NOOP("IntakeWords", "accession number")},
    {"InstitutionName", QT_TRANSLATE_NOOP("IntakeWords", "name of the institution")},
    {"file name", QT_TRANSLATE_NOOP("IntakeWords", "part of the file's name")}};

constexpr Entry kReasons[] = {
    {"a DICOMDIR is an index of names, not an image",
     QT_TRANSLATE_NOOP("IntakeWords", "A DICOMDIR is an index of names, not an image.")},
    {"neither a DICOM file nor a picture",
     QT_TRANSLATE_NOOP("IntakeWords", "Neither a DICOM file nor a picture.")},
    {"neither a DICOM file nor a JPEG, PNG, TIFF or BMP picture",
     QT_TRANSLATE_NOOP("IntakeWords", "Neither a DICOM file nor a picture.")},
    {"the file is empty", QT_TRANSLATE_NOOP("IntakeWords", "The file is empty.")},
    {"the file holds no data set", QT_TRANSLATE_NOOP("IntakeWords", "The file holds no data set.")},
    {"the file cannot be opened", QT_TRANSLATE_NOOP("IntakeWords", "The file cannot be opened.")},
    {"the file ends before", QT_TRANSLATE_NOOP("IntakeWords", "The file is cut off.")},
    {"ends before its picture", QT_TRANSLATE_NOOP("IntakeWords", "The file is cut off.")},
    {"shorter than", QT_TRANSLATE_NOOP("IntakeWords", "The file is cut off.")},
    {"the picture's pixels cannot be decoded",
     QT_TRANSLATE_NOOP("IntakeWords", "The picture cannot be decoded.")},
    {"a link, folder or device", QT_TRANSLATE_NOOP("IntakeWords", "A link or device, not a file.")},
    {"a DICOM object without pixel data",
     QT_TRANSLATE_NOOP("IntakeWords", "A DICOM object without a picture.")},
    {"transfer syntax",
     QT_TRANSLATE_NOOP("IntakeWords", "Its compression (transfer syntax) is not known.")},
    {"more memory", QT_TRANSLATE_NOOP("IntakeWords", "It needs more memory than there is.")},
    {"larger than", QT_TRANSLATE_NOOP("IntakeWords", "It is larger than this program allows.")},
    {"class", QT_TRANSLATE_NOOP("IntakeWords", "The table of patients gives it no class or ID.")},
    {"table", QT_TRANSLATE_NOOP("IntakeWords", "The table of patients gives it no class or ID.")},
    {"not a mammography image",
     QT_TRANSLATE_NOOP("IntakeWords", "Not a picture of this project's kind.")},
    {"not a fundus image",
     QT_TRANSLATE_NOOP("IntakeWords", "Not a picture of this project's kind.")}};

constexpr Entry kErrors[] = {
    {"the source folder is not there",
     QT_TRANSLATE_NOOP("IntakeWords", "The source folder is not there.")},
    {"no key file is named", QT_TRANSLATE_NOOP("IntakeWords", "Name a key file.")},
    {"the source and the project's folder lie inside each other",
     QT_TRANSLATE_NOOP("IntakeWords", "Source and project must not lie inside each other.")},
    {"the key file lies inside a folder that is handed on: whoever gets the folder could undo it",
     QT_TRANSLATE_NOOP("IntakeWords", "The key lies inside the source or the project: keep it "
                                      "elsewhere, it could undo everything.")},
    {"the target folder is not empty",
     QT_TRANSLATE_NOOP("IntakeWords", "The target folder is not empty.")},
    {"the target and the source lie inside each other",
     QT_TRANSLATE_NOOP("IntakeWords", "Target and source must not lie inside each other.")},
    {"the target is not a folder", QT_TRANSLATE_NOOP("IntakeWords", "The target is not a folder.")},
    {"say first who decides: the operator is empty",
     QT_TRANSLATE_NOOP("IntakeWords", "Say first who decides: fill in the operator.")},
    {"with a ledger a reviewer has to approve what leaves: name one",
     QT_TRANSLATE_NOOP("IntakeWords", "With a ledger a reviewer has to approve: name one.")},
    {"writing that stays needs a reason",
     QT_TRANSLATE_NOOP("IntakeWords", "Writing that stays needs a reason.")}};

} // namespace

QString profileName(const std::string& name) {
    const auto* known = find(kProfileNames, name);
    return known ? spoken(known->english) : QString::fromStdString(name);
}

QString profileLineWords(const std::string& line) {
    const auto whole = QString::fromStdString(line);
    const auto* known = find(kProfileNames, line.substr(0, line.find(',')));
    return known ? QStringLiteral("%1 (%2)").arg(spoken(known->english), whole) : whole;
}

QString profileWords(const std::string& name, const std::string& description) {
    const auto* known = find(kProfiles, name);
    return known ? spoken(known->english) : QString::fromStdString(description);
}

QString purposeWords(const std::string& purpose) {
    const auto* known = find(kPurposes, purpose);
    return known ? spoken(known->english) : QString::fromStdString(purpose);
}

QString changeWords(const std::string& what) {
    const auto* known = find(kChanges, what);
    return known ? spoken(known->english) : QString::fromStdString(what);
}

/// "date, 8 bytes", "sequence with 3 attributes", "2 segments or chunks"
QString kindWords(const std::string& kind) {
    static const QRegularExpression sequence("^sequence with (\\d+) attributes$"),
        chunks("^(\\d+) segments or chunks$"), bytes("^, (\\d+) bytes$");
    const auto whole = QString::fromStdString(kind);
    if (const auto match = sequence.match(whole); match.hasMatch())
        return spoken(QT_TRANSLATE_NOOP("IntakeWords", "sequence with %1 attributes"))
            .arg(match.captured(1));
    if (const auto match = chunks.match(whole); match.hasMatch())
        return spoken(QT_TRANSLATE_NOOP("IntakeWords", "%1 segments")).arg(match.captured(1));
    const auto comma = kind.find(", ");
    const auto* known = find(kKinds, kind.substr(0, comma));
    if (!known)
        return whole;
    const auto rest =
        comma == std::string::npos ? QString() : QString::fromStdString(kind.substr(comma));
    if (const auto match = bytes.match(rest); match.hasMatch())
        return spoken(known->english) + QStringLiteral(", ") +
               spoken(QT_TRANSLATE_NOOP("IntakeWords", "%1 bytes")).arg(match.captured(1));
    if (rest == QLatin1String(", empty"))
        return spoken(known->english) + QStringLiteral(", ") +
               spoken(QT_TRANSLATE_NOOP("IntakeWords", "empty"));
    return spoken(known->english) + rest;
}

QString ruleWords(const std::string& rule) {
    auto result = QString::fromStdString(rule);
    for (const auto& entry : kRules) {
        const auto at = rule.find(entry.stored);
        if (at == std::string::npos)
            continue;
        // A longer part has taken its place already.
        const auto stored = QString::fromLatin1(entry.stored);
        if (result.contains(stored))
            result.replace(stored, spoken(entry.english));
    }
    return result;
}

QString whyWords(const std::string& why) {
    const auto* known = find(kWhys, why);
    return known ? spoken(known->english) : QString::fromStdString(why);
}

QString matchWords(const std::string& match) {
    const auto* known = find(kMatches, match);
    return known ? spoken(known->english) : QString::fromStdString(match);
}

QString verdictWords(const workflow::Writing& writing) {
    switch (writing.verdict) {
    case workflow::WritingVerdict::Undecided:
        return spoken(QT_TRANSLATE_NOOP("IntakeWords", "▲  to decide"));
    case workflow::WritingVerdict::Hide:
        return writing.everywhere ? spoken(QT_TRANSLATE_NOOP("IntakeWords", "■  hide (device)"))
                                  : spoken(QT_TRANSLATE_NOOP("IntakeWords", "■  hide"));
    case workflow::WritingVerdict::Keep:
        return spoken(QT_TRANSLATE_NOOP("IntakeWords", "○  keep"));
    }
    return {};
}

QString reasonWords(const workflow::IntakeItem& item) {
    switch (item.state) {
    case workflow::IntakeItem::State::Held:
        return spoken(
            QT_TRANSLATE_NOOP("IntakeWords", "Writing in the picture awaits a decision."));
    case workflow::IntakeItem::State::Leaked:
        return spoken(
            QT_TRANSLATE_NOOP("IntakeWords", "Stopped by the leak gate: an identifier was left."));
    case workflow::IntakeItem::State::Done:
        return {};
    case workflow::IntakeItem::State::Quarantined:
        break;
    }
    for (const auto& entry : kReasons)
        if (item.reason.find(entry.stored) != std::string::npos)
            return spoken(entry.english);
    return spoken(QT_TRANSLATE_NOOP("IntakeWords", "The file does not follow its format."));
}

QString words(const workflow::Blocker& blocker) {
    using enum workflow::Blocker::Kind;
    const auto counted = [&](const char* english) { return spoken(english).arg(blocker.count); };
    switch (blocker.kind) {
    case NotRun:
        return spoken(QT_TRANSLATE_NOOP("IntakeWords", "No run has reached the end."));
    case Undecided:
        return counted(QT_TRANSLATE_NOOP("IntakeWords", "Writing in pictures to decide on: %1."));
    case NotRerun:
        return counted(
            QT_TRANSLATE_NOOP("IntakeWords", "Decided but not written yet: %1. Run again."));
    case Leaks:
        return counted(QT_TRANSLATE_NOOP(
            "IntakeWords", "Stopped by the leak gate: %1. Leave them out, or change the profile."));
    case NothingDone:
        return spoken(QT_TRANSLATE_NOOP("IntakeWords", "Nothing was written."));
    case NoOperator:
        return spoken(QT_TRANSLATE_NOOP("IntakeWords", "The operator is not named."));
    case NoPurpose:
        return spoken(QT_TRANSLATE_NOOP("IntakeWords", "The purpose is not chosen."));
    case DoesNotReconcile:
        return spoken(
            QT_TRANSLATE_NOOP("IntakeWords", "Input and lists do not add up. Run again."));
    }
    return {};
}

QString intakeErrorWords(const Error& error) {
    for (const auto& entry : kErrors)
        if (error.message == entry.stored)
            return spoken(entry.english);
    return words(error);
}

} // namespace cw::gui
