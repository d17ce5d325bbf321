// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Vocabulary.h"
#include "dataset/formats/Formats.h"

namespace cw::dataset {

/// A foreign label in our words (annotation/Vocabulary.h).
struct MappedLabel {
    std::string label;                             ///< empty: left out on purpose
    std::map<std::string, std::string> attributes; ///< that the label itself says
};

/// Which foreign label is which of ours. Letter case, blanks, '_' and '-' do not matter.
class LabelMap {
public:
    /// Our labels as themselves, and the terms of VinDr-Mammo, CBIS-DDSM and INbreast.
    static LabelMap standard(core::ImageKind kind);
    /// Adds a table "label,finding[,attributes]": finding is one of ours or "-" (left out),
    /// attributes "key=word;key=word". Malformed or InvalidArgument, naming the line.
    Result<void> add(std::string_view csv);
    std::optional<MappedLabel> find(std::string_view label) const;
    core::ImageKind kind() const { return m_kind; }

private:
    explicit LabelMap(core::ImageKind kind) : m_kind(kind) {}
    core::ImageKind m_kind;
    std::map<std::string, MappedLabel> m_labels;
};

/// A shape's own attributes in our words: those of our vocabulary as they are, CBIS-DDSM's columns
/// translated; what has no counterpart is counted.
struct MappedAttributes {
    std::map<std::string, std::string> attributes;
    std::string diagnosis; ///< what a pathology column says of the case: "benign", "malignant"
    std::size_t left = 0;
};
MappedAttributes mappedAttributes(const AnnotatedShape& shape, core::ImageKind kind);

/// The answers about an image that our vocabulary knows; the others are counted.
std::map<std::string, std::string> mappedAnswers(const AnnotatedImage& image, core::ImageKind kind,
                                                 std::size_t& left);

} // namespace cw::dataset
