// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/Sets.h"

namespace cw::dataset::testing {

inline void addFourViews(Store& store, DatasetContent& content, const std::string& caseId,
                         const std::string& label) {
    for (const auto side : {core::Laterality::Right, core::Laterality::Left})
        for (const auto view : {core::ViewPosition::CC, core::ViewPosition::MLO}) {
            auto made = image(store, caseId, side, view);
            made.label = label;
            content.images.push_back(made);
        }
}

/// Two patients with four views each and every record that a version can hold.
inline DatasetContent documentedContent(Store& store) {
    DatasetContent content;
    addFourViews(store, content, "C-0001", "malignant");
    addFourViews(store, content, "C-0002", "normal");
    content.images[0].findings.push_back(
        finding(content.images[0], "L1", {{10, 10}, {50, 10}, {50, 30}, {10, 30}}));
    content.images[1].findings.push_back(
        finding(content.images[1], "L2", {{100, 100}, {120, 140}, {80, 140}}));
    for (DatasetImage& each : content.images) {
        each.profile = "curation";
        each.profileSha256 = std::string(64, 'e');
        each.attributes.model = "";
    }
    for (std::size_t i = 0; i < 4; ++i)
        content.images[i].programme = {"50-59", "5", "", {{"type", "ductal, \"invasive\""}}};
    content.excluded.push_back({core::CaseId("C-0003"), "readers-disagree"});
    CaseProvenance from;
    from.caseId = core::CaseId("C-0001");
    from.origin = "adjudicated:a";
    from.readerA = core::ReaderId("R1");
    from.readerB = core::ReaderId("R2");
    from.readingA = std::string(64, 'a');
    from.readingB = std::string(64, 'b');
    from.adjudicator = core::ReaderId("R3");
    from.adjudicationSha256 = std::string(64, 'c');
    from.thresholds = {{"agreeIou", 0.5}, {"partialIou", 0.1}};
    from.eligibility = "yes";
    from.eligibilityRule = "malignant-days";
    content.cases.push_back(from);
    content.papers = {{"terms", ".pdf", "%PDF-1.4 terms"}, {"licence", ".txt", "for research"}};
    content.provenance.software = "concord 9.9";
    content.provenance.auditHead = std::string(64, 'd');
    content.provenance.syntheticPatients = true;
    content.provenance.simulatedReaders = true;
    return content;
}

inline DatasetImage eye(Store& store, const std::string& caseId, core::Laterality side,
                        core::FundusField field, const std::string& label, int shot = 1) {
    DatasetImage result;
    result.caseId = core::CaseId(caseId);
    result.id = store.add("eye of " + caseId + std::string(core::name(side)) +
                          std::string(core::name(field)) + std::to_string(shot));
    result.patient = core::PatientKey("key-of-" + caseId);
    result.mediaType = "image/jpeg";
    result.attributes.kind = core::ImageKind::Fundus;
    result.attributes.laterality = side;
    result.attributes.field = field;
    result.attributes.width = 400;
    result.attributes.height = 300;
    result.attributes.manufacturer = "Phantom";
    result.attributes.model = "F-1";
    result.label = label;
    return result;
}

} // namespace cw::dataset::testing
