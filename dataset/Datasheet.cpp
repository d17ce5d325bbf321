// SPDX-License-Identifier: Apache-2.0
#include "dataset/Datasheet.h"
#include "dataset/Counts.h"

#include <algorithm>
#include <set>

namespace cw::dataset {
namespace {

using Table = std::pair<std::string, std::vector<std::pair<std::string, std::size_t>>>;

std::string plural(std::size_t count, const std::string& singular) {
    return std::to_string(count) + " " + singular + (count == 1 ? "" : "s");
}

Table table(const std::string& heading, const std::map<std::string, std::size_t>& counts) {
    Table result{heading, {}};
    for (const auto& [key, count] : counts)
        result.second.emplace_back(key.empty() ? "not known" : key, count);
    return result;
}

std::string whatItIs(const FrozenVersion& version) {
    const bool breast = version.content.kind == core::ImageKind::Mammography;
    std::string text = breast ? "Mammograms" : "Fundus photographs";
    text += " with the class of their case and outlines of lesions, drawn as polygons.";
    if (version.content.provenance.syntheticPatients)
        text += " THE PATIENTS ARE SYNTHETIC: computed pictures, no person.";
    return text;
}

/// One answer for all cases or images, or a list.
std::string listed(const std::set<std::string>& values) {
    std::string text;
    for (const std::string& value : values)
        if (!value.empty())
            text += (text.empty() ? "" : "; ") + value;
    return text;
}

std::string thresholds(const DatasetContent& content) {
    std::set<std::string> all;
    for (const CaseProvenance& from : content.cases)
        for (const auto& [key, value] : from.thresholds) {
            auto number = std::to_string(value);
            number.erase(number.find_last_not_of('0') + 1);
            all.insert(key + " " + number + (number.back() == '.' ? "0" : ""));
        }
    return listed(all);
}

std::string labelling(const DatasetContent& content) {
    std::map<std::string, std::size_t> origins;
    std::set<std::string> readers;
    for (const CaseProvenance& from : content.cases) {
        if (!from.origin.empty())
            ++origins[from.origin];
        readers.insert(from.readerA.text());
        readers.insert(from.readerB.text());
    }
    readers.erase("");
    if (origins.empty())
        return {};
    std::string text = "Two readers read every case blind to each other (" +
                       plural(readers.size(), "reader") + " in all).";
    for (const auto& [origin, count] : origins)
        text += " " + plural(count, "case") + ": " + origin + ".";
    if (const auto rules = thresholds(content); !rules.empty())
        text += " Thresholds of the comparison: " + rules + ".";
    if (content.provenance.simulatedReaders)
        text += " THE READERS ARE SIMULATED: a program moved and bent known outlines.";
    return text;
}

std::string exclusions(const Counts& counts) {
    std::size_t all = 0;
    std::string text;
    for (const auto& [reason, count] : counts.excludedByReason) {
        text += (text.empty() ? "" : "; ") + (reason.empty() ? "no reason given" : reason) + " " +
                std::to_string(count);
        all += count;
    }
    return all == 0 ? "No case is on record as excluded."
                    : plural(all, "case") + " excluded, by reason: " + text + ".";
}

std::string deidentification(const DatasetContent& content) {
    std::set<std::string> profiles;
    for (const DatasetImage& image : content.images)
        profiles.insert(image.profile + (image.profileSha256.empty()
                                             ? std::string()
                                             : " (SHA-256 " + image.profileSha256 + ")"));
    profiles.erase("");
    if (profiles.empty())
        return {};
    return "De-identified before anybody read them, by the profile " + listed(profiles) +
           ". Patients are keyed pseudonyms; ages are bands of ten years.";
}

std::string paperNamed(const DatasetContent& content, const std::string& role) {
    for (const Paper& paper : content.papers)
        if (paper.role == role)
            return "See papers/" + role + paper.ending + ".";
    return {};
}

std::string rulesText(const VersionProvenance& from) {
    std::string text = from.rules.empty() ? std::string() : std::string("By these rules:");
    for (const std::string& rule : from.rules)
        text += " " + rule + (rule.ends_with('.') ? "" : ".");
    return text;
}

DatasheetSection composition(const FrozenVersion& version) {
    const DatasetContent& content = version.content;
    const Counts counts = countsOf(content);
    const bool breast = content.kind == core::ImageKind::Mammography;
    return {
        "Composition",
        {{"composition.instances", "What do the instances represent?", whatItIs(version)},
         {"composition.count", "How many are there?",
          plural(counts.patients, "patient") + ", " + plural(counts.cases, "case") + ", " +
              plural(counts.images, "image") + ", " + plural(counts.findings, "outlined lesion") +
              "."},
         {"composition.sample", "Is it a sample of a larger set, and of which?", ""},
         {"composition.labels", "Is there a label with each instance?",
          "The class of the case, the readers' agreed answers, and the outlines on each image."},
         {"composition.missing", "Is anything missing?", exclusions(counts)},
         {"composition.relations", "Are instances related to each other?",
          "Images of one patient share a patient key: split training and test by patient."},
         {"composition.errors", "Known errors, noise, redundancies?", ""},
         {"composition.confidential", "Could it hold confidential data?",
          deidentification(content)}},
        {table("Cases by class", counts.casesByClass),
         table("Images by class", counts.imagesByClass),
         breast ? table("Images by view", counts.imagesByView)
                : table("Images by field", counts.imagesByField),
         table("Images by side", counts.imagesBySide),
         table("Images by device", counts.imagesByDevice),
         table("Cases by age band", counts.casesByAgeBand),
         table("Lesions by label", counts.findingsByLabel),
         table("Excluded cases by reason", counts.excludedByReason)}};
}

DatasheetSection collection(const FrozenVersion& version) {
    const auto& from = version.content.provenance;
    return {
        "Collection process",
        {{"collection.how", "How was each instance acquired?",
          from.syntheticPatients ? "Computed by a phantom program; no hospital, no patient." : ""},
         {"collection.who", "Who collected it, and how were they paid?", ""},
         {"collection.period", "Over what time?", ""},
         {"collection.ethics", "Was it reviewed by an ethics board?", ""},
         {"collection.consent", "Did the people consent, or on what other ground?", ""},
         {"collection.selection", "How were cases selected?", rulesText(from)}},
        {}};
}

DatasheetSection preprocessing(const FrozenVersion& version) {
    const auto& from = version.content.provenance;
    return {
        "Preprocessing, cleaning, labelling",
        {{"preprocessing.what", "What was done to the images?", deidentification(version.content)},
         {"preprocessing.labelling", "How was it labelled?", labelling(version.content)},
         {"preprocessing.raw", "Is the raw data kept?", ""},
         {"preprocessing.software", "With which software?", from.software}},
        {}};
}

} // namespace

std::vector<DatasheetSection> datasheet(const FrozenVersion& version,
                                        const DatasheetAnswers& answers) {
    const DatasetContent& content = version.content;
    std::vector<DatasheetSection> sections{
        {"Motivation",
         {{"motivation.purpose", "For what purpose was it made?", ""},
          {"motivation.creator", "Who made it, and for whom?", ""},
          {"motivation.funding", "Who paid for it?", ""}},
         {}},
        composition(version),
        collection(version),
        preprocessing(version),
        {"Uses",
         {{"uses.past", "Has it been used already?", ""},
          {"uses.tasks", "For what else could it be used?", ""},
          {"uses.limits", "For what should it not be used?",
           content.provenance.syntheticPatients
               ? "For nothing clinical: the pictures and readings are synthetic."
               : ""}},
         {}},
        {"Distribution",
         {{"distribution.who", "To whom is it given, and how?", ""},
          {"distribution.licence", "Under which licence?", paperNamed(content, "licence")},
          {"distribution.terms", "Which terms of access hold?", paperNamed(content, "terms")},
          {"distribution.identity", "How is a copy told from another?",
           "Version " + version.name.text() + ", frozen " + version.createdAt +
               ", SHA-256 of the manifest " + version.manifestSha256 + "."}},
         {}},
        {"Maintenance",
         {{"maintenance.who", "Who maintains it, and how are they reached?", ""},
          {"maintenance.updates", "Will it be corrected?",
           "A version never changes. A correction is a new version, and the difference of two is "
           "on record."},
          {"maintenance.retention", "How long may it be kept?", ""}},
         {}}};
    for (DatasheetSection& section : sections)
        for (DatasheetItem& item : section.items)
            if (const auto given = answers.find(item.id); given != answers.end())
                item.answer += (item.answer.empty() ? "" : " ") + given->second;
    return sections;
}

} // namespace cw::dataset
