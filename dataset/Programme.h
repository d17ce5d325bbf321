// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/Dataset.h"
#include "dataset/ExportForms.h"
#include <map>
#include <string>
#include <vector>

namespace cw::dataset {

/// The numbering and the names of the programme (programme.md 1 and 2.3):
///   mammography  <class>/<5 digits>_<side><view>.dcm; malignant from 00001, benign from 10001,
///                normal from 20001; "_2" where a view was taken twice
///   fundus       <disease>/<General|Wide>_<Normal|Glaucoma|AMD|DMR|RVO>_<4 digits>_<L|R>.jpg
/// The ending is that of the bytes: a fundus picture that is a PNG is not called .jpg.

/// content.numbers (of earlier versions), and one for every image that has none yet: by case and
/// image id, the lowest number above all that were ever given. Deterministic. An image without
/// class, side, view or field has none; neither has one beyond the end of its series (malignant
/// and benign 10,000 patients, normal 79,999, fundus 9,999).
std::vector<ProgrammeNumber> programmeNumbers(const DatasetContent& content);

/// The numbers in the manifest of a version. Corrupt if it is gone or has not the recorded hash: a
/// number that is forgotten would be given again.
Result<std::vector<ProgrammeNumber>> numbersGiven(const std::filesystem::path& versionFolder,
                                                  const std::string& manifestSha256);

enum class InFolders { No, Yes };
/// InvalidArgument, with the count, if an image has no number.
Result<std::map<core::ImageId, std::string>> programmeNames(const DatasetContent& content,
                                                            InFolders inFolders);

/// metadata/mammography.csv or metadata/fundus.csv: the programme's columns, a line an image,
/// sorted by file name. What is not known is empty.
Result<std::vector<ExportedText>> programmeMetadata(const DatasetContent& content);

/// Whether a folder that was laid out so, by whomever, keeps to its own rules: every name is one of
/// the scheme and lies in the folder of its class, a mammography number is in the range of its
/// class and has RCC, LCC, RMLO and LMLO, no number stands in two folders. NotFound without a
/// folder "images".
struct LayoutReport {
    std::map<std::string, std::size_t> images;   ///< by class folder
    std::map<std::string, std::size_t> subjects; ///< numbers, by class folder
    std::vector<std::string> faults;             ///< one sentence each
};
Result<LayoutReport> checkProgrammeLayout(const std::filesystem::path& folder);

} // namespace cw::dataset
