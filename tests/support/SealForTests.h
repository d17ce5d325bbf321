// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Deidentified.h"

namespace cw::testing {

/// Lets a test below the anonymizer make sealed values of its own synthetic content.
struct SealForTests {
    template <class T>
    static core::Deidentified<T> close(T value) {
        return core::Deidentified<T>(std::move(value));
    }
};

} // namespace cw::testing
