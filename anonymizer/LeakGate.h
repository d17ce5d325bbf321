// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/PixelReview.h"
#include "core/Result.h"
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace cw::anonymizer {

class Profile; // anonymizer/Profile.h

/// One thing of the original that is still in the output. Says which kind and where, never what.
struct Leak {
    std::filesystem::path file; ///< in the output, relative
    std::string kind;           ///< "PatientName", "EXIF text", "file name", "burned-in text" ...
    std::string where; ///< "byte 812", "decoded text of (0008,1030)", "inflated data at byte 900",
                       ///< "base64 text at byte 40", "file name", "picture, box at 10,20 300x24
                       ///< (PatientName)"
};

/// What the gate found in one file.
struct GateResult {
    std::vector<Leak> leaks; ///< of the same kind and place only the first; 100 at most
    std::size_t found = 0;   ///< how many there are
    std::string sha256;      ///< of the whole file, from the same reading
    std::uint64_t bytes = 0;
    bool passed() const { return leaks.empty(); }
};

/// Values prepared for the search, to be shared by all files of a batch. Const and re-entrant.
class SearchedValues {
public:
    explicit SearchedValues(const std::vector<Identifier>& identifiers);
    ~SearchedValues();
    SearchedValues(const SearchedValues&) = delete;
    SearchedValues& operator=(const SearchedValues&) = delete;

    struct Impl;
    const Impl& impl() const { return *m_impl; }

private:
    std::unique_ptr<const Impl> m_impl;
};

/// The prepared values of the sources seen last: the files of a study share all but their UIDs, and
/// preparing costs more than searching a small file. One a batch; thread-safe. Patient data, in
/// memory only.
class GateCache {
public:
    GateCache();
    ~GateCache();
    GateCache(const GateCache&) = delete;
    GateCache& operator=(const GateCache&) = delete;
    std::shared_ptr<const SearchedValues> valuesOf(const std::vector<Identifier>& identifiers);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

struct GateOptions {
    /// What its options keep on purpose (device, institution, UIDs) is no leak. Null: nothing is
    /// kept.
    std::shared_ptr<const Profile> profile = nullptr;
    /// Of all sources of the batch, searched besides the file's own. May be null.
    std::shared_ptr<const SearchedValues> batch = nullptr;
    /// The source itself: what stands in it beside pixels and elements (EXIF, comments, trailers of
    /// a picture or of compressed frames, its preamble) is then searched for as well.
    std::filesystem::path source{};
    std::shared_ptr<GateCache> cache = nullptr; ///< may be null
};

/// The release gate of one written file: searches it for everything that identified its source
/// before the file counts as done. Searched are the bytes (header, meta, preamble, pixel data,
/// trailing bytes) for every spelling in every character set in use, the decoded text of DICOM
/// elements, deflated data sets, zlib and gzip streams (ICC, zTXt, iTXt), base64 and hexadecimal
/// text, metadata of JPEG and JPEG 2000 fragments, and the output's own path. One pass over the
/// file in bounded windows; the hash comes from the same pass. How a find is told from chance:
/// decision 0013.
///
/// Pixels are not read here: writing in them is looked for in the source and decided on
/// (anonymizer/PixelReview.h) before the file is written. The gate looks again only at images of
/// which something was hidden: recheckHidden().
class LeakGate {
public:
    /// ofSource: the values of the source (FileRecord::identifiers); sourceRelative: its path below
    /// the input, folders and all.
    LeakGate(const std::vector<Identifier>& ofSource, const std::filesystem::path& sourceRelative,
             GateOptions options = {});

    /// outputFile may still have a temporary name; outputRelative is the name it will have, which
    /// is searched as well. Errors: NotFound, Unreadable. A hostile file is no error: what cannot
    /// be parsed is searched as bytes.
    Result<GateResult> check(const std::filesystem::path& outputFile,
                             const std::filesystem::path& outputRelative) const;

private:
    struct State;
    std::shared_ptr<const State> m_state;
};

/// Reads a written image again where something was hidden: each writing that still stands in one
/// of the boxes, on the frames that the box names, is a leak "burned-in text". Errors: those of
/// decoding.
Result<std::vector<Leak>> recheckHidden(const std::filesystem::path& outputFile,
                                        const std::filesystem::path& outputRelative,
                                        std::span<const TextBox> hidden, TextDetector& detector);

} // namespace cw::anonymizer
