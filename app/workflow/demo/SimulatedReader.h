// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/ReadingSession.h"
#include "core/Random.h"
#include "phantom/Phantom.h"

#include <map>
#include <string>

namespace cw::workflow::demo {

/// How often a simulated reader errs. Not measured on people: chosen so that two of them agree on
/// most cases and differ on enough to show every branch of the comparison.
struct ReaderHabits {
    double missesLesion = 0.03;
    double outlineJitter = 0.06; ///< standard deviation, as a share of the lesion's size
    double wrongClass = 0.04;
    double otherDensity = 0.04;
    double otherAssessment = 0.04;
};

/// An image of the project with what is truly on it.
struct TruthOnImage {
    core::ImageId image;
    const phantom::TrueImage* truth = nullptr;
};

/// Reads a case from the phantom's truth, not from pixels: says so wherever its results appear.
class SimulatedReader {
public:
    SimulatedReader(core::Seed seed, ReaderHabits habits, core::ImageKind kind)
        : m_random(seed), m_habits(habits), m_kind(kind) {}

    /// Writes findings and answers into the session through the same edits as the window.
    /// number: of the case; makes this reading independent of the order of reading.
    Result<void> read(annotation::ReadingSession& session, const phantom::TruePatient& patient,
                      const std::vector<TruthOnImage>& images, std::uint64_t number) const;

private:
    core::Random m_random;
    ReaderHabits m_habits;
    core::ImageKind m_kind;
};

/// The outline as a hand would draw it: moved, scaled and bent a little, inside the image and
/// simple.
core::Polygon drawnLike(const core::Polygon& truth, double jitter, int width, int height,
                        core::Random& random);
/// The phantom's word for a lesion as a label of the menu.
std::string labelOf(const std::string& lesionKind);

} // namespace cw::workflow::demo
