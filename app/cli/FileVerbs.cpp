// SPDX-License-Identifier: Apache-2.0
// inspect, render, decode: any single file, no project.
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/AnyFile.h"
#include "core/Files.h"

#include <cmath>
#include <cstdio>
#include <memory>

namespace cw::cli {
namespace {

namespace fs = std::filesystem;

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

Json jsonOf(const workflow::FileDescription& file) {
    const auto& a = file.attributes;
    Json json{{"format", file.format},
              {"kind", core::name(a.kind)},
              {"laterality", core::name(a.laterality)},
              {"view", core::name(a.view)},
              {"field", core::name(a.field)},
              {"width", a.width},
              {"height", a.height},
              {"frames", a.frames},
              {"bits", file.bitsStored},
              {"samples", file.samplesPerPixel},
              {"modality", a.modality},
              {"sop_class", file.sopClassUid},
              {"transfer_syntax", a.transferSyntaxUid},
              {"photometric", a.photometricInterpretation},
              {"intent", a.presentationIntent},
              {"exif_orientation", a.exifOrientation},
              {"spacing_mm", nullptr},
              {"warnings", a.warnings},
              {"pixels", file.fault ? "unreadable" : "ok"}};
    if (a.spacing)
        json["spacing_mm"] = {{"row", a.spacing->row},
                              {"column", a.spacing->column},
                              {"source", core::name(a.spacing->source)}};
    if (file.fault)
        json["fault"] = {{"code", cw::name(file.fault->code)}, {"message", file.fault->sentence()}};
    return json;
}

std::string textOf(const workflow::FileDescription& file) {
    const auto& a = file.attributes;
    std::string text = file.format.empty() ? "not an image" : file.format;
    auto add = [&](std::string_view words) {
        if (!words.empty())
            text += ", " + std::string(words);
    };
    if (!file.format.empty()) {
        add(core::name(a.kind));
        add(core::name(a.laterality));
        add(core::name(a.view));
        add(core::name(a.field));
        if (a.width > 0)
            add(std::to_string(a.width) + " x " + std::to_string(a.height));
        if (a.frames > 1)
            add(std::to_string(a.frames) + " frames");
        if (file.bitsStored > 0)
            add(std::to_string(file.bitsStored) + " bits");
        if (a.spacing)
            add(number(a.spacing->row) + " x " + number(a.spacing->column) + " mm (" +
                std::string(core::name(a.spacing->source)) + ")");
        if (!a.transferSyntaxUid.empty())
            add("transfer syntax " + a.transferSyntaxUid);
    }
    for (const auto& warning : a.warnings)
        text += "\n  warning: " + warning;
    return text + "\n  pixels: " + (file.fault ? file.fault->sentence() : "ok");
}

Result<Answer> inspect(const std::vector<std::string>& files) {
    Answer answer;
    answer.json["files"] = Json::array();
    std::size_t faulty = 0;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto description = workflow::describeFile(files[i]);
        faulty += description.fault ? 1U : 0U;
        // Of many files a missing one is an item that failed; a single one is a wrong argument.
        const bool missing =
            description.fault && (description.fault->code == ErrorCode::NotFound ||
                                  description.fault->code == ErrorCode::Unreadable);
        if (missing && files.size() == 1)
            return within(*description.fault, "the file argument");
        // The user's own word for it, for scripts; the text keeps to the number.
        Json entry{{"number", i + 1}, {"file", files[i]}};
        entry.update(jsonOf(description));
        answer.json["files"].push_back(std::move(entry));
        answer.text += "file " + std::to_string(i + 1) + ": " + textOf(description) + "\n";
    }
    answer.json["unreadable"] = faulty;
    if (files.size() > 1)
        answer.text += counted(files.size(), "file") + ", " + std::to_string(faulty) +
                       " unreadable or not an image\n";
    answer.found = faulty > 0;
    return answer;
}

Result<core::Window> windowFrom(const std::string& text) {
    double centre = 0, width = 0;
    int used = 0;
    if (std::sscanf(text.c_str(), "%lf,%lf%n", &centre, &width, &used) != 2 ||
        static_cast<std::size_t>(used) != text.size() || !std::isfinite(centre) ||
        !std::isfinite(width) || width < 1)
        return fail(ErrorCode::InvalidArgument,
                    "--window is a centre and a width of at least 1, like 2048,4096");
    return core::Window{centre, width, core::VoiFunction::Linear, "command line"};
}

struct RenderArguments {
    std::string file, output, window;
    int frame = 0, size = 0;
};

Result<Answer> render(const RenderArguments& arguments) {
    CW_CHECK(checkReadable(arguments.file, "the file to render"));
    workflow::RenderOptions options;
    options.frame = arguments.frame;
    if (!arguments.window.empty()) {
        CW_TRY(options.window, windowFrom(arguments.window));
    }
    if (arguments.size != 0) {
        if (arguments.size < 1 || arguments.size > 30000)
            return fail(ErrorCode::InvalidArgument, "--size is 1 to 30000 pixels");
        options.sizePx = arguments.size;
    }
    CW_TRY(const auto png, workflow::renderPng(arguments.file, options));
    CW_CHECK(core::writeWhole(arguments.output, png));
    Answer answer;
    answer.json["bytes"] = png.size();
    answer.text = "wrote a PNG of " + counted(png.size(), "byte");
    return answer;
}

struct DecodeArguments {
    std::string file, output;
    std::optional<int> frame;
};

Result<Answer> decode(const DecodeArguments& arguments) {
    CW_CHECK(checkReadable(arguments.file, "the file to decode"));
    CW_TRY(const auto samples, workflow::storedSamples(arguments.file, arguments.frame));
    CW_CHECK(core::writeWhole(arguments.output, samples));
    Answer answer;
    answer.json["bytes"] = samples.size();
    answer.text = "wrote " + counted(samples.size(), "byte") + " of samples";
    return answer;
}

} // namespace

void addInspect(Program& program) {
    auto files = std::make_shared<std::vector<std::string>>();
    auto* verb = program.verb("inspect", "what a file is, and what is wrong with it",
                              "concord inspect export/*.dcm");
    verb->add_option("FILE", *files, "files of any kind")->required();
    program.whenChosen(verb, [files] { return inspect(*files); });
}

void addRender(Program& program) {
    auto a = std::make_shared<RenderArguments>();
    auto* verb = program.verb("render", "the picture as the viewer shows it, without a display",
                              "concord render a.dcm --output a.png --window 2048,4096 --size 1024");
    verb->add_option("FILE", a->file, "DICOM, JPEG, PNG or TIFF")->required();
    verb->add_option("--output", a->output, "the PNG to write")->required();
    verb->add_option("--window", a->window,
                     "centre,width over modality values; default: the file's");
    verb->add_option("--frame", a->frame, "counted from 0");
    verb->add_option("--size", a->size, "longer side in pixels; default: the image's own");
    program.whenChosen(verb, [a] { return render(*a); });
}

void addDecode(Program& program) {
    auto a = std::make_shared<DecodeArguments>();
    auto* verb = program.verb("decode", "the stored pixel values, for comparing decoders",
                              "concord decode a.dcm --output a.raw --frame 0");
    verb->add_option("FILE", a->file, "DICOM or a picture")->required();
    verb->add_option("--output", a->output, "little endian, samples interleaved, frame after frame")
        ->required();
    verb->add_option("--frame", a->frame, "counted from 0; default: all");
    program.whenChosen(verb, [a] { return decode(*a); });
}

} // namespace cw::cli
