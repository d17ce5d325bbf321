// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/PasswordFile.h"

#include "anonymizer/Passphrase.h"

namespace cw::workflow {

Result<storage::Login> loginFromFile(const std::string& name, const std::filesystem::path& file) {
    CW_TRY(const auto password, anonymizer::Passphrase::fromFile(file));
    return Result<storage::Login>(tl::in_place, name, password.text());
}

} // namespace cw::workflow
