// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Progress.h"
#include "core/Random.h"
#include "validation/Sample.h"
#include "validation/prepare/PreparedSet.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace cw::validation {

/// The training part of a fold; the only labels that a model ever sees.
struct Training {
    std::vector<std::size_t> rows;   ///< of the PreparedSet
    std::vector<int> labels;         ///< 0 or 1, one a row
    std::vector<std::string> groups; ///< one a row; a group stays together in every inner split
};

/// What a model may use beside the pictures.
struct ModelContext {
    /// One a row of the set: whose it is, side, view, device. Labels are all -1.
    std::span<const Sample> cases;
    core::Seed seed = 1;            ///< of this fold
    std::filesystem::path scratch;  ///< the task's own folder; may be empty
    std::filesystem::path outlines; ///< outlines.json of lesions, or empty
    core::ProgressFn progress = {}; ///< e.g. epochs
    const core::CancelToken* cancel = nullptr;
};

/// What a fitted model looks at of a picture; a heat map covers parts of just that.
enum class Sees {
    Nothing,  ///< of the kind: a file's facts, a list of scores
    Input,    ///< PreparedSet::input()
    Reduced,  ///< PreparedSet::reduced()
    Features, ///< the block "features", measured on the picture as it came
};

/// A fitted model. A higher score speaks for label 1; scores are finite.
class Scorer {
public:
    virtual ~Scorer() = default;
    /// One score a row, in the order asked for. A row with a fault has the score NaN and is left
    /// out by the caller.
    virtual Result<std::vector<double>> score(std::span<const std::size_t> rows) const = 0;
    /// Keeps what is needed to score again; nothing by default.
    virtual Result<void> save(const std::filesystem::path& folder) const;
    virtual Sees sees() const { return Sees::Nothing; }
    /// The score of a picture by itself, in the form of what the model sees: a changed picture for
    /// a heat map. Unsupported: it sees neither Input nor Reduced.
    virtual Result<double> scorePicture(const core::Image& picture) const;
    /// The score of a row if its block "features" held these values: a changed picture, measured
    /// again. Unsupported: it does not see Features.
    virtual Result<double> scoreFeatures(std::size_t row, std::span<const double> values) const;
};

/// A training row scored by a model that had not seen its group: threshold and calibration come
/// from these and from nothing else.
struct InnerScore {
    std::size_t row = 0;
    int label = 0;
    double score = 0;
};

struct TrainedModel {
    std::unique_ptr<Scorer> scorer;
    std::vector<InnerScore> inner; ///< may be a part of the training rows (a held-out inner split)
    std::string settings;          ///< what was chosen, e.g. "penalty 10", "14 epochs"
    std::string note;              ///< what a reader of the report must know; mostly empty
};

/// One way to score pictures, the same for every fold. Deterministic: the same set, training part
/// and seed give the same bits in a process with one thread, on every machine of a kind.
class ImageModel {
public:
    virtual ~ImageModel() = default;
    virtual std::string name() const = 0;  ///< as on the command line: "features", "cnn"
    virtual std::string about() const = 0; ///< a sentence for the report
    /// InvalidArgument: the training part lacks a class; Cancelled; Unsupported: not in this build.
    virtual Result<TrainedModel> train(const PreparedSet& set, const Training& training,
                                       const ModelContext& context) const = 0;
    /// What a scorer of this model's save() kept there. cases: as in ModelContext. Unsupported: it
    /// keeps nothing; Corrupt.
    virtual Result<std::unique_ptr<Scorer>> load(const PreparedSet& set,
                                                 std::span<const Sample> cases,
                                                 const std::filesystem::path& folder) const;
};

/// By specification: "features" (= "features:logistic"), "features:svm", "features:forest",
/// "shortcut" (everything but content: file, size, border, colour, text, order),
/// "shortcut:BLOCK", "cnn", "cnn:KEY=VALUE,...", "patches", "external:FILE" (TorchScript .pt or
/// ONNX as a scorer), "backbone:FILE" (the same, frozen, with a logistic head) and "scores:FILE"
/// (CSV with image,score). "logistic", "svm", "forest" stand for "features:...".
/// InvalidArgument: unknown, with the list; Unsupported: built without libtorch.
Result<std::unique_ptr<ImageModel>> makeModel(const std::string& specification);
/// The specification as a report may print it: without the folders of a file.
std::string shownModel(const std::string& specification);

} // namespace cw::validation
