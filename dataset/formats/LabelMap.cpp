// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/LabelMap.h"

#include "dataset/formats/detail/Csv.h"
#include "dataset/formats/detail/Text.h"

#include <algorithm>

namespace cw::dataset {
namespace {

using detail::split;
using detail::trimmed;

std::string plain(std::string_view text) {
    std::string word = detail::lower(trimmed(text));
    std::erase_if(word, [](char c) { return c == ' ' || c == '_' || c == '-'; });
    return word;
}

struct Row {
    const char* foreign;
    const char* label;
    const char* key = nullptr;
    const char* word = nullptr;
};
// Sources: vindr.ai/datasets/mammo (10 categories), CBIS-DDSM's abnormality types, names seen in
// public parsers of INbreast's XML.
constexpr Row kBreast[] = {
    {"Mass", "mass"},
    {"Suspicious Calcification", "calcification"},
    {"Focal Asymmetry", "asymmetry", "asymmetry", "focal"},
    {"Asymmetry", "asymmetry", "asymmetry", "asymmetry"},
    {"Global Asymmetry", "asymmetry", "asymmetry", "global"},
    {"Architectural Distortion", "distortion"},
    {"Skin Thickening", "other", "associated", "skin-thickening"},
    {"Skin Retraction", "other", "associated", "skin-retraction"},
    {"Nipple Retraction", "other", "associated", "nipple-retraction"},
    {"Suspicious Lymph Node", "other", "associated", "axillary-adenopathy"},
    {"Calcifications", "calcification"},
    {"Cluster", "calcification", "distribution", "grouped"},
    {"Assymetry", "asymmetry", "asymmetry", "asymmetry"}, // INbreast's spelling
    {"Pectoral Muscle", ""}};

struct Translation {
    const char* foreign;
    const char* key;
    const char* word;
};
// CBIS-DDSM speaks the BI-RADS lexicon of 2003.
constexpr Translation kCbis[] = {
    {"oval", "shape", "oval"},
    {"round", "shape", "round"},
    {"irregular", "shape", "irregular"},
    {"lobulated", "shape", "lobular"},
    {"architecturaldistortion", "associated", "architectural-distortion"},
    {"circumscribed", "margin", "circumscribed"},
    {"obscured", "margin", "obscured"},
    {"microlobulated", "margin", "microlobulated"},
    {"illdefined", "margin", "indistinct"},
    {"spiculated", "margin", "spiculated"},
    {"amorphous", "morphology", "amorphous"},
    {"pleomorphic", "morphology", "fine-pleomorphic"},
    {"finelinearbranching", "morphology", "fine-linear"},
    {"coarse", "morphology", "coarse"},
    {"lucentcenter", "morphology", "lucent-centred"},
    {"lucentcentered", "morphology", "lucent-centred"},
    {"roundandregular", "morphology", "round"},
    {"punctate", "morphology", "round"},
    {"vascular", "morphology", "vascular"},
    {"eggshell", "morphology", "rim"},
    {"milkofcalcium", "morphology", "milk-of-calcium"},
    {"dystrophic", "morphology", "dystrophic"},
    {"skin", "morphology", "skin"},
    {"largerodlike", "morphology", "rod-like"},
    {"clustered", "distribution", "grouped"},
    {"linear", "distribution", "linear"},
    {"segmental", "distribution", "segmental"},
    {"regional", "distribution", "regional"},
    {"diffuselyscattered", "distribution", "diffuse"}};

bool isWord(std::span<const annotation::Question> form, std::string_view key,
            std::string_view answer) {
    const auto words = annotation::wordsOf(answer);
    return !words.empty() && std::ranges::all_of(words, [&](const std::string& word) {
        return std::ranges::any_of(form, [&](const annotation::Question& question) {
            return question.key == key && std::ranges::any_of(question.terms, [&](const auto& t) {
                       return t.word == word;
                   });
        });
    });
}

/// Values joined by '-'; the first word of a key wins, further ones are left.
void translate(std::string_view column, std::string_view values, MappedAttributes& result) {
    const bool shape = column.starts_with("mass shape"), margin = column.starts_with("mass margin");
    const bool spread = column.starts_with("calc distribution");
    for (const auto value : split(values, '-')) {
        const std::string word = plain(value);
        const auto found = std::ranges::find_if(kCbis, [&](const Translation& t) {
            const std::string_view key = t.key;
            const bool here = shape    ? key == "shape" || key == "associated"
                              : margin ? key == "margin"
                              : spread ? key == "distribution"
                                       : key == "morphology";
            return here && t.foreign == word;
        });
        if (found == std::end(kCbis) || !result.attributes.emplace(found->key, found->word).second)
            ++result.left;
    }
}

} // namespace

LabelMap LabelMap::standard(core::ImageKind kind) {
    LabelMap map(kind);
    if (kind == core::ImageKind::Mammography)
        for (const Row& row : kBreast) {
            MappedLabel mapped{row.label, {}};
            if (row.key)
                mapped.attributes[row.key] = row.word;
            map.m_labels[plain(row.foreign)] = std::move(mapped);
        }
    for (const auto& label : annotation::lesionLabels(kind == core::ImageKind::Mammography))
        map.m_labels.try_emplace(plain(label), MappedLabel{label, {}});
    return map;
}

Result<void> LabelMap::add(std::string_view csv) {
    CW_TRY(const auto table, detail::parsedCsv(csv));
    if (!table.column("label") || !table.column("finding"))
        return fail(ErrorCode::Malformed, "the table of labels has no columns label and finding");
    const auto labels = annotation::lesionLabels(m_kind == core::ImageKind::Mammography);
    for (const detail::CsvRow& row : table.rows) {
        const std::string where = "line " + std::to_string(row.line);
        MappedLabel mapped{std::string(table.field(row, "finding")), {}};
        if (mapped.label == "-")
            mapped.label.clear();
        else if (std::ranges::count(labels, mapped.label) == 0)
            return fail(ErrorCode::InvalidArgument, where + ": the finding is none of ours");
        for (const auto entry : split(table.field(row, "attributes"), ';')) {
            if (trimmed(entry).empty())
                continue;
            const auto equals = entry.find('=');
            const std::string key(trimmed(entry.substr(0, equals)));
            const std::string word(
                equals == std::string_view::npos ? "" : trimmed(entry.substr(equals + 1)));
            if (!isWord(annotation::findingQuestions(m_kind), key, word))
                return fail(ErrorCode::InvalidArgument, where + ": an attribute is none of ours");
            mapped.attributes[key] = word;
        }
        m_labels[plain(table.field(row, "label"))] = std::move(mapped);
    }
    return {};
}

std::optional<MappedLabel> LabelMap::find(std::string_view label) const {
    const auto found = m_labels.find(plain(label));
    return found == m_labels.end() ? std::nullopt : std::optional(found->second);
}

MappedAttributes mappedAttributes(const AnnotatedShape& shape, core::ImageKind kind) {
    MappedAttributes result;
    const auto form = annotation::findingQuestions(kind);
    for (const auto& [key, value] : shape.attributes) {
        if (key.starts_with("mass ") || key.starts_with("calc "))
            translate(key, value, result);
        else if (key == "pathology" && plain(value).starts_with("benign"))
            result.diagnosis = "benign";
        else if (key == "pathology" && plain(value) == "malignant")
            result.diagnosis = "malignant";
        else if (key == "lesion" && detail::wholeNumber(value))
            result.attributes[key] = value; // one lesion in several views (SameLesion.h)
        else if (isWord(form, key, value))
            result.attributes[key] = value;
        else
            ++result.left; // free text among them: it could name somebody
    }
    return result;
}

std::map<std::string, std::string> mappedAnswers(const AnnotatedImage& image, core::ImageKind kind,
                                                 std::size_t& left) {
    std::map<std::string, std::string> answers;
    const auto form = annotation::caseQuestions(kind);
    for (const auto& [key, value] : image.answers) {
        if (isWord(form, key, value))
            answers[key] = value;
        else
            ++left;
    }
    return answers;
}

} // namespace cw::dataset
