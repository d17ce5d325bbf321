// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Finding.h"
#include "core/ImageAttributes.h"

#include <QStringList>

namespace cw::gui {

/// A finding and a reading in lines of words, for the review and for the page of a case.
QStringList descriptorLines(const annotation::Finding& finding); ///< "Shape: irregular"
/// Descriptors that the form asks for this kind of finding and that have no answer; their names.
QStringList openDescriptors(const annotation::Finding& finding);
/// "Density: b", in the order of the form; answers the form does not ask come last.
QStringList answerLines(const annotation::CaseAnswers& answers, core::ImageKind kind);

} // namespace cw::gui
