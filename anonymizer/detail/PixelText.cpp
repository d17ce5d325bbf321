// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/PixelText.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/TextScan.h"
#include "imaging/TextBoxes.h"
#include <algorithm>
#include <omp.h>
#include <set>
#include <tesseract/baseapi.h>

namespace cw::anonymizer {
namespace {

constexpr std::size_t kMostBoxes = 60;
constexpr int kPlain = 60; ///< Tesseract's confidence of letters that need no second look
constexpr double kMostlyRead = 0.5;
constexpr std::size_t kStandingLetters = 4; ///< fewer are chance: any rim has two
constexpr double kInk = 0.8;                ///< clearness of printed letters, never of tissue
constexpr std::size_t kWholeWord = 6;       ///< shorter ones must stand alone, longer ones need not
constexpr std::size_t kForgiving = 8;       ///< from here on one misread letter is forgiven

bool isCapital(char c) { return c >= 'A' && c <= 'Z'; }

char folded(char c) {
    if (c >= 'a' && c <= 'z')
        c = static_cast<char>(c - 'a' + 'A');
    switch (c) {
    case 'O':
        return '0';
    case 'I':
    case 'L':
    case '|':
    case '!':
        return '1';
    case 'Z':
        return '2';
    case 'S':
        return '5';
    case 'B':
        return '8';
    default:
        return c;
    }
}

/// Words of the text, folded: letters, digits and Hangul; every other character parts words.
std::vector<std::string> foldedWords(std::string_view utf8) {
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        const std::string_view one = utf8.substr(i, length);
        const char c = length == 1 ? folded(one[0]) : '\0';
        if (isDigit(c) || isCapital(c))
            words.back() += c;
        else if (hangulCount(one) == 1)
            words.back() += one;
        else if (!words.back().empty())
            words.emplace_back();
        i += length;
    }
    if (words.back().empty())
        words.pop_back();
    return words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words)
        all += word;
    return all;
}

/// Whether the needle stands in the text with at most one other character in the place of one.
bool standsNearly(std::string_view text, std::string_view needle) {
    for (std::size_t at = 0; at + needle.size() <= text.size(); ++at) {
        int wrong = 0;
        for (std::size_t i = 0; i < needle.size() && wrong < 2; ++i)
            wrong += text[at + i] != needle[i] ? 1 : 0;
        if (wrong < 2)
            return true;
    }
    return false;
}

/// Whether one word, or two in a row, are just the needle.
bool standsAsWords(const std::vector<std::string>& words, const std::string& needle) {
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i] == needle || (i > 0 && words[i - 1] + words[i] == needle))
            return true;
    return false;
}

std::size_t shortestOf(IdentifierForm form, bool korean) {
    switch (form) {
    case IdentifierForm::Name:
        return korean ? 2 : 4;
    case IdentifierForm::Number:
        return 5;
    case IdentifierForm::Place:
        return korean ? 4 : 6;
    default:
        return 8;
    }
}

/// Tesseract asks for four threads a line by a clause that no setting but this one overrules;
/// on the two cores of a reading room they only wait for each other.
class OneThread {
public:
    OneThread() : m_levels(omp_get_max_active_levels()) { omp_set_max_active_levels(0); }
    ~OneThread() { omp_set_max_active_levels(m_levels); }
    OneThread(const OneThread&) = delete;
    OneThread& operator=(const OneThread&) = delete;

private:
    int m_levels;
};

/// Two letters or digits; an upright line alone is read as | or !.
bool saysSomething(std::string_view text) { return lettersIn(text) >= 2; }

/// The part of the box that plainly read lines lie over.
double coveredShare(const std::vector<PictureLine>& lines, const core::RectPx& box) {
    double covered = 0;
    for (const PictureLine& line : lines) {
        const double width =
            std::min(line.box.right, box.right) - std::max(line.box.left, box.left);
        const double height =
            std::min(line.box.bottom, box.bottom) - std::max(line.box.top, box.top);
        if (line.confidence >= kPlain && width > 0 && height > 0)
            covered += width * height;
    }
    return covered / (box.width() * box.height());
}

/// Plainly read lines that the box crosses: a column of their letters is no line of its own.
std::ptrdiff_t crossedLines(const std::vector<PictureLine>& lines, const core::RectPx& box) {
    return std::ranges::count_if(lines, [&](const PictureLine& line) {
        return line.confidence >= kPlain && line.box.left < box.right &&
               box.left < line.box.right && line.box.top < box.bottom && box.top < line.box.bottom;
    });
}

} // namespace

std::size_t lettersIn(std::string_view utf8) {
    const auto told = std::ranges::count_if(
        lowered(utf8), [](char c) { return isDigit(c) || (c >= 'a' && c <= 'z'); });
    return static_cast<std::size_t>(told) + hangulCount(utf8);
}

PictureWords::PictureWords(const FormSet& set) {
    std::set<std::string> seen;
    for (const SearchForm& form : set.forms()) {
        if (form.encoding != Encoding::Bytes || form.form == IdentifierForm::Uid)
            continue;
        // EUC-KR and GB18030 forms stand beside the UTF-8 one of the same text.
        if (!isAscii(form.bytes) && !fromUtf8(form.bytes, "UTF-16LE"))
            continue;
        Word word;
        word.text = joined(foldedWords(form.bytes));
        const std::size_t hangul = hangulCount(word.text);
        word.characters = word.text.size() - 2 * hangul;
        word.spelled = std::ranges::count_if(lowered(form.bytes),
                                             [](char c) { return c >= 'a' && c <= 'z'; }) *
                           4 >=
                       static_cast<std::ptrdiff_t>(form.bytes.size()) * 3;
        word.kind = set.kinds()[form.kind];
        if (word.characters >= shortestOf(form.form, hangul > 0) && seen.insert(word.text).second)
            m_words.push_back(std::move(word));
    }
}

std::optional<std::string> PictureWords::identifierIn(std::string_view utf8) const {
    const auto words = foldedWords(utf8);
    const std::string line = joined(words);
    const auto says = [&](const Word& word) {
        // "KIM BO" is short, but stands alone as two words. Hangul is told from chance by itself,
        // and some devices write it with spaces between the syllables.
        if (word.characters < kWholeWord && word.text.size() == word.characters)
            return standsAsWords(words, word.text);
        if (word.spelled && word.characters >= kForgiving)
            return standsNearly(line, word.text);
        return line.find(word.text) != std::string::npos;
    };
    const auto found = std::ranges::find_if(m_words, says);
    return found == m_words.end() ? std::nullopt : std::optional(found->kind);
}

/// Of a line read as Korean; Latin letters taken for Hangul are read with less.
constexpr int kHangul = 40;
/// Hangul taken for Latin letters is read with less.
constexpr int kSureLatin = 90;

struct PictureReader::Engine {
    tesseract::TessBaseAPI api;
    bool ready = false, korean = false;
    int confidence = 0; ///< of what was read last
    /// Korean alone: beside English the reader takes Hangul for Latin letters more often than not.
    std::unique_ptr<tesseract::TessBaseAPI> hangul;

    std::string read(const core::Image& crop, tesseract::PageSegMode mode) {
        return read(api, crop, mode);
    }
    /// The line read as Korean; empty unless it is.
    std::string readHangul(const core::Image& crop) {
        if (!korean)
            return {};
        if (!hangul) {
            hangul = std::make_unique<tesseract::TessBaseAPI>();
            hangul->SetVariable("debug_file", "/dev/null");
            korean = hangul->Init(nullptr, "kor", tesseract::OEM_LSTM_ONLY) == 0;
            hangul->SetVariable("debug_file", "/dev/null");
        }
        std::string text = korean ? read(*hangul, crop, tesseract::PSM_SINGLE_LINE) : "";
        return hangulCount(text) >= 2 && confidence >= kHangul ? text : std::string();
    }

private:
    std::string read(tesseract::TessBaseAPI& reader, const core::Image& crop,
                     tesseract::PageSegMode mode) {
        reader.SetPageSegMode(mode);
        reader.SetImage(reinterpret_cast<const unsigned char*>(crop.bytes().data()), crop.width(),
                        crop.height(), 1, crop.width());
        reader.SetSourceResolution(300);
        const std::unique_ptr<char[]> text(reader.GetUTF8Text());
        std::string read = text ? text.get() : "";
        confidence = reader.MeanTextConf();
        reader.Clear();
        return read;
    }
};

PictureReader::PictureReader() : m_engine(std::make_unique<Engine>()) {
    const OneThread alone;
    try {
        // What Tesseract has to say of a picture would go to our standard error.
        m_engine->api.SetVariable("debug_file", "/dev/null");
        m_engine->ready = m_engine->api.Init(nullptr, "eng+kor", tesseract::OEM_LSTM_ONLY) == 0;
        m_engine->api.SetVariable("debug_file", "/dev/null"); // Init() puts it back
        std::vector<std::string> languages;
        if (m_engine->ready)
            m_engine->api.GetLoadedLanguagesAsVector(&languages);
        m_engine->korean = std::ranges::find(languages, "kor") != languages.end();
    } catch (const std::exception&) {
        m_engine->ready = false;
    }
}
PictureReader::~PictureReader() = default;

bool PictureReader::ready() const { return m_engine->ready; }
bool PictureReader::readsKorean() const { return m_engine->korean; }

/// The reading of the best confidence of those from the sides that are tried.
Result<PictureLine> PictureReader::line(const core::Image& shown, const core::RectPx& box,
                                        std::initializer_list<int> quarterTurns) {
    PictureLine best{box, {}};
    for (const int turns : quarterTurns) {
        CW_TRY(const auto crop, imaging::textCrop(shown, box, turns));
        std::string text = m_engine->read(crop, tesseract::PSM_SINGLE_LINE);
        // Two lines close together, or a mark beside the line, make no single line.
        if (!saysSomething(text))
            text = m_engine->read(crop, tesseract::PSM_SINGLE_BLOCK);
        if (saysSomething(text) && m_engine->confidence > best.confidence)
            best = {box, std::move(text), m_engine->confidence, 0};
        if (best.confidence < kSureLatin && hangulCount(best.text) < 2) {
            const auto hangul = m_engine->readHangul(crop);
            best.text += (best.text.empty() || hangul.empty() ? "" : "\n") + hangul;
        }
        if (best.confidence >= kPlain)
            break;
    }
    return best;
}

Result<PictureWriting> PictureReader::read(const core::Image& shown) {
    CW_TRY(const auto reduced, imaging::reducedForText(shown));
    return read(reduced.image, reduced.factor, [&] { return Result<core::Image>(shown); });
}

Result<PictureWriting> PictureReader::read(const core::Image& reduced, int factor,
                                           const std::function<Result<core::Image>()>& whole) try {
    if (!ready())
        return fail(ErrorCode::Unsupported, "Tesseract's language data are not installed");
    CW_TRY(auto places, imaging::textPlaces(reduced));
    PictureWriting writing;
    if (places.empty())
        return writing;
    // So many are noise, in which only clear ink is worth a reader's time.
    if (places.size() > kMostBoxes)
        std::erase_if(places, [](const auto& place) { return place.clearness < kInk; });
    writing.whole = places.size() <= kMostBoxes;
    if (!writing.whole) // the clearest stand first
        places.erase(places.begin() + kMostBoxes, places.end());
    // Level lines first: a column of letters out of several lines looks like a standing line.
    std::stable_partition(places.begin(), places.end(), [](const imaging::TextPlace& place) {
        return place.running == imaging::Running::Level;
    });
    CW_TRY(const auto shown, whole());
    const OneThread alone;
    for (const imaging::TextPlace& place : places) {
        const core::RectPx box = imaging::enlarged(place.box, factor, shown);
        const bool level = place.running == imaging::Running::Level;
        if (coveredShare(writing.lines, box) > kMostlyRead ||
            (!level && crossedLines(writing.lines, box) > 1))
            continue;
        CW_TRY(auto read, level ? line(shown, box, {0}) : line(shown, box, {1, 3}));
        const bool says = level || lettersIn(read.text) >= kStandingLetters;
        read.clearness = place.clearness;
        if (!read.text.empty() && says)
            writing.lines.push_back(std::move(read));
        else if (place.clearness >= kInk && level)
            writing.unread.push_back(box);
    }
    return writing;
} catch (const std::exception&) {
    return fail(ErrorCode::Internal, "reading the text of a picture failed");
}

Result<std::string> PictureReader::everythingIn(const core::Image& crop) try {
    if (!ready())
        return fail(ErrorCode::Unsupported, "Tesseract's language data are not installed");
    CW_TRY(const auto writing, read(crop));
    std::string text;
    for (const PictureLine& line : writing.lines)
        text += line.text;
    if (!text.empty())
        return text;
    // No line is told from its surroundings: the crop as a whole, then.
    const core::RectPx all{0, 0, static_cast<double>(crop.width()),
                           static_cast<double>(crop.height())};
    const OneThread alone;
    const bool level = crop.width() >= crop.height();
    CW_TRY(auto found, level ? line(crop, all, {0}) : line(crop, all, {1, 3}));
    return std::move(found.text);
} catch (const std::exception&) {
    return fail(ErrorCode::Internal, "reading the text of a picture failed");
}

} // namespace cw::anonymizer
