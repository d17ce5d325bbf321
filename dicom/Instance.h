// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "core/ImageAttributes.h"
#include "core/Presentation.h"
#include "dicom/Tag.h"
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cw::dicom {

/// What rewrite() shows of an element. Valid only during the call. value is the stored text with
/// trailing padding cut; decimal text of binary numbers (US, FL, AT ...); the bytes, little endian, of
/// OB, OW, UN and their kin. Empty for sequences and for binary values longer than 64 KiB.
struct ElementView {
    const TagPath& path;              ///< empty at top level
    Tag tag;
    std::string_view vr;              ///< "PN", "SQ", "OB", "UN" ...
    std::size_t length;               ///< bytes of the value; 0 for sequences
    std::string_view value;
    std::string_view privateCreator;  ///< of a private element; empty if its block has none
    std::string_view characterSet;    ///< Specific Character Set that applies here
    /// As stored, little endian: what value cannot show of numbers and long data. Of Header only.
    std::string_view bytes{};
};

/// What to do with it.
struct Change {
    enum class Kind {
        Keep,     ///< as it is; a sequence is entered
        Remove,   ///< gone, a sequence with all items
        Empty,    ///< zero length; a sequence has no items
        Replace   ///< value := text (already in the data set's character set); not for sequences
    };
    Kind kind = Kind::Keep;
    std::string text;
};

/// A coded concept (PS3.3 8.8).
struct Code {
    std::string value, scheme, meaning;
};

/// A DICOM object in memory. May hold patient data: only anonymizer and below may keep one.
/// Values and encoding are DCMTK's business; nothing of DCMTK shows here.
class Instance {
public:
    Instance();
    Instance(Instance&&) noexcept;
    Instance& operator=(Instance&&) noexcept;
    ~Instance();
    Instance clone() const;

    /// First value of a top-level element as text ('\\' joined if multi-valued), nullopt if absent.
    std::optional<std::string> text(Tag tag) const;
    /// Text decoded to UTF-8 from the data set's character set (ISO 2022, EUC-KR, UTF-8 ...).
    std::optional<std::string> utf8(Tag tag) const;
    std::optional<double> number(Tag tag, std::size_t index = 0) const;
    std::optional<long long> integer(Tag tag, std::size_t index = 0) const;
    bool has(Tag tag) const;

    /// VR from the dictionary; InvalidArgument for an unknown tag unless vr is given ("LO").
    Result<void> setText(Tag tag, std::string_view value, std::string_view vr = {});
    Result<void> setText(const TagPath& path, Tag tag, std::string_view value, std::string_view vr = {});
    /// For Pixel Data the bytes become uncompressed pixels; call setPixels() where there is an image.
    Result<void> setBytes(Tag tag, std::span<const std::byte> value, std::string_view vr);
    /// Replaces the sequence by one item a code.
    Result<void> setCodes(Tag sequence, std::span<const Code> codes);
    void remove(Tag tag);

    /// Visits every element at every depth, in order, and does what the answer says. Depth-first,
    /// without recursion on the call stack's cost beyond the reader's nesting limit.
    void rewrite(const std::function<Change(const ElementView&)>& decide);
    /// The same without changing anything.
    void visit(const std::function<void(const ElementView&)>& see) const;

    std::string sopClassUid() const;
    std::string transferSyntaxUid() const;
    int frameCount() const;

    struct Impl;
    Impl& impl() { return *m_impl; }
    const Impl& impl() const { return *m_impl; }

private:
    std::unique_ptr<Impl> m_impl;
};

/// Limits for untrusted files; the defaults hold for everything the program opens.
struct ReadLimits {
    std::uintmax_t fileBytes = 2ULL << 30;
    std::uintmax_t inflatedBytes = 1ULL << 30; ///< deflated transfer syntax: refuse bombs
    int nesting = 64;
    bool headerOnly = false;                   ///< stop before Pixel Data
};

/// Reads a DICOM file, with or without preamble and meta header. Before DCMTK sees the bytes a
/// pre-scan checks nesting depth, lengths and inflated size, so that no file overflows the stack or
/// the memory. Errors: NotFound, Unreadable, Malformed, TooLarge.
Result<Instance> readInstance(const std::filesystem::path& file, const ReadLimits& limits = {});
Result<Instance> readInstance(std::span<const std::byte> bytes, const ReadLimits& limits = {});
/// Cheap look at the first bytes: "DICM" at 128, or a plausible first element.
bool looksLikeDicom(std::span<const std::byte> firstBytes);

enum class TransferSyntax {
    ImplicitLittle, ExplicitLittle, ExplicitBig, Deflated, Rle, JpegLossless, JpegLsLossless,
    Jpeg2000Lossless
};
std::string_view uid(TransferSyntax syntax);
std::optional<TransferSyntax> losslessSyntaxFrom(std::string_view uidOrName);

/// The bytes of a Part 10 file in its current transfer syntax, pixel data untouched: fresh
/// preamble (zeros) and meta header (our implementation UID; no AE titles, no private information).
Result<std::vector<std::byte>> encodeInstance(const Instance& instance);
/// The same after re-encoding the pixel data losslessly.
Result<std::vector<std::byte>> encodeInstance(const Instance& instance, TransferSyntax syntax);

} // namespace cw::dicom
