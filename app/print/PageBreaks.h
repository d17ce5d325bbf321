// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QSizeF>
#include <QTextDocument>

namespace cw::print {

/// Begins new pages so that nothing is torn that belongs together: no heading alone at the foot of
/// a page, no plot without its caption, no table cut that is shorter than about half a page (a
/// longer one is cut between rows and its head is repeated). page: size of the text's area in px.
void keepTogether(QTextDocument& document, const QSizeF& page);

} // namespace cw::print
