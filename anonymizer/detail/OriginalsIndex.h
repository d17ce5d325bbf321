// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/detail/SearchForms.h"
#include "core/Result.h"
#include "dicom/Instance.h"
#include <filesystem>
#include <set>
#include <string>

namespace cw::anonymizer {

/// Everything that identified the originals, ready to be searched for.
class OriginalsIndex {
public:
    /// Reads one file of the originals. Files that are neither DICOM nor pictures give their name
    /// only.
    void add(const std::filesystem::path& folder, const std::filesystem::path& relative);

    /// Drops phrases that some original also says where it may stay. Call once, after the last
    /// add().
    void finish();

    const FormSet& contents() const { return m_contents; } ///< to be searched for in bytes
    const FormSet& names() const { return m_names; }       ///< in file names only
    /// An image with this fingerprint was exposed, in this attribute, on this day in the originals.
    bool hadDate(const std::string& fingerprint, dicom::Tag tag, const std::string& yyyymmdd) const;

private:
    void addDicom(const dicom::Instance& instance);
    void addPath(const std::filesystem::path& relative, bool loosePicture);

    FormSet m_contents, m_names;
    std::vector<Identifier> m_phrases; ///< waiting for finish()
    std::set<std::string> m_kept;
    std::set<std::string> m_dates;
};

/// What de-identification leaves of an exposure: numbers, codes and times of day. Pairs an output
/// with its original without a key, so that a shifted date is not taken for another patient's true
/// one.
std::string fingerprintOf(const dicom::Instance& instance);
/// "YYYYMMDD" values of a DA or DT.
std::vector<std::string> daysOf(std::string_view value);

} // namespace cw::anonymizer
