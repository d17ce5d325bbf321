// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Passphrase.h"
#include "core/Result.h"

#include <string>

namespace cw::cli {

/// Where a passphrase comes from: never from the command line, which every user of the machine
/// can read while the program runs.
struct PassphraseSource {
    std::string file;                               ///< its first line; empty: not given
    const char* variable = nullptr;                 ///< of the environment, if there is no file
    std::string who;                                ///< "the steward, Kim"
    enum class Ask { Once, Twice } ask = Ask::Once; ///< Twice: a new one
    std::string what = "Passphrase";                ///< "Password": what is asked for
};

/// File, else environment, else the terminal without echo. Errors: as Passphrase; InvalidArgument
/// (no terminal to ask at; the two answers differ); Cancelled.
Result<anonymizer::Passphrase> passphrase(const PassphraseSource& source);

} // namespace cw::cli
