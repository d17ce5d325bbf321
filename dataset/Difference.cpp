// SPDX-License-Identifier: Apache-2.0
#include "dataset/Difference.h"

#include "core/Sha256.h"
#include "dataset/detail/RecordJson.h"

#include <algorithm>
#include <cstdio>
#include <set>

namespace cw::dataset {
namespace {

using Changed = VersionDifference::Changed;
using Images = std::map<core::ImageId, const DatasetImage*>;
using Cases = std::map<core::CaseId, const DatasetImage*>; ///< any image: it has the case's truth

struct Indexed {
    Images images;
    Cases cases;
    explicit Indexed(const FrozenVersion& version) {
        for (const DatasetImage& image : version.content.images) {
            images[image.id] = &image;
            cases.try_emplace(image.caseId, &image);
        }
    }
};

template <class Key, class Map>
std::vector<Key> onlyIn(const Map& here, const Map& there) {
    std::vector<Key> keys;
    for (const auto& [key, value] : here)
        if (!there.contains(key))
            keys.push_back(key);
    return keys;
}

void note(std::vector<Changed>& list, std::string what, std::string before, std::string after) {
    if (before != after)
        list.push_back({std::move(what), std::move(before), std::move(after)});
}

/// Free text may say anything about anybody: only whether it is the same.
std::map<std::string, std::string> masked(std::map<std::string, std::string> entries) {
    if (const auto found = entries.find("comment"); found != entries.end())
        found->second = "a text, " + core::sha256Hex(found->second).substr(0, 8);
    return entries;
}

/// Every key of two maps, with the empty text where one has it not.
void noteAll(std::vector<Changed>& list, const std::string& where,
             const std::map<std::string, std::string>& before,
             const std::map<std::string, std::string>& after) {
    std::set<std::string> keys;
    for (const auto& [key, value] : before)
        keys.insert(key);
    for (const auto& [key, value] : after)
        keys.insert(key);
    for (const std::string& key : keys)
        note(list, where + key, before.contains(key) ? before.at(key) : std::string(),
             after.contains(key) ? after.at(key) : std::string());
}

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

std::string outlineText(const annotation::Finding& finding) {
    core::Sha256 hash;
    for (const core::PointPx& p : finding.outline.vertices) {
        char text[80];
        std::snprintf(text, sizeof text, "%.17g %.17g;", p.x, p.y);
        hash.add(std::string_view(text));
    }
    // Two outlines of one area are still two: the hash tells them apart.
    return number(core::areaPx2(finding.outline)) + " px2, " +
           std::to_string(finding.outline.vertices.size()) + " vertices, outline " +
           hash.hex().substr(0, 8);
}

void compareFindings(const DatasetImage& a, const DatasetImage& b, std::vector<Changed>& list) {
    std::map<core::LesionId, std::pair<const annotation::Finding*, const annotation::Finding*>> all;
    for (const auto& finding : a.findings)
        all[finding.id].first = &finding;
    for (const auto& finding : b.findings)
        all[finding.id].second = &finding;
    for (const auto& [id, pair] : all) {
        const auto where =
            a.caseId.text() + " image " + a.id.text().substr(0, 12) + ": lesion " + id.text();
        const auto described = [](const annotation::Finding* finding) {
            return finding ? finding->label + ", " + outlineText(*finding) : std::string();
        };
        if (!pair.first || !pair.second) {
            note(list, where, described(pair.first), described(pair.second));
            continue;
        }
        note(list, where + ": label", pair.first->label, pair.second->label);
        note(list, where + ": outline", outlineText(*pair.first), outlineText(*pair.second));
        noteAll(list, where + ": ", masked(pair.first->attributes),
                masked(pair.second->attributes));
    }
}

void compareTruth(const Indexed& a, const Indexed& b, VersionDifference& result) {
    for (const auto& [id, before] : a.cases) {
        const auto found = b.cases.find(id);
        if (found == b.cases.end())
            continue;
        note(result.labels, id.text(), before->label, found->second->label);
        auto was = masked(before->answers), is = masked(found->second->answers);
        was.erase("diagnosis"); // the class, said above
        is.erase("diagnosis");
        noteAll(result.answers, id.text() + " ", was, is);
    }
    for (const auto& [id, before] : a.images) {
        if (const auto found = b.images.find(id); found != b.images.end())
            compareFindings(*before, *found->second, result.findings);
        else if (b.cases.contains(before->caseId))
            result.imagesRemoved.push_back(id);
    }
    for (const auto& [id, after] : b.images)
        if (!a.images.contains(id) && a.cases.contains(after->caseId))
            result.imagesAdded.push_back(id);
}

std::map<core::CaseId, std::string> sourcesOf(const FrozenVersion& version) {
    std::map<core::CaseId, std::string> sources;
    for (const CaseProvenance& from : version.content.cases) {
        std::string text = from.origin;
        for (const std::string& hash : {from.readingA, from.readingB, from.adjudicationSha256})
            text += hash.empty() ? " -" : " " + hash.substr(0, 12);
        sources[from.caseId] = text;
    }
    return sources;
}

std::map<std::string, std::string> excludedOf(const FrozenVersion& version) {
    std::map<std::string, std::string> reasons;
    for (const ExcludedCase& entry : version.content.excluded)
        reasons[entry.caseId.text()] = entry.reason;
    return reasons;
}

/// Settings by name; what differs from case to case is listed once for each value.
std::map<std::string, std::string> settingsOf(const FrozenVersion& version) {
    const DatasetContent& content = version.content;
    std::map<std::string, std::set<std::string>> values;
    for (const CaseProvenance& from : content.cases)
        for (const auto& [key, value] : from.thresholds)
            values["threshold " + key].insert(number(value));
    for (const DatasetImage& image : content.images)
        values["de-identification profile"].insert(image.profile +
                                                   (image.profileSha256.empty()
                                                        ? std::string()
                                                        : " " + image.profileSha256.substr(0, 12)));
    std::map<std::string, std::string> settings;
    for (const auto& [key, all] : values) {
        std::string& text = settings[key];
        for (const std::string& value : all)
            text += (text.empty() ? "" : "; ") + value;
    }
    for (const std::string& rule : content.provenance.rules)
        settings["eligibility rules"] += rule + "\n";
    if (!content.provenance.rulesSha256.empty())
        settings["eligibility rules"] += content.provenance.rulesSha256;
    // The texts are long: their hash says whether they are the same.
    if (auto& rules = settings["eligibility rules"]; !rules.empty())
        rules = core::sha256Hex(rules).substr(0, 12);
    settings["software"] = content.provenance.software;
    settings["synthetic patients"] = content.provenance.syntheticPatients ? "yes" : "no";
    settings["simulated readers"] = content.provenance.simulatedReaders ? "yes" : "no";
    for (const Paper& paper : content.papers)
        settings[paper.role] = core::sha256Hex(paper.bytes).substr(0, 12);
    return settings;
}

} // namespace

bool VersionDifference::empty() const {
    return casesAdded.empty() && casesRemoved.empty() && imagesAdded.empty() &&
           imagesRemoved.empty() && labels.empty() && answers.empty() && findings.empty() &&
           sources.empty() && excluded.empty() && settings.empty();
}

VersionDifference difference(const FrozenVersion& a, const FrozenVersion& b) {
    VersionDifference result;
    result.a = a.name;
    result.b = b.name;
    const Indexed before(a), after(b);
    result.casesAdded = onlyIn<core::CaseId>(after.cases, before.cases);
    result.casesRemoved = onlyIn<core::CaseId>(before.cases, after.cases);
    compareTruth(before, after, result);
    const auto was = sourcesOf(a), is = sourcesOf(b);
    for (const auto& [id, source] : was)
        if (const auto found = is.find(id); found != is.end())
            note(result.sources, id.text(), source, found->second);
    noteAll(result.excluded, "", excludedOf(a), excludedOf(b));
    noteAll(result.settings, "", settingsOf(a), settingsOf(b));
    return result;
}

std::string inWords(const VersionDifference& d) {
    if (d.empty())
        return "Versions " + d.a.text() + " and " + d.b.text() + " hold the same.\n";
    std::string text = "From version " + d.a.text() + " to version " + d.b.text() + ":\n";
    const auto ids = [&](const auto& list, const std::string& heading) {
        if (list.empty())
            return;
        text += heading + " (" + std::to_string(list.size()) + "):";
        for (const auto& id : list)
            text += " " + id.text().substr(0, 12);
        text += "\n";
    };
    const auto changes = [&](const std::vector<Changed>& list, const std::string& heading) {
        if (list.empty())
            return;
        text += heading + " (" + std::to_string(list.size()) + "):\n";
        for (const auto& [what, before, after] : list)
            text += "  " + what + ": " + (before.empty() ? "nothing" : before) + " -> " +
                    (after.empty() ? "nothing" : after) + "\n";
    };
    ids(d.casesAdded, "Cases added");
    ids(d.casesRemoved, "Cases removed");
    ids(d.imagesAdded, "Images added to cases that were there");
    ids(d.imagesRemoved, "Images removed from cases that are still there");
    changes(d.labels, "Class changed");
    changes(d.findings, "Lesions changed");
    changes(d.answers, "Answers changed");
    changes(d.excluded, "Exclusions changed");
    changes(d.sources, "Read or decided anew");
    changes(d.settings, "Rules, thresholds, software and terms");
    return text;
}

Result<std::string> toJson(const VersionDifference& d) {
    using detail::Json;
    const auto ids = [](const auto& list) {
        Json json = Json::array();
        for (const auto& id : list)
            json.push_back(id.text());
        return json;
    };
    const auto changes = [](const std::vector<Changed>& list) {
        Json json = Json::array();
        for (const auto& [what, before, after] : list)
            json.push_back({{"what", what}, {"before", before}, {"after", after}});
        return json;
    };
    return detail::canonical({{"schema", "concord-difference-1"},
                              {"a", d.a.text()},
                              {"b", d.b.text()},
                              {"casesAdded", ids(d.casesAdded)},
                              {"casesRemoved", ids(d.casesRemoved)},
                              {"imagesAdded", ids(d.imagesAdded)},
                              {"imagesRemoved", ids(d.imagesRemoved)},
                              {"classChanged", changes(d.labels)},
                              {"answersChanged", changes(d.answers)},
                              {"findingsChanged", changes(d.findings)},
                              {"sourcesChanged", changes(d.sources)},
                              {"exclusionsChanged", changes(d.excluded)},
                              {"settingsChanged", changes(d.settings)}});
}

} // namespace cw::dataset
