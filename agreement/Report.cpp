// SPDX-License-Identifier: Apache-2.0
#include "agreement/Report.h"

#include "agreement/detail/Sections.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace cw::agreement {
namespace {

using detail::Group;
using Rows = std::vector<const ReadPair*>;

LesionState seenFromB(LesionState state) {
    return state == LesionState::MissedByA   ? LesionState::MissedByB
           : state == LesionState::MissedByB ? LesionState::MissedByA
                                             : state;
}

void swapReaders(ReadPair& pair) {
    std::swap(pair.readerA, pair.readerB);
    std::swap(pair.answersA, pair.answersB);
    for (auto& lesion : pair.lesions) {
        std::swap(lesion.labelA, lesion.labelB);
        std::swap(lesion.longAxisAPx, lesion.longAxisBPx);
        lesion.state = seenFromB(lesion.state);
    }
    for (auto& measure : pair.measures)
        std::swap(measure.a, measure.b);
}

auto lesionOrder(const LesionRow& l) {
    return std::tie(l.image, l.labelA, l.labelB, l.state, l.iou, l.dice, l.hdPx, l.hd95Px, l.asdPx,
                    l.longAxisAPx, l.longAxisBPx);
}

/// The same rows whatever order they came in.
void putInOrder(std::vector<ReadPair>& pairs) {
    for (auto& pair : pairs)
        std::sort(pair.lesions.begin(), pair.lesions.end(),
                  [](const auto& a, const auto& b) { return lesionOrder(a) < lesionOrder(b); });
    std::sort(pairs.begin(), pairs.end(), [](const ReadPair& a, const ReadPair& b) {
        return std::tie(a.patient, a.caseId, a.stage, a.readerA, a.readerB) <
               std::tie(b.patient, b.caseId, b.stage, b.readerA, b.readerB);
    });
}

Result<void> checkScales(const std::vector<Scale>& scales) {
    constexpr std::size_t kMost = 64;
    std::set<std::string> titles;
    for (const auto& scale : scales) {
        if (scale.categories.size() < 2 || scale.categories.size() > kMost)
            return fail(ErrorCode::InvalidArgument, "a scale has 2 to 64 categories");
        if (!titles.insert(scale.title).second)
            return fail(ErrorCode::InvalidArgument, "two scales have the same title");
    }
    return {};
}

template <class Same>
Rows only(const Rows& rows, Same same) {
    Rows kept;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(kept),
                 [&](const auto* row) { return same(*row); });
    return kept;
}

std::string readersOf(const ReadPair& pair) { return pair.readerA + " - " + pair.readerB; }

std::vector<Group> groupsOf(const Rows& rows, const std::string& stage) {
    std::vector<Group> groups;
    if (rows.empty())
        return groups;
    groups.push_back(detail::groupOf(stage, "all", "all", rows));
    std::set<std::string> classes, readers;
    for (const auto* row : rows) {
        if (!row->caseClass.empty())
            classes.insert(row->caseClass);
        readers.insert(readersOf(*row));
    }
    for (const auto& name : classes)
        groups.push_back(detail::groupOf(
            stage, "class " + name, "all",
            only(rows, [&](const ReadPair& row) { return row.caseClass == name; })));
    for (const auto& pair : readers)
        groups.push_back(detail::groupOf(stage, "all", pair, only(rows, [&](const ReadPair& row) {
                                             return readersOf(row) == pair;
                                         })));
    return groups;
}

void addGroup(AgreementReport& report, const Group& group) {
    detail::addOutcomes(report, group);
    for (const auto& scale : report.scales)
        if (scale.presenceOf.empty() || detail::isWhole(group)) // signs one by one: overall only
            detail::addAnswers(report, group, scale);
    detail::addLesions(report, group);
    detail::addOverlaps(report, group);
    detail::addMeasures(report, group);
}

void countRows(AgreementReport& report, const AgreementData& data) {
    std::set<std::string> cases, patients, readers;
    for (const auto* pairs : {&data.pairs, &data.repeats})
        for (const auto& pair : *pairs) {
            patients.insert(pair.patient);
            cases.insert(pair.caseId);
            readers.insert(pair.readerA);
            readers.insert(pair.readerB);
        }
    report.cases = cases.size();
    report.patients = patients.size();
    report.repeats = data.repeats.size();
    report.readers.assign(readers.begin(), readers.end());
}

} // namespace

Result<AgreementReport> agreementReport(AgreementData data, const ReportOptions& options,
                                        const core::ProgressFn& progress,
                                        const core::CancelToken* cancel) {
    CW_CHECK(checkScales(data.scales));
    if (!(options.bootstrap.level > 0 && options.bootstrap.level < 1))
        return fail(ErrorCode::InvalidArgument, "the level lies between 0 and 1");
    for (auto& pair : data.pairs)
        if (pair.readerB < pair.readerA)
            swapReaders(pair);
    putInOrder(data.pairs);
    putInOrder(data.repeats);

    AgreementReport report;
    report.options = options;
    report.title = data.title;
    report.simulatedReaders = data.simulatedReaders;
    report.rules = data.rules;
    report.remarks = data.remarks;
    report.scales = data.scales;
    countRows(report, data);

    Rows before, after, repeats;
    for (const auto& pair : data.pairs)
        (pair.stage == Stage::BeforeCrossCheck ? before : after).push_back(&pair);
    for (const auto& pair : data.repeats)
        repeats.push_back(&pair);
    report.before = !before.empty();
    report.after = !after.empty();
    auto groups = groupsOf(before, "before");
    for (auto& group : groupsOf(after, "after"))
        groups.push_back(std::move(group));
    for (auto& group : groupsOf(repeats, "repeat"))
        if (!group.name.starts_with("class ")) // too few repeats to divide them further
            groups.push_back(std::move(group));
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (cancel && cancel->cancelled())
            return fail(ErrorCode::Cancelled, "the report was stopped");
        addGroup(report, groups[i]);
        if (progress)
            progress(i + 1, groups.size(), "groups");
    }
    return report;
}

const ReportLine* find(const AgreementReport& report, const std::string& section,
                       const std::string& stage, const std::string& group,
                       const std::string& readers, const std::string& statistic) {
    const auto found =
        std::find_if(report.lines.begin(), report.lines.end(), [&](const ReportLine& line) {
            return line.section == section && line.stage == stage && line.group == group &&
                   line.readers == readers && line.statistic == statistic;
        });
    return found == report.lines.end() ? nullptr : &*found;
}

} // namespace cw::agreement
