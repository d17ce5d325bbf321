// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Deidentify.h"
#include "dicom/Tag.h"

namespace cw::anonymizer {

/// What happens to one attribute of one file.
struct PreviewRow {
    enum class What { Kept, Removed, Emptied, Replaced, Inserted };
    dicom::TagPath path; ///< the sequences around it, outermost first; empty at the top
    dicom::Tag tag;
    std::string where;   ///< "(0008,0020)" or "(0040,0275)[0] > (0040,0007)"
    std::string keyword; ///< "StudyDate", or the number where the dictionary has none
    std::string vr;
    What what = What::Kept;
    std::string beforeKind; ///< "date", "person name, 17 bytes": never the value
    std::string after;      ///< what stands in the output; empty if nothing does
    /// The original's value. Only with PreviewOptions::showValues, for the steward's eyes: it may
    /// go to a screen, never to a file, a log or a report.
    std::string before;
    std::string rule; ///< "Table E.1-1: X/D", "option modified-dates: C", "rule of the profile"
    std::string why;  ///< one sentence
};
std::string_view
name(PreviewRow::What what); ///< "kept", "removed", "emptied", "replaced", "inserted"

struct PreviewOptions {
    bool showValues = false; ///< fill PreviewRow::before
    bool unchanged = false;  ///< also rows of what stays as it is
};

struct Preview {
    std::string profile;               ///< name and edition
    std::string mediaType;             ///< "application/dicom", "image/jpeg" ...
    std::vector<PreviewRow> rows;      ///< in the order of the file; inserted ones where they stand
    std::vector<std::string> warnings; ///< words, no values
    std::size_t count(PreviewRow::What what) const;
};

/// Exactly what de-identification with this context would do to a file. The file is de-identified
/// in memory and compared with itself attribute by attribute, so a row cannot say anything that
/// would not happen; the rule and the reason are those of the rules that ran. Nothing is written.
/// For a loose picture the rows are the kinds of metadata that go. Errors: those of deidentify().
Result<Preview> preview(std::span<const std::byte> bytes, const DeidentifyContext& context,
                        const std::filesystem::path& sourceName,
                        const PreviewOptions& options = {});
/// The same for a file. TooLarge beyond 2 GB.
Result<Preview> preview(const std::filesystem::path& file, const DeidentifyContext& context,
                        const PreviewOptions& options = {});

} // namespace cw::anonymizer
