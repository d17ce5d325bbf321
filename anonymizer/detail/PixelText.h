// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/detail/SearchForms.h"
#include "core/Geometry.h"
#include "core/Image.h"
#include "core/Result.h"
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// The identifiers as writing in a picture would spell them: capitals and digits without marks,
/// letters that readers confuse made one (O 0, I L 1, S 5, B 8, Z 2). Names of 4 letters or 2
/// Hangul syllables and more, numbers of 5 and more, whole dates, longer phrases; no UIDs.
class PictureWords {
public:
    explicit PictureWords(const FormSet& set);
    /// Kind of the first identifier that the text says, "PatientName"; nothing if it says none.
    std::optional<std::string> identifierIn(std::string_view utf8) const;

private:
    struct Word {
        std::string text;
        std::size_t characters = 0;
        bool spelled = false; ///< mostly letters: one misread letter is forgiven
        std::string kind;
    };
    std::vector<Word> m_words;
};

/// A line of writing in a picture. text is of the picture: may hold a name, never to be reported.
struct PictureLine {
    core::RectPx box;
    std::string text;     ///< UTF-8
    int confidence = 0;   ///< Tesseract's, 0 to 100
    double clearness = 0; ///< of ink against ground, imaging::TextPlace
};

struct PictureWriting {
    std::vector<PictureLine> lines;
    std::vector<core::RectPx> unread; ///< clear strokes like a line's that say nothing
    bool whole = true;                ///< false: more places look like text than are read
};

/// Letters, digits and Hangul syllables of a text.
std::size_t lettersIn(std::string_view utf8);

/// Reads the writing in pictures with Tesseract. One a thread.
class PictureReader {
public:
    PictureReader();
    ~PictureReader();
    PictureReader(const PictureReader&) = delete;
    PictureReader& operator=(const PictureReader&) = delete;

    /// False without Tesseract's English data: nothing can be read then.
    bool ready() const;
    bool readsKorean() const;
    /// Lines with two letters or digits and more, of an 8-bit picture; level ones, and standing
    /// ones read from either side.
    Result<PictureWriting> read(const core::Image& shown);
    /// The same where the whole picture is made only if the reduced one (imaging::reducedForText)
    /// has places like text.
    Result<PictureWriting> read(const core::Image& reduced, int factor,
                                const std::function<Result<core::Image>()>& whole);

    /// All that can be read in a crop, whatever its confidence.
    Result<std::string> everythingIn(const core::Image& crop);

private:
    Result<PictureLine> line(const core::Image& shown, const core::RectPx& box,
                             std::initializer_list<int> quarterTurns);

    struct Engine;
    std::unique_ptr<Engine> m_engine;
};

} // namespace cw::anonymizer
