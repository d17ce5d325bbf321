// SPDX-License-Identifier: Apache-2.0
// init, join: where a project lies, on one machine or for several workstations.
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/Project.h"
#include "core/Files.h"

#include <memory>

namespace cw::cli {
namespace {

namespace fs = std::filesystem;

struct PlacementArguments {
    std::string folder, kind, database, passwordFile, images;
};

/// The first line of a file: a password is typed into an editor that ends it with a newline.
Result<std::string> passwordIn(const std::string& file) {
    auto text = core::readText(file, 4096);
    if (!text)
        return fail(ErrorCode::InvalidArgument,
                    "the file of the database's password cannot be read");
    text->resize(std::min(text->size(), text->find_first_of("\r\n")));
    return text;
}

Result<storage::Placement> placementOf(const PlacementArguments& a) {
    storage::Placement placement;
    if (!a.database.empty()) {
        CW_TRY(placement.database, storage::DatabaseAddress::parse(a.database));
    } else if (!a.passwordFile.empty() || !a.images.empty()) {
        return fail(ErrorCode::InvalidArgument,
                    "--database-password-file and --images go with --database");
    }
    if (!a.passwordFile.empty()) {
        CW_TRY(placement.password, passwordIn(a.passwordFile));
    }
    if (!a.images.empty())
        placement.images = fs::absolute(a.images).lexically_normal();
    return placement;
}

Answer answerOf(const workflow::Project& project, const storage::Placement& placement,
                const std::string& done) {
    const auto& store = project.store();
    const std::string kind(core::name(store.kind()));
    Answer answer;
    answer.json = {{"kind", kind},
                   {"schema_version", store.schemaVersion()},
                   {"database", placement.database ? "postgresql" : "sqlite"}};
    if (placement.database)
        answer.json["schema"] = placement.database->schema;
    answer.text =
        done + kind + " project" + (placement.database ? " in a PostgreSQL database" : "");
    return answer;
}

Result<Answer> init(const PlacementArguments& a) {
    CW_CHECK(oneOf("--kind", a.kind, {"mammography", "fundus"}));
    CW_TRY(const auto placement, placementOf(a));
    CW_TRY(const auto project, workflow::Project::create(a.folder, *core::imageKindFrom(a.kind),
                                                         core::systemClock(), placement));
    return answerOf(project, placement, "made an empty ");
}

Result<Answer> join(const PlacementArguments& a) {
    CW_TRY(const auto placement, placementOf(a));
    CW_TRY(const auto project, workflow::Project::join(a.folder, placement));
    return answerOf(project, placement, "joined a ");
}

void addServerOptions(CLI::App* verb, PlacementArguments& a) {
    verb->add_option("--database-password-file", a.passwordFile,
                     "a file with the database's password, used once and kept nowhere; default: "
                     "PGPASSWORD, PGPASSFILE or ~/.pgpass, which later commands need");
    verb->add_option(
        "--images", a.images,
        "the folder of images that all workstations share; default: the project's own");
}

} // namespace

void addInit(Program& program) {
    auto a = std::make_shared<PlacementArguments>();
    auto* verb =
        program.verb("init", "makes a new project", "concord init breast-2026 --kind mammography");
    verb->add_option("PROJECT", a->folder, "a new or empty folder")->required();
    verb->add_option("--kind", a->kind, "mammography or fundus")->required();
    verb->add_option(
        "--database", a->database,
        "postgresql://USER@HOST:PORT/DATABASE[?schema=NAME]: for several workstations; "
        "default: SQLite in the folder");
    addServerOptions(verb, *a);
    program.whenChosen(verb, [a] { return init(*a); });
}

void addJoin(Program& program) {
    auto a = std::make_shared<PlacementArguments>();
    auto* verb = program.verb("join", "makes this machine a workstation of a project on a server",
                              "concord join breast-2026 --database "
                              "postgresql://kim@db:5432/concord --images /srv/images");
    verb->add_option("PROJECT", a->folder, "a new or empty folder on this machine")->required();
    verb->add_option("--database", a->database, "the address that init was given")->required();
    addServerOptions(verb, *a);
    program.whenChosen(verb, [a] { return join(*a); });
}

} // namespace cw::cli
