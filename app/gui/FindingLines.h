// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Finding.h"
#include "core/ImageAttributes.h"

#include <QStringList>

namespace cw::gui {

/// A finding and a reading in lines of words, for the review and for the page of a case.
/// "Shape: Irregular", in the order of the form.
QStringList descriptorLines(core::ImageKind kind, const annotation::Finding& finding);
/// Descriptors at the top of this finding's form that have no answer; their names. None is
/// demanded.
QStringList openDescriptors(core::ImageKind kind, const annotation::Finding& finding);
/// "Density: b", in the order of the form; answers the form does not ask come last.
QStringList answerLines(const annotation::CaseAnswers& answers, core::ImageKind kind);

} // namespace cw::gui
