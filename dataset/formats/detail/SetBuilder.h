// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/formats/AnnotationSet.h"
#include "dataset/formats/MaskOutlines.h"
#include <unordered_map>

namespace cw::dataset::detail {

/// What one file may hold. Thirty thousand images with a hundred outlines each fit well.
struct Limits {
    static constexpr std::size_t kFileBytes = 256U << 20;
    static constexpr std::size_t kImages = 1'000'000;
    static constexpr std::size_t kShapes = 4'000'000;
    static constexpr std::size_t kPoints = 32'000'000;
    static constexpr std::size_t kTracedPixels = 2'000'000'000; ///< of all masks' bounding boxes
    static constexpr std::size_t kText = 4096;                  ///< of a name or label, bytes
    static constexpr std::size_t kFaults = 200;                 ///< listed; the rest is counted
};

/// Builds a set within the limits; all readers write through it.
class SetBuilder {
public:
    /// The position of the image of that name, made where it is new. TooLarge, or Malformed for an
    /// impossible size or a name that is too long or not UTF-8.
    Result<std::size_t> image(std::string name, int width = 0, int height = 0);
    AnnotatedImage& at(std::size_t image) { return m_set.images[image]; }
    void category(const std::string& name);
    /// TooLarge, or Malformed for a label, attribute or coordinate that cannot be; an outline with
    /// less than three different vertices becomes a fault ("where: ...") and is left out. Errors
    /// do not say where: the caller does.
    Result<void> add(AnnotatedShape shape, const std::string& where);
    void fault(std::string sentence);
    /// The pixels as regions, on account of the file's limit. TooLarge.
    Result<std::vector<Region>> traced(const Bitmap& bitmap);

    AnnotationSet& set() { return m_set; }
    /// The set; the builder is empty then.
    AnnotationSet done();

private:
    AnnotationSet m_set;
    std::unordered_map<std::string, std::size_t> m_images;
    std::map<std::string, std::size_t> m_categories;
    std::size_t m_points = 0, m_tracedPixels = 0;
};

bool isUtf8(std::string_view text);

} // namespace cw::dataset::detail
