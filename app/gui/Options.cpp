// SPDX-License-Identifier: Apache-2.0
#include "app/gui/Options.h"

#include <QCommandLineParser>
#include <QFileInfo>

namespace cw::gui {

// English only: it is read before a language is chosen, like the help of the command line program.
OptionsOutcome readOptions(const QStringList& arguments, Options& options, QString& text) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        "Concord, the curation workstation: opens a project to read, compare and adjudicate.\n"
        "Example: concord-workstation ./demo-project/mammography --reader reader-a");
    parser.addPositionalArgument("project", "folder of a project (concord init, concord demo)",
                                 "[PROJECT]");
    parser.addOption({"reader", "who reads", "NAME"});
    parser.addOption({"user", "who you are, in a project with accounts", "NAME"});
    parser.addOption({"password-file", "your password, for scripts; else it is asked", "FILE"});
    parser.addOption({"case", "open this case", "ID"});
    parser.addOption(
        {"page", "intake, worklist, read, compare, inspect, dataset or audit", "PAGE"});
    parser.addOption({"source", "folder of a hospital export to take in (page intake)", "FOLDER"});
    parser.addOption(
        {"hanging", "folder with hanging protocols (docs/hanging-protocols.md)", "FOLDER"});
    parser.addOption({"write-hangings",
                      "write the built-in hanging protocols there, to edit, and quit", "FOLDER"});
    parser.addOption({"screenshot", "write a picture of the page as PNG and quit", "FILE"});
    parser.addOption({"shortcut-card", "write the keys on one page of A4 as PDF and quit", "FILE"});
    parser.addOption({"lang", "language of the window: en or ko", "LANG"});
    const auto help = parser.addHelpOption();
    const auto version = parser.addVersionOption();
    if (!parser.parse(arguments)) {
        text = parser.errorText();
        return OptionsOutcome::Wrong;
    }
    if (parser.isSet(help) || parser.isSet(version)) {
        text = parser.isSet(help)
                   ? parser.helpText().replace("<executable_name>", "concord-workstation")
                   : QStringLiteral("concord-workstation 0.1.0");
        return OptionsOutcome::ShowAndQuit;
    }
    const auto positional = parser.positionalArguments();
    options.project = positional.value(0);
    options.reader = parser.value("reader");
    options.user = parser.value("user");
    options.passwordFile = parser.value("password-file");
    options.caseId = parser.value("case");
    options.page = parser.value("page");
    options.source = parser.value("source");
    options.hanging = parser.value("hanging");
    options.writeHangings = parser.value("write-hangings");
    options.screenshot = parser.value("screenshot");
    options.shortcutCard = parser.value("shortcut-card");
    options.language = parser.value("lang");
    const QStringList pages{"intake", "worklist", "read", "compare", "inspect", "dataset", "audit"};
    if (positional.size() > 1)
        text = "One project at a time, please.";
    else if (options.user.isEmpty() && !options.passwordFile.isEmpty())
        text = "A password file needs --user.";
    else if (parser.isSet("page") && !pages.contains(options.page))
        text = "There is no page of that name: " + pages.join(", ") + ".";
    else if (!options.hanging.isEmpty() && !QFileInfo(options.hanging).isDir())
        text = "There is no folder with hanging protocols of that name.";
    else if (!options.language.isEmpty() && options.language != "en" && options.language != "ko")
        text = "The window speaks en and ko.";
    return text.isEmpty() ? OptionsOutcome::Run : OptionsOutcome::Wrong;
}

} // namespace cw::gui
