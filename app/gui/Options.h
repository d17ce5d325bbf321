// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QString>
#include <QStringList>

namespace cw::gui {

/// What the command line of concord-workstation asks for.
struct Options {
    QString project;           ///< folder; empty: the window opens without one
    QString reader;            ///< who reads; with accounts: whoever logs in
    QString user;              ///< who logs in to a project with accounts; empty: it is asked
    QString passwordFile;      ///< of that user, for scripts; empty: it is asked
    QString caseId;            ///< opened at once
    QString page = "worklist"; ///< "intake", "worklist", "read", "compare", "inspect" ...
    QString source;            ///< folder the intake begins with
    QString hanging;           ///< folder with hanging protocols; empty: the user's own
    QString writeHangings;     ///< folder to write the built-in protocols into; then quits
    QString screenshot;        ///< PNG to write; then the program quits
    QString shortcutCard;      ///< PDF to write; then the program quits
    QString language;          ///< "en", "ko"; empty: the system's
};

enum class OptionsOutcome { Run, ShowAndQuit, Wrong };
/// Reads the arguments; text is what to print where the program does not run.
OptionsOutcome readOptions(const QStringList& arguments, Options& options, QString& text);

} // namespace cw::gui
