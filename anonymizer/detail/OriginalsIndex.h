// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/detail/SearchForms.h"
#include "core/Result.h"
#include "dicom/ByteSource.h"
#include "dicom/Header.h"
#include <filesystem>
#include <set>
#include <string>
#include <unordered_set>

namespace cw::anonymizer {

/// Identifiers::kind of what stood in private elements.
inline constexpr std::string_view kPrivateKind = "private attribute";

/// What a source's own path says.
struct PathValues {
    std::vector<Identifier> contents; ///< searched for in the bytes of files
    /// Searched for in file names only: a word without digits may be a maker's or a kind's as well.
    std::vector<Identifier> names;
};
PathValues valuesOfPath(const std::filesystem::path& relative, bool loosePicture);

/// What stands in a source beside its pixels and its elements: EXIF, comments and other metadata of
/// a loose picture or of compressed frames, text in the preamble.
std::vector<Identifier> valuesBesidePixels(const dicom::ByteSource& file);

/// Everything that identified the originals, ready to be searched for.
class OriginalsIndex {
public:
    /// Reads one file of the originals, in constant memory. Files that are neither DICOM nor
    /// pictures give their name only.
    void add(const std::filesystem::path& folder, const std::filesystem::path& relative);

    /// Values at hand, without a file.
    void add(const std::vector<Identifier>& identifiers);

    /// Drops phrases that some original also says where it may stay. Call once, after the last
    /// add().
    void finish();

    /// Files that could not be read, or say they are DICOM and are not: their values are not
    /// searched for.
    std::size_t unread() const { return m_unread; }
    const FormSet& contents() const { return m_contents; } ///< to be searched for in bytes
    const FormSet& names() const { return m_names; }       ///< in file names only
    /// An image with this fingerprint was exposed, in this attribute, on this day in the originals.
    bool hadDate(const std::string& fingerprint, dicom::Tag tag, const std::string& yyyymmdd) const;

private:
    void addDicom(const dicom::Header& header);
    enum class Phrases { MayBeKept, Identify };
    void addOnce(Identifier identifier, Phrases phrases);
    void addPath(const std::filesystem::path& relative, bool loosePicture);

    FormSet m_contents, m_names;
    std::vector<Identifier> m_phrases; ///< waiting for finish()
    std::set<std::string> m_kept;
    std::unordered_set<std::string> m_seen;  ///< identifiers: most files of a patient repeat them
    std::unordered_set<std::size_t> m_dates; ///< hashes: one too many only finds one leak more
    std::size_t m_unread = 0;
};

/// What de-identification leaves of an exposure: numbers, codes and times of day. Pairs an output
/// with its original without a key, so that a shifted date is not taken for another patient's true
/// one.
std::string fingerprintOf(const dicom::Header& header);
/// "YYYYMMDD" values of a DA or DT.
std::vector<std::string> daysOf(std::string_view value);

} // namespace cw::anonymizer
