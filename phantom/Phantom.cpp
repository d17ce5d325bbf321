// SPDX-License-Identifier: Apache-2.0
#include "phantom/Phantom.h"

#include "core/Files.h"
#include "imaging/Lettering.h"
#include "phantom/detail/BreastPainter.h"
#include "phantom/detail/Clinical.h"
#include "phantom/detail/FundusFile.h"
#include "phantom/detail/FundusPainter.h"
#include "phantom/detail/MammogramFile.h"
#include "phantom/detail/StudyObjects.h"
#include "phantom/detail/TruthFile.h"
#include <algorithm>
#include <mutex>
#include <thread>

namespace cw::phantom {
namespace {

/// One patient's share of the result; made by one worker, alone.
struct PatientOutcome {
    TruePatient truth;
    std::vector<std::string> identifiers;
};

/// Writes the files of one patient.
class PatientWriter {
public:
    PatientWriter(const std::filesystem::path& folder, const PhantomPlan& plan,
                  const Patient& patient)
        : m_folder(folder), m_plan(plan), m_patient(patient) {
        m_outcome.truth.patientId = patient.id;
        m_outcome.truth.label = patient.label;
        m_outcome.identifiers = patient.identifiers();
    }

    Result<PatientOutcome> write() {
        CW_CHECK(m_plan.kind == core::ImageKind::Fundus ? writeFundus() : writeMammograms());
        return std::move(m_outcome);
    }

private:
    Result<void> writeFile(const std::filesystem::path& relative,
                           std::span<const std::byte> bytes) {
        std::error_code error;
        std::filesystem::create_directories((m_folder / relative).parent_path(), error);
        if (error)
            return fail(ErrorCode::IoFailure, "cannot create a folder for a patient");
        return core::writeWhole(m_folder / relative, bytes);
    }

    Result<void> writeMammograms() {
        m_outcome.truth.density = std::string(1, m_patient.density);
        auto random = m_patient.random.stream("build");
        const BreastBuild build{random.uniform(0.42, 0.62), random.uniform(0, 1)};
        const auto lesion =
            planLesion(m_patient.label, m_patient.random.stream("lesion"), m_plan.lesionContrast);
        int number = 1;
        for (const auto view : {core::ViewPosition::CC, core::ViewPosition::MLO}) {
            for (const auto side : {core::Laterality::Right, core::Laterality::Left}) {
                const MammogramView what{side, view, number, pixelMm(), burnedInto(number)};
                ++number;
                CW_CHECK(writeView(what, build, lesion));
            }
        }
        if (!m_plan.otherObjects)
            return {};
        CW_TRY(const auto objects,
               breastStudyObjects(m_patient, m_plan.burnedInText, m_outcome.identifiers));
        return writeObjects(objects);
    }

    Result<void> writeObjects(const std::vector<StudyObject>& objects) {
        for (const auto& object : objects)
            CW_CHECK(writeFile(std::filesystem::path(m_patient.id) /
                                   (m_patient.id + "_" + object.name + ".dcm"),
                               object.bytes));
        return {};
    }

    double pixelMm() const {
        return m_plan.scale == Scale::Half ? 2 * kDetectorPixelMm : kDetectorPixelMm;
    }
    // The patient's first picture, and half of the others.
    bool burnedInto(int number) const {
        return m_plan.burnedInText &&
               (number == 1 ||
                m_patient.random.stream("burned", static_cast<std::uint64_t>(number)).uniform() <
                    0.5);
    }

    Result<void> writeView(const MammogramView& what, const BreastBuild& build,
                           const std::optional<BreastLesionPlan>& plan) {
        const auto& device = kMammographyDevices[static_cast<std::size_t>(m_patient.device)];
        const auto random = m_patient.random.stream(what.name());
        const auto shape =
            shapeBreast(what.view, device.columns * kDetectorPixelMm,
                        device.rows * kDetectorPixelMm, build, random.stream("shape"));
        PlacedLesion lesion;
        if (plan && plan->side == what.laterality)
            lesion = placeLesion(*plan, shape, random.stream("lesion"));
        BreastTissue tissue;
        tissue.density = m_patient.density;
        auto look = m_patient.random.stream("look");
        tissue.brightness = device.brightness * look.uniform(0.92, 1.08);
        tissue.noise = look.uniform(0.009, 0.016);
        const bool right = what.laterality == core::Laterality::Right;
        CW_TRY(auto pixels,
               twelveBit(paintBreast(shape, tissue, lesion, what.pixelMm, random.stream("paint")),
                         right, device.meaning));
        if (what.burnedIn)
            CW_CHECK(burnIn(pixels, what));
        CW_TRY(const auto bytes, mammogramFile(m_patient, what, pixels, m_outcome.identifiers));
        TrueImage image;
        image.file =
            std::filesystem::path(m_patient.id) / (m_patient.id + "_" + what.name() + ".dcm");
        image.laterality = what.laterality;
        image.view = what.view;
        image.width = pixels.width();
        image.height = pixels.height();
        for (auto& one : lesion.truth)
            image.lesions.push_back(
                {one.kind, inPixels(std::move(one.outline), what.pixelMm, right, pixels.width())});
        CW_CHECK(writeFile(image.file, bytes));
        m_outcome.truth.images.push_back(std::move(image));
        return {};
    }

    static core::Polygon inPixels(core::Polygon mm, double pixelMm, bool right, int width) {
        for (auto& vertex : mm.vertices)
            vertex = {vertex.x / pixelMm, vertex.y / pixelMm};
        return rounded(right ? mirrored(std::move(mm), width) : std::move(mm));
    }

    // Two lines in the air above the nipple's side, as old scanners printed them; and the marker
    // every department burns in, which names nobody.
    Result<void> burnIn(core::Image& pixels, const MammogramView& what) {
        const bool right = what.laterality == core::Laterality::Right;
        const int ink = pixels.meaning() == core::PixelMeaning::Monochrome1 ? 300 : 3700;
        const double letters = pixels.height() / 75.0;
        std::string name = m_patient.name.family + " " + m_patient.name.given;
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        const double left = right ? letters : pixels.width() - 19 * letters;
        CW_CHECK(imaging::burnText(pixels, name, {left, 2 * letters}, letters, ink));
        CW_CHECK(imaging::burnText(pixels, m_patient.id + " " + m_patient.birthDate,
                                   {left, 4 * letters}, letters, ink));
        return imaging::burnText(pixels, what.name(), {left, pixels.height() - 2 * letters},
                                 1.3 * letters, ink);
    }

    Result<void> writeFundus() {
        const EyeSigns signs = shown(signsOf(m_patient), m_plan.lesionContrast);
        for (const auto eye : m_patient.eyes) {
            auto random = m_patient.random.stream("eye", eye == core::Laterality::Right ? 0 : 1);
            CW_TRY(auto picture, paintFundus(m_patient.field, eye, signs, random));
            const int orientation = random.stream("held").uniform() < 0.2 ? 6 : 1;
            CW_TRY(const auto bytes,
                   fundusFile(m_patient, eye, picture.image, orientation, m_outcome.identifiers));
            TrueImage image;
            const bool wide = m_patient.field == core::FundusField::Wide;
            image.file = m_patient.id + (wide ? "_Wide_" : "_General_") +
                         std::string(core::name(eye)) + ".jpg";
            image.laterality = eye;
            image.field = m_patient.field;
            image.width = picture.image.width();
            image.height = picture.image.height();
            image.lesions = std::move(picture.truth);
            image.landmarks = std::move(picture.landmarks);
            CW_CHECK(writeFile(image.file, bytes));
            if (m_plan.otherObjects && eye == m_patient.eyes.front()) {
                CW_TRY(const auto objects,
                       eyeStudyObjects(m_patient, picture.image, eye, m_outcome.identifiers));
                CW_CHECK(writeObjects(objects));
            }
            m_outcome.truth.images.push_back(std::move(image));
        }
        return {};
    }

    const std::filesystem::path& m_folder;
    const PhantomPlan& m_plan;
    const Patient& m_patient;
    PatientOutcome m_outcome;
};

/// Patients over workers; every worker takes the next one, results lie in the patients' order.
class Workshop {
public:
    Workshop(const std::filesystem::path& folder, const PhantomPlan& plan,
             const std::vector<Patient>& roster, const core::ProgressFn& progress,
             const core::CancelToken* cancel)
        : m_folder(folder), m_plan(plan), m_roster(roster), m_progress(progress), m_cancel(cancel),
          m_outcomes(roster.size()) {}

    Result<std::vector<PatientOutcome>> run() {
        {
            std::vector<std::jthread> workers;
            for (int i = 0; i < std::clamp(m_plan.workers, 1, 64); ++i)
                workers.emplace_back([this] { work(); });
        }
        if (m_failure)
            return tl::unexpected<Error>(*m_failure);
        return std::move(m_outcomes);
    }

private:
    void work() {
        while (true) {
            const std::size_t at = m_next++;
            if (at >= m_roster.size() || m_stopped)
                return;
            if (m_cancel && m_cancel->cancelled())
                return stop({ErrorCode::Cancelled, "writing the phantom was cancelled", {}});
            try {
                auto outcome = PatientWriter(m_folder, m_plan, m_roster[at]).write();
                if (!outcome)
                    return stop(outcome.error());
                m_outcomes[at] = std::move(*outcome);
            } catch (const std::exception&) {
                return stop({ErrorCode::Internal, "drawing a synthetic patient failed", {}});
            }
            const std::size_t done = ++m_done;
            if (m_progress)
                m_progress(done, m_roster.size(), "patients");
        }
    }
    void stop(Error error) {
        const std::lock_guard lock(m_mutex);
        if (!m_failure)
            m_failure = std::move(error);
        m_stopped = true;
    }

    const std::filesystem::path& m_folder;
    const PhantomPlan& m_plan;
    const std::vector<Patient>& m_roster;
    const core::ProgressFn& m_progress;
    const core::CancelToken* m_cancel;
    std::vector<PatientOutcome> m_outcomes;
    std::atomic<std::size_t> m_next{0}, m_done{0};
    std::atomic<bool> m_stopped{false};
    std::mutex m_mutex;
    std::optional<Error> m_failure;
};

Result<void> prepareFolder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::IoFailure, "the phantom's folder cannot be created");
    if (!std::filesystem::is_empty(folder, error) || error)
        return fail(ErrorCode::Conflict,
                    "the phantom's folder holds other things: give an empty one");
    return {};
}

std::vector<std::string> allIdentifiers(const std::vector<PatientOutcome>& outcomes,
                                        core::ImageKind kind) {
    std::vector<std::string> all = {Institution::kName, Institution::kAddress};
    if (kind == core::ImageKind::Mammography)
        all.insert(all.end(), {Institution::kNameKorean, Institution::kDepartment});
    for (const auto& outcome : outcomes)
        all.insert(all.end(), outcome.identifiers.begin(), outcome.identifiers.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

} // namespace

Result<PhantomTruth> writePhantom(const std::filesystem::path& folder, const PhantomPlan& plan,
                                  const core::ProgressFn& progress,
                                  const core::CancelToken* cancel) {
    if (plan.kind != core::ImageKind::Mammography && plan.kind != core::ImageKind::Fundus)
        return fail(ErrorCode::InvalidArgument, "phantoms are of mammography or of fundus");
    if (plan.patients < 1 || plan.patients > 20000)
        return fail(ErrorCode::InvalidArgument, "the number of patients is 1 to 20000");
    if (!(plan.lesionContrast >= 0 && plan.lesionContrast <= 10)) // not a number neither
        return fail(ErrorCode::InvalidArgument, "the contrast of lesions is 0 to 10");
    CW_CHECK(prepareFolder(folder));
    const auto roster = makeRoster(plan);
    CW_TRY(auto outcomes, Workshop(folder, plan, roster, progress, cancel).run());
    PhantomTruth truth;
    truth.kind = plan.kind;
    truth.seed = plan.seed;
    truth.lesionContrast = plan.lesionContrast;
    truth.plantedIdentifiers = allIdentifiers(outcomes, plan.kind);
    for (auto& outcome : outcomes)
        truth.patients.push_back(std::move(outcome.truth));
    std::string lines;
    for (const auto& identifier : truth.plantedIdentifiers)
        lines += identifier + "\n";
    CW_CHECK(core::writeWhole(folder / "identifiers.txt", std::string_view(lines)));
    CW_CHECK(
        core::writeWhole(folder / "clinical.csv", std::string_view(clinicalCsv(roster, plan))));
    CW_CHECK(core::writeWhole(folder / "truth.json", std::string_view(truthJson(truth))));
    return truth;
}

} // namespace cw::phantom
