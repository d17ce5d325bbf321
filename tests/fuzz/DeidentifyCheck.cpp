// SPDX-License-Identifier: Apache-2.0
#include "fuzz/DeidentifyCheck.h"

#include "anonymizer/Deidentify.h"
#include "anonymizer/Profile.h"
#include "core/Files.h"
#include "dicom/FileKind.h"
#include "dicom/Pixels.h"
#include "dicom/StreamedFile.h"

#include <algorithm>
#include <vector>

namespace cw::test {
namespace {

using anonymizer::DeidentifyContext;
using anonymizer::Profile;
using Bytes = std::vector<std::byte>;
using View = std::span<const std::byte>;

constexpr std::string_view kSentinel = "QZSENTINELX";

const std::vector<DeidentifyContext>& contexts() {
    static const auto all = [] {
        const anonymizer::Pseudonyms key(anonymizer::PseudonymKey::forSyntheticData("fuzz"));
        std::vector<DeidentifyContext> made;
        for (const char* name : {"basic", "curation"})
            made.push_back({Profile::builtIn(name).value(), key});
        made.push_back({Profile::parse(R"({"name": "every-option", "options": [
            "retain-safe-private", "retain-device", "retain-institution", "modified-dates",
            "patient-characteristics", "clean-descriptors", "clean-structured-content",
            "clean-graphics"]})")
                            .value(),
                        key});
        return made;
    }();
    return all;
}

bool contains(View bytes, std::string_view text) {
    return std::search(bytes.begin(), bytes.end(), text.begin(), text.end(),
                       [](std::byte a, char b) { return a == static_cast<std::byte>(b); }) !=
           bytes.end();
}

/// Frames as they are: what is planted must be found by the code under test.
class NoFilter : public dicom::FrameFilter {
public:
    bool startsFrame(View) const override { return true; }
    Result<dicom::FramePlan> plan(dicom::FrameBytes&) const override { return dicom::FramePlan(); }
};

/// The same object of another patient; nothing where it cannot be written.
Result<Bytes> planted(View bytes) {
    CW_TRY(const auto file, dicom::StreamedFile::open(dicom::ByteSource::of(bytes), {}));
    const std::string word(kSentinel);
    std::vector<dicom::NewElement> elements;
    const struct {
        dicom::Tag tag;
        const char* vr;
        std::string value;
    } texts[] = {
        {{0x0004, 0x1500}, "CS", word},
        {{0x0008, 0x0005}, "CS", "ISO_IR 192"},
        {{0x0008, 0x0050}, "SH", word},
        {{0x0008, 0x0090}, "PN", word + "^Doctor"},
        {{0x0008, 0x1030}, "LO", "MAMMO " + word},
        {{0x0009, 0x0010}, "LO", word},
        {{0x0009, 0x1001}, "LO", word},
        {{0x0010, 0x0010}, "PN", word + "^Maria"},
        {{0x0010, 0x0020}, "LO", word + "7"},
        {{0x0010, 0x4000}, "LT", "comment on " + word},
        {{0x0020, 0x4000}, "LT", word},
        {{0x5002, 0x2500}, "LO", word},
        {{0x6004, 0x0022}, "LO", word},
    };
    for (const auto& each : texts) {
        CW_TRY(auto element, dicom::textElement(each.tag, each.vr, each.value));
        elements.push_back(std::move(element));
    }
    const std::vector<dicom::Code> codes{{word.substr(0, 11), "99LOCAL", word + " Maria"}};
    elements.push_back(dicom::codeElement({0x0008, 0x1140}, codes));
    elements.push_back(dicom::codeElement({0x0040, 0x0555}, codes));
    dicom::MemorySink sink;
    CW_CHECK(file.write(file.header().with(std::move(elements)), NoFilter(), sink));
    auto made = sink.take();
    std::transform(word.begin(), word.end(), made.begin(),
                   [](char c) { return static_cast<std::byte>(c); });
    return made;
}

/// Every element's place, VR and length.
std::string shapeOf(const dicom::Header& header) {
    std::string shape;
    header.visit([&](const dicom::ElementView& element) {
        for (const auto& step : element.path)
            shape += dicom::text(step.sequence) + std::to_string(step.item);
        shape += dicom::text(element.tag) + std::string(element.vr) +
                 std::to_string(element.length) + '\n';
    });
    return shape;
}

Result<dicom::Header> headerOf(View bytes) {
    CW_TRY(const auto file, dicom::StreamedFile::open(dicom::ByteSource::of(bytes), {}));
    return file.header();
}

std::string checked(View output, const DeidentifyContext& context) {
    const auto header = headerOf(output);
    if (!header)
        return "DEFECT: the output cannot be opened: " + header.error().sentence();
    if (const auto instance = dicom::readInstance(output); !instance)
        return "DEFECT: the output cannot be read: " + instance.error().sentence();
    const auto again = anonymizer::deidentify(output, context, "fuzz.dcm");
    if (!again)
        return "DEFECT: a second pass fails: " + again.error().sentence();
    const auto second = headerOf(again->image.value().bytes);
    if (!second || shapeOf(*second) != shapeOf(*header))
        return "DEFECT: a second pass changes the data set";
    return {};
}

std::string sentinelIn(View output) {
    if (contains(output, kSentinel))
        return "DEFECT: the sentinel is in the output";
    std::string found;
    const auto header = headerOf(output); // of a deflated file the bytes say nothing
    if (header)
        header->visit([&](const dicom::ElementView& element) {
            if (element.value.find(kSentinel) != std::string_view::npos)
                found = "DEFECT: the sentinel is in " + dicom::text(element.tag);
        });
    return found;
}

bool isDicom(View bytes) { return dicom::fileKindOf(bytes, false) == dicom::FileKind::Dicom; }

} // namespace

std::string deidentifyAndCheck(View bytes) {
    std::string last;
    for (const auto& context : contexts()) {
        const auto done = anonymizer::deidentify(bytes, context, "fuzz.dcm");
        if (!done) {
            last = done.error().sentence();
            continue;
        }
        if (done->image.value().mediaType != "application/dicom")
            continue;
        if (auto defect = checked(done->image.value().bytes, context); !defect.empty())
            return defect + " (" + context.profile->name() + ")";
    }
    // The corpus may hold the word by now: then it may also stand where it identifies nobody.
    if (!isDicom(bytes) || contains(bytes, kSentinel.substr(0, 8)))
        return last;
    const auto other = planted(bytes);
    if (!other)
        return last;
    for (const auto& context : contexts()) {
        const auto done = anonymizer::deidentify(*other, context, "fuzz.dcm");
        if (!done)
            continue;
        if (auto defect = sentinelIn(done->image.value().bytes); !defect.empty())
            return defect + " (" + context.profile->name() + ")";
    }
    return last;
}

std::string deidentifyAndCheck(const std::filesystem::path& file) {
    const auto bytes = core::readFile(file);
    return bytes ? deidentifyAndCheck(*bytes) : bytes.error().sentence();
}

} // namespace cw::test
