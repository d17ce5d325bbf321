// SPDX-License-Identifier: Apache-2.0
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "core/Process.h"
#ifdef CW_WITH_TORCH
#include "validation/models/TorchHooks.h"
#endif

int main(int argc, char** argv) {
    using namespace cw::cli;
    cw::core::neverDumpCore();
#ifdef CW_WITH_TORCH
    cw::validation::installTorch();
#endif
    Program program;
    for (const auto add :
         {addDemo,         addPhantom,     addInspect,    addRender,     addDecode,
          addKeygen,       addProfile,     addVault,      addDeidentify, addPixels,
          addLeakscan,     addDicomdir,    addReidentify, addLedger,     addInit,
          addJoin,         addCollection,  addCohort,     addImport,     addRefine,
          addReports,      addEligibility, addAssign,     addWorklist,   addRead,
          addAnnotations,  addCompare,     addCrossCheck, addUnsign,     addReopen,
          addAdjudicate,   addInspection,  addPolicy,     addAgreement,  addFreeze,
          addVerify,       addExport,      addVersions,   addDiff,       addDatasheet,
          addContactSheet, addRecipients,  addOutlines,   addValidate,   addMetrics,
          addCompress,     addAccount,     addAudit,      addClaims,     addDoctor})
        add(program);
    return program.main(argc, argv);
}
