// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "imaging/Features.h"
#include <cmath>
#include <string>

namespace cw::imaging::detail {

/// Collects features in a fixed order. A value without meaning (an empty zone) counts as 0, so that
/// every vector is finite.
class FeatureList {
public:
    void add(const std::string& name, double value) {
        m_vector.names.push_back(name);
        m_vector.values.push_back(std::isfinite(value) ? value : 0.0);
    }
    FeatureVector take() && { return std::move(m_vector); }

private:
    FeatureVector m_vector;
};

} // namespace cw::imaging::detail
