// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Deidentified.h"

namespace cw::anonymizer {

/// Closes the proof. Private: only the two de-identifying classes may do it.
class Seal {
    friend class DicomDeidentifier;
    friend class PhotoDeidentifier;
    template <class T>
    static core::Deidentified<T> close(T value) {
        return core::Deidentified<T>(std::move(value));
    }
};

} // namespace cw::anonymizer
