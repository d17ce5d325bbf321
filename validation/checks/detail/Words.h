// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/checks/CheckResult.h"

#include <string>

namespace cw::validation::checks {

std::string decimals(double value, int digits = 2);                 ///< "0.97"; "n/a" for NaN
std::string withInterval(double value, double lower, double upper); ///< "0.97 (0.95 to 0.98)"
std::string percent(double share);                                  ///< "4 %", "0.5 %"
std::string counted(std::size_t count, const std::string& one);     ///< "1 picture", "2 pictures"
std::string pWords(double p);                                       ///< "p = 0.031", "p < 0.001"
/// A result that says why the question cannot be asked of this set.
CheckResult notAvailable(const std::string& check, const std::string& why);
void raise(CheckResult& result, Severity to); ///< to at least this

} // namespace cw::validation::checks
