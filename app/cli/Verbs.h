// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cw::cli {

class Program;

// One function a file of verbs; main() calls them in the order of the pipeline.
void addDemo(Program& program);
void addPhantom(Program& program);
void addInspect(Program& program);
void addRender(Program& program);
void addDecode(Program& program);
void addKeygen(Program& program);
void addProfile(Program& program);
void addVault(Program& program);
void addDeidentify(Program& program);
void addPixels(Program& program);
void addLeakscan(Program& program);
void addDicomdir(Program& program);
void addReidentify(Program& program);
void addLedger(Program& program);
void addInit(Program& program);
void addJoin(Program& program);
void addCollection(Program& program);
void addCohort(Program& program);
void addImport(Program& program);
void addRefine(Program& program);
void addReports(Program& program);
void addEligibility(Program& program);
void addAssign(Program& program);
void addWorklist(Program& program);
void addRead(Program& program);
void addAnnotations(Program& program);
void addCompare(Program& program);
void addCrossCheck(Program& program);
void addUnsign(Program& program);
void addReopen(Program& program);
void addAdjudicate(Program& program);
void addInspection(Program& program);
void addPolicy(Program& program);
void addAgreement(Program& program);
void addFreeze(Program& program);
void addVerify(Program& program);
void addExport(Program& program);
void addVersions(Program& program);
void addDiff(Program& program);
void addDatasheet(Program& program);
void addContactSheet(Program& program);
void addRecipients(Program& program);
void addOutlines(Program& program);
void addValidate(Program& program);
void addMetrics(Program& program);
void addCompress(Program& program);
void addAccount(Program& program);
void addAudit(Program& program);
void addClaims(Program& program);
void addDoctor(Program& program);

} // namespace cw::cli
