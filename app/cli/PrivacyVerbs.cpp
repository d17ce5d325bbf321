// SPDX-License-Identifier: Apache-2.0
// phantom, keygen: what happens before there is anything to de-identify.
#include "anonymizer/Pseudonyms.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "phantom/Phantom.h"

#include <memory>

namespace cw::cli {
namespace {

struct PhantomArguments {
    std::string folder, kind;
    int patients = 10, workers = 2;
    std::uint64_t seed = 1;
    double contrast = 1;
    bool half = false, burnedIn = false, objects = false;
};

Result<Answer> phantom(const PhantomArguments& a, const Program& program) {
    CW_CHECK(oneOf("--kind", a.kind, {"mammography", "fundus"}));
    if (a.patients < 1 || a.patients > 100000)
        return fail(ErrorCode::InvalidArgument, "--patients is 1 to 100000");
    phantom::PhantomPlan plan;
    plan.kind = *core::imageKindFrom(a.kind);
    plan.patients = a.patients;
    plan.seed = a.seed;
    plan.scale = a.half ? phantom::Scale::Half : phantom::Scale::Full;
    plan.lesionContrast = a.contrast;
    plan.burnedInText = a.burnedIn;
    plan.otherObjects = a.objects;
    plan.workers = a.workers;
    CW_TRY(const auto truth, phantom::writePhantom(a.folder, plan, program.progress("phantom"),
                                                   &program.cancelToken()));
    std::size_t images = 0, lesions = 0;
    for (const auto& patient : truth.patients)
        for (const auto& image : patient.images) {
            ++images;
            lesions += image.lesions.size();
        }
    Answer answer;
    answer.json = {{"patients", truth.patients.size()},
                   {"images", images},
                   {"lesions", lesions},
                   {"planted_identifiers", truth.plantedIdentifiers.size()},
                   {"synthetic", true}};
    answer.text = "wrote " + counted(truth.patients.size(), "synthetic patient") + " with " +
                  counted(images, "image") + " and " + counted(lesions, "lesion") +
                  "; truth.json and clinical.csv lie beside them";
    return answer;
}

Result<Answer> keygen(const std::string& file) {
    const auto key = anonymizer::PseudonymKey::random();
    CW_CHECK(key.writeNew(file));
    Answer answer;
    answer.json["key_id"] = key.keyId();
    answer.text = "wrote key " + key.keyId() +
                  ": keep it apart from the data, whoever has both can re-identify";
    return answer;
}

} // namespace

void addPhantom(Program& program) {
    auto a = std::make_shared<PhantomArguments>();
    auto* verb =
        program.verb("phantom", "writes synthetic patients with planted identities and lesions",
                     "concord phantom patients --kind mammography --patients 10 --seed 1");
    verb->add_option("DIR", a->folder, "a new or empty folder")->required();
    verb->add_option("--kind", a->kind, "mammography or fundus")->required();
    verb->add_option("--patients", a->patients, "default 10");
    verb->add_option("--seed", a->seed, "the same seed writes the same bytes; default 1");
    verb->add_option("--workers", a->workers, "default 2");
    verb->add_option("--lesion-contrast", a->contrast,
                     "0 paints no lesion, 0.5 half as plain, 4 four times; default 1");
    verb->add_flag("--half", a->half, "half the size in each direction");
    verb->add_flag("--burned-in", a->burnedIn, "some images carry the name in their pixels");
    verb->add_flag("--objects", a->objects,
                   "also reports, presentation states, captures, tomosyntheses, ophthalmic files");
    program.whenChosen(verb, [a, &program] { return phantom(*a, program); });
}

void addKeygen(Program& program) {
    auto file = std::make_shared<std::string>();
    auto* verb =
        program.verb("keygen", "makes a key for pseudonyms", "concord keygen hospital.key");
    verb->add_option("FILE", *file, "a new file, readable by you alone")->required();
    program.whenChosen(verb, [file] { return keygen(*file); });
}

} // namespace cw::cli
