// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/Dataset.h"
#include "dataset/formats/AnnotationSet.h"
#include <string>
#include <utility>
#include <vector>

namespace cw::dataset {

/// A file of an export: its path inside the folder and its whole text.
struct ExportedText {
    std::string path, text;
};
/// Each form writes exactly these texts; InvalidArgument if a text is not UTF-8.
Result<std::vector<ExportedText>> csvTexts(const FrozenVersion& version);
Result<std::vector<ExportedText>> jsonTexts(const FrozenVersion& version);

/// What every annotation format is written from: findings without comments, one category a label of
/// the menu (the same number in every version) and those from elsewhere behind them.
AnnotationSet annotationsOf(const FrozenVersion& version);

/// "<id>.jpg": the file's name under images/, also where the images are not exported.
std::string exportedName(const DatasetImage& image);
/// Free text may say anything about anybody: answers and attributes without "comment".
std::map<std::string, std::string> withoutComment(std::map<std::string, std::string> entries);

} // namespace cw::dataset
