// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Intake.h"

#include <QString>

namespace cw::gui {

/// The intake's words in the user's language. What the steward's own files bring along (attribute
/// keywords, names of rules of a standard) stays as it is.
QString profileWords(const std::string& name, const std::string& description);
QString profileName(const std::string& name); ///< a file's own is its name
/// "Curation (curation, PS3.15 2026c)": as records and the command line have it in brackets.
QString profileLineWords(const std::string& line);
QString purposeWords(const std::string& purpose); ///< "statistics", "research" ...
QString changeWords(const std::string& what);     ///< "removed", with its mark
QString kindWords(const std::string& kind);       ///< "person name, 17 bytes"
QString ruleWords(const std::string& rule);       ///< "Table E.1-1: X/D"
QString whyWords(const std::string& why);         ///< the rule's reason
QString matchWords(const std::string& match);     ///< "PatientName", "writing"
QString verdictWords(const workflow::Writing& writing);
QString reasonWords(const workflow::IntakeItem& item); ///< why a file was not written
QString words(const workflow::Blocker& blocker);
/// The sentence of an error of the intake; the known ones translated, else what its code means.
QString intakeErrorWords(const Error& error);

} // namespace cw::gui
