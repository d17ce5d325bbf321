// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "agreement/Figure.h"
#include "core/Files.h"
#include "support/TemporaryFolder.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <sys/wait.h>

namespace cw::testing {

using Json = nlohmann::json;

inline Json jsonOf(const agreement::Figure& figure) {
    return figure.known() ? Json(figure.value()) : Json(nullptr);
}

struct Said {
    int status = -1;
    std::string text;
};

/// A command's status and what it printed.
inline Said said(const std::string& command) {
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    Said answer;
    std::array<char, 4096> buffer;
    while (const auto got = std::fread(buffer.data(), 1, buffer.size(), pipe))
        answer.text.append(buffer.data(), got);
    const int status = ::pclose(pipe);
    answer.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    return answer;
}

inline bool haveOracle() {
    return said("/usr/bin/python3 -c 'import numpy, scipy, sklearn, PIL'").status == 0;
}

/// Status 0 where scikit-learn, numpy and scipy find the same to 1e-9.
inline Said judged(const Json& cases) {
    const TemporaryFolder folder;
    const auto file = folder / "cases.json";
    if (!core::writeWhole(file, Json{{"cases", cases}}.dump()))
        return {};
    return said("/usr/bin/python3 '" CW_SOURCE_DIR "/tests/agreement/statistics_oracle.py' '" +
                file.string() + "'");
}

} // namespace cw::testing

/// First line of a test against the oracle.
#define CW_NEED_ORACLE()                                                                           \
    if (!cw::testing::haveOracle())                                                                \
    GTEST_SKIP() << "needs python3-sklearn, python3-scipy and python3-pil"
