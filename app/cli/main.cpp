// SPDX-License-Identifier: Apache-2.0
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "core/Process.h"

int main(int argc, char** argv) {
    using namespace cw::cli;
    cw::core::neverDumpCore();
    Program program;
    for (const auto add :
         {addDemo,       addPhantom,  addInspect,    addRender, addDecode,      addKeygen,
          addProfile,    addVault,    addDeidentify, addPixels, addLeakscan,    addDicomdir,
          addReidentify, addLedger,   addInit,       addImport, addEligibility, addAssign,
          addRead,       addCompare,  addAdjudicate, addFreeze, addVerify,      addExport,
          addOutlines,   addValidate, addMetrics,    addDoctor})
        add(program);
    return program.main(argc, argv);
}
