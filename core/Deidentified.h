// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <utility>

namespace cw::anonymizer {
class Seal; // anonymizer/Seal.h: the only place that may close one
}
namespace cw::testing {
struct SealForTests; // tests/support/SealForTests.h; the architecture test keeps it in tests/
}

namespace cw::core {

/// Proof by type that T has passed the anonymizer. Only the anonymizer can make one; storage and
/// everything downstream accept nothing else.
template <class T>
class Deidentified {
public:
    const T& value() const& { return m_value; }
    T&& take() && { return std::move(m_value); }

private:
    friend class ::cw::anonymizer::Seal;
    friend struct ::cw::testing::SealForTests;
    explicit Deidentified(T value) : m_value(std::move(value)) {}
    T m_value;
};

} // namespace cw::core
