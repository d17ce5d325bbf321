// SPDX-License-Identifier: Apache-2.0
#include "storage/Accounts.h"

#include <sodium.h>

namespace cw::storage {

Login::Login(std::string name, std::string_view password, const PasswordCost& cost)
    : m_name(std::move(name)), m_password(password), m_cost(cost) {}

Login::~Login() { sodium_memzero(m_password.data(), m_password.size()); }

} // namespace cw::storage
