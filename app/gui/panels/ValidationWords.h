// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/study/StudyDesk.h"

#include <QString>

namespace cw::gui {

/// A study's outcome in the window's language. English is what the report says, word for word; in
/// another language the same figures stand in a shorter sentence, and the report has the rest.
QString checkWords(const std::string& check); ///< "label-noise" as "label doubted"
QString verdictWords(const workflow::StudyOutcome& outcome);
QString findingWords(const workflow::StudyFinding& finding);
/// What the figures cannot show; the ones that matter to who looks at the window.
QStringList limitWords(const workflow::StudyOutcome& outcome);
QString reasonWords(const workflow::SuspiciousRow& row);

} // namespace cw::gui
