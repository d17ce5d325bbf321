// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/ImageAttributes.h"
#include "core/Result.h"
#include "validation/study/StudyResult.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cw::validation {

/// The same pictures in another coding. `source` tells the caller's PictureSource where they are;
/// this module only keeps it.
struct StudyCopy {
    std::string name = "original";
    std::string source = {};
};

/// What a study is to answer. The first copy is the one that folds and checks are made on.
struct StudyRequest {
    std::string task, dataset; ///< printed
    core::ImageKind kind = core::ImageKind::Mammography;
    Unit unit = Unit::Image;
    int folds = 5;
    core::Seed seed = 1;
    bool bySite = false;                ///< leave one site out; folds is then the number of sites
    std::vector<std::string> balanceBy; ///< columns of the manifest besides the class
    std::vector<std::string> models{"features"};
    std::vector<std::string> checks; ///< names of checkNames(); all if empty, none if "none"
    std::vector<StudyCopy> copies{{}};
    std::vector<Sample> samples;
    std::string
        outlines; ///< JSON {"image": [[[x, y], ...], ...]} in pixels of the picture, or empty
    std::optional<double> target, prevalence;
    double margin = 0.02; ///< of equivalence, in AUC
    /// Of the network's pictures, px; 0: 128 (fundus), 256 (breast). One above the cnn's own side
    /// becomes its side, unless the model names one.
    int inputSide = 0;
    int picturesAPart = 64; ///< of a task that prepares pictures
    bool synthetic = false;
    std::vector<std::string> remarks;
};

enum class TaskKind { Prepare, Split, Fold, Check, Maps };
const char* nameOf(TaskKind kind); ///< "prepare", "split", "fold", "check", "maps"
constexpr int kStages = 5;

/// One piece of work that a process does alone. Those of a stage may run in any order and at once.
struct StudyTask {
    int id = 0;
    TaskKind kind = TaskKind::Prepare;
    int copy = 0, part = 0;  ///< Prepare; Fold has a copy
    int model = 0, fold = 0; ///< Fold, Maps: index of the model; Fold: 0..k-1
    std::string check = {};
    /// 0 prepare, 1 split, 2 folds, 3 checks (some compare with the models), 4 heat maps (of the
    /// cases that the checks name; one task, if a model looks at pictures, decision 0194)
    int stage() const;
};

/// A study's plan on disk: DIR/plan.json (no labels in it) and DIR/labels.csv. Its hash is the
/// SHA-256 of plan.json; everything that a task writes carries it.
class StudyPlan {
public:
    /// Writes the plan. The same request gives the same bytes. If the folder holds the same plan
    /// already, that one is used (its finished tasks stay); Conflict: it holds another.
    static Result<StudyPlan> write(const std::filesystem::path& folder,
                                   const StudyRequest& request);
    static Result<StudyPlan> open(const std::filesystem::path& folder);

    /// Labels of the samples are -1.
    const StudyRequest& request() const { return m_request; }
    const std::string& hash() const { return m_hash; }
    const std::vector<StudyTask>& tasks() const { return m_tasks; }
    const std::filesystem::path& folder() const { return m_folder; }
    std::filesystem::path taskFolder(int id) const;
    std::filesystem::path preparedFolder(int copy) const;

    /// The request's samples with their labels; for the split, the checks and the judgement only.
    /// Corrupt: labels.csv is not the one that was planned.
    Result<std::vector<Sample>> labelledSamples() const;
    /// Whether the task's result is there and belongs to this plan.
    bool finished(int id) const;

private:
    StudyRequest m_request;
    std::string m_hash, m_labelsHash;
    std::vector<StudyTask> m_tasks;
    std::filesystem::path m_folder;
};

} // namespace cw::validation
