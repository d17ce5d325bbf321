// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Refinement.h"

#include <QString>

namespace cw::gui {

/// A suspicion in the window's language, from its kind and measures: the engine's own sentence is
/// English and is what the record keeps.
QString kindWords(workflow::SuspicionKind kind); ///< SamePixels as "same pixels"
QString severityWords(workflow::Severity severity);
QString sentenceWords(const workflow::Suspicion& suspicion);

} // namespace cw::gui
