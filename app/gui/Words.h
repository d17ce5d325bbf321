// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Adjudication.h"
#include "core/ImageAttributes.h"
#include "storage/CaseStore.h"

#include <QString>
#include <QStringList>
#include <utility>
#include <vector>

namespace cw::gui {

/// The domain's words in the user's language. The stored words stay English.
QString words(storage::CaseState state);
QString words(core::ImageKind kind);
QString words(annotation::Agreement agreement);
QString words(annotation::LesionMatch match);
QString words(annotation::ExclusionReason reason);
/// Source of the spacing: "at the detector", "detector / magnification 1.8".
QString words(const core::SpacingMm& spacing);
/// "mass", "exudate" ...
QString lesionWords(const std::string& label);
/// "density", "assessment" ... A row that refines an answer is "assessment/4".
QString answerKeyWords(const std::string& key);
QString answerWords(const std::string& key, const std::string& value);
QString attributeKeyWords(const std::string& key); ///< "shape", "margin" ...
QString attributeWords(const std::string& key, const std::string& value);
/// What a finding's form says, in its order: "BI-RADS 4C, Irregular, Spiculated".
QString descriptionWords(core::ImageKind kind, const annotation::Finding& finding);
/// A sentence about an error: the known ones translated, else what its code means.
QString words(const Error& error);
/// Badges for the viewport: what of the attributes' warnings a reader should see, translated.
QStringList badgeWords(const std::vector<std::string>& warnings);

} // namespace cw::gui
