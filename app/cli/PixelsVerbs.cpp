// SPDX-License-Identifier: Apache-2.0
// pixels list, show, decide, sign: writing in pictures that a person has to decide on.
#include "anonymizer/DeidentifyFolder.h"
#include "anonymizer/PixelCheck.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "core/Files.h"
#include "imaging/Picture.h"

#include <cmath>
#include <cstdio>
#include <memory>

namespace cw::cli {
namespace {

namespace fs = std::filesystem;
using anonymizer::PixelQueue;
using anonymizer::QueuedBox;
using anonymizer::QueuedImage;

struct PixelArguments {
    std::string queue, templates, id, input, key, crop, by, reason, scope = "image";
    std::vector<int> boxes;
    std::vector<std::string> drawn;
    bool all = false, text = false, hide = false, keep = false;
};

Result<std::shared_ptr<PixelQueue>> openQueue(const PixelArguments& a, const Program& program) {
    CW_CHECK(checkFolder(a.queue, "the report folder"));
    const fs::path folder = a.queue;
    return PixelQueue::open(folder / anonymizer::kPixelQueueFile,
                            a.templates.empty() ? folder / anonymizer::kPixelTemplateFile
                                                : fs::path(a.templates),
                            program.clock());
}

std::string placeOf(const anonymizer::TextBox& box) {
    const auto whole = [](double value) { return std::to_string(std::lround(value)); };
    return whole(box.box.left) + "," + whole(box.box.top) + " " + whole(box.box.width()) + "x" +
           whole(box.box.height()) +
           (box.frame < 0 ? "" : ", frame " + std::to_string(box.frame + 1));
}

Json jsonOf(const QueuedBox& each, std::size_t number) {
    const auto& box = each.box;
    Json json = {{"number", number},
                 {"match", box.match},
                 {"identifies", box.identifies()},
                 {"box", {box.box.left, box.box.top, box.box.right, box.box.bottom}},
                 {"frame", box.frame},
                 {"layer", anonymizer::name(box.layer)},
                 {"confidence", box.confidence}};
    if (each.verdict) {
        json["verdict"] = anonymizer::name(*each.verdict);
        json["scope"] = anonymizer::name(each.scope);
        json["by"] = each.by;
        json["at"] = each.at;
        if (!each.reason.empty())
            json["reason"] = each.reason;
    }
    return json;
}

Json jsonOf(const QueuedImage& image) {
    Json json = {{"id", image.source},
                 {"device", image.device.text()},
                 {"frames", image.frames},
                 {"pending", image.pending()},
                 {"touches_lesion", image.touchesLesion},
                 {"boxes", Json::array()}};
    if (!image.signedBy.empty())
        json["signed_by"] = image.signedBy;
    for (std::size_t i = 0; i < image.boxes.size(); ++i)
        json["boxes"].push_back(jsonOf(image.boxes[i], i));
    return json;
}

std::string textOf(const QueuedImage& image) {
    std::string text = image.source + "  " + image.device.text() + "\n";
    for (std::size_t i = 0; i < image.boxes.size(); ++i) {
        const QueuedBox& each = image.boxes[i];
        text += "  " + std::to_string(i) + "  " + each.box.match + " at " + placeOf(each.box);
        text += each.verdict ? ": " + std::string(anonymizer::name(*each.verdict)) + " (" +
                                   std::string(anonymizer::name(each.scope)) + ") by " + each.by
                             : std::string(": undecided");
        text += "\n";
    }
    if (image.touchesLesion)
        text += image.signedBy.empty()
                    ? "  a box to be hidden lies on a lesion: a second person has to sign\n"
                    : "  lies on a lesion; signed by " + image.signedBy + "\n";
    return text;
}

Result<Answer> list(const PixelArguments& a, const Program& program) {
    CW_TRY(const auto queue, openQueue(a, program));
    const auto images = a.all ? queue->images() : queue->pending();
    Answer answer;
    answer.json = {{"pending", queue->pending().size()}, {"images", Json::array()}};
    for (const QueuedImage& image : images) {
        answer.json["images"].push_back(jsonOf(image));
        answer.text += textOf(image);
    }
    answer.text += counted(queue->pending().size(), "image") + " to decide on\n";
    answer.found = !queue->pending().empty();
    return answer;
}

/// The file whose path has the token: only who holds folder and key can find it.
Result<fs::path> sourceOf(const PixelArguments& a, const std::string& token) {
    CW_CHECK(checkFolder(a.input, "the input"));
    CW_CHECK(checkReadable(a.key, "the key file"));
    CW_TRY(auto key, anonymizer::PseudonymKey::read(a.key));
    const anonymizer::DeidentifyContext context{nullptr, anonymizer::Pseudonyms(std::move(key)),
                                                nullptr};
    std::error_code error;
    for (fs::recursive_directory_iterator at(a.input, error), end; at != end; at.increment(error)) {
        if (error)
            break;
        if (at->is_regular_file(error) &&
            anonymizer::sourceToken(context, fs::relative(at->path(), a.input, error)) == token)
            return at->path();
    }
    return fail(ErrorCode::NotFound, "the input folder has no file of this ID under this key");
}

Result<void> writeCrops(const PixelArguments& a, const QueuedImage& image,
                        std::span<const std::byte> source, Answer& answer) {
    for (std::size_t i = 0; i < image.boxes.size(); ++i) {
        CW_TRY(const auto crop, anonymizer::cropOf(source, image.boxes[i].box));
        CW_TRY(const auto png, imaging::encodePng(crop));
        fs::path file = a.crop;
        if (image.boxes.size() > 1)
            file.replace_filename(file.stem().string() + "-" + std::to_string(i) +
                                  file.extension().string());
        CW_CHECK(core::writeWhole(file, png));
        answer.json["boxes"][i]["crop"] = file.generic_string();
    }
    answer.text += "wrote " + counted(image.boxes.size(), "picture") +
                   ": they show what the boxes hold, patient data among it\n";
    return {};
}

Result<Answer> show(const PixelArguments& a, const Program& program) {
    CW_TRY(const auto queue, openQueue(a, program));
    CW_TRY(const auto image, queue->image(a.id));
    Answer answer;
    answer.json = jsonOf(image);
    answer.text = textOf(image);
    if (a.crop.empty() && !a.text)
        return answer;
    if (a.input.empty() || a.key.empty())
        return fail(ErrorCode::InvalidArgument,
                    "--crop and --text read the source: give --input and --key");
    CW_TRY(const auto file, sourceOf(a, image.source));
    CW_TRY(const auto source, core::readFile(file));
    if (!a.crop.empty())
        CW_CHECK(writeCrops(a, image, source, answer));
    if (!a.text)
        return answer;
    CW_TRY(auto key, anonymizer::PseudonymKey::read(a.key));
    anonymizer::TextDetector detector{anonymizer::Pseudonyms(std::move(key))};
    for (std::size_t i = 0; i < image.boxes.size(); ++i) {
        CW_TRY(const auto read, detector.textIn(source, image.boxes[i].box));
        answer.json["boxes"][i]["text"] = read;
        answer.text += "  " + std::to_string(i) + " says: " + read + "\n";
    }
    return answer;
}

/// "40,30,200,60": left, top, right, bottom.
Result<core::RectPx> boxFrom(const std::string& text) {
    core::RectPx box;
    int length = 0;
    if (std::sscanf(text.c_str(), "%lf,%lf,%lf,%lf%n", &box.left, &box.top, &box.right, &box.bottom,
                    &length) != 4 ||
        static_cast<std::size_t>(length) != text.size() || box.empty())
        return fail(ErrorCode::InvalidArgument,
                    "--draw is LEFT,TOP,RIGHT,BOTTOM in pixels of the stored image");
    return box;
}

Result<Answer> decide(const PixelArguments& a, const Program& program) {
    if (a.hide == a.keep)
        return fail(ErrorCode::InvalidArgument, "give either --hide or --keep");
    CW_CHECK(oneOf("--scope", a.scope, {"image", "device"}));
    CW_TRY(const auto queue, openQueue(a, program));
    anonymizer::PixelDecision decision;
    const auto image = queue->image(a.id);
    if (!image && a.drawn.empty())
        return tl::unexpected<Error>(image.error());
    decision.source = image ? image->source : a.id;
    for (const int number : a.boxes) {
        if (number < 0)
            return fail(ErrorCode::InvalidArgument, "the image has no such box");
        decision.boxes.push_back(static_cast<std::size_t>(number));
    }
    for (const std::string& each : a.drawn) {
        CW_TRY(const auto box, boxFrom(each));
        decision.drawn.push_back(box);
    }
    decision.verdict = a.hide ? anonymizer::PixelVerdict::Hide : anonymizer::PixelVerdict::Keep;
    decision.scope =
        a.scope == "image" ? anonymizer::PixelScope::Image : anonymizer::PixelScope::Device;
    decision.by = a.by;
    decision.reason = a.reason;
    CW_CHECK(queue->decide(decision));
    Answer answer;
    answer.json = {{"id", decision.source},
                   {"verdict", anonymizer::name(decision.verdict)},
                   {"scope", a.scope},
                   {"pending", queue->pending().size()}};
    answer.text =
        "decided; " + counted(queue->pending().size(), "image") +
        " to decide on. deidentify --resume, or the same import again, takes what was held\n";
    return answer;
}

Result<Answer> sign(const PixelArguments& a, const Program& program) {
    CW_TRY(const auto queue, openQueue(a, program));
    CW_TRY(const auto image, queue->image(a.id));
    CW_CHECK(queue->signOff(image.source, a.by));
    Answer answer;
    answer.json = {{"id", image.source}, {"signed_by", a.by}, {"pending", queue->pending().size()}};
    answer.text = "signed; " + counted(queue->pending().size(), "image") + " to decide on\n";
    return answer;
}

} // namespace

void addPixels(Program& program) {
    auto a = std::make_shared<PixelArguments>();
    auto* pixels = program.verb("pixels", "writing in pictures that a person has to decide on",
                                "concord pixels list clean.report");
    pixels->require_subcommand(1);
    const auto under = [&](const char* name, const char* says, const char* example) {
        auto* verb = program.verb(pixels, name, says, example);
        verb->add_option("REPORT", a->queue, "the report folder of deidentify")->required();
        verb->add_option("--templates", a->templates,
                         "the file of deidentify --pixel-templates; default in REPORT");
        return verb;
    };
    auto* listing = under("list", "the images that wait", "concord pixels list clean.report");
    listing->add_flag("--all", a->all, "decided ones too");
    program.whenChosen(listing, [a, &program] { return list(*a, program); });

    auto* showing = under("show", "one image's boxes; with the source, what stands in them",
                          "concord pixels show clean.report ID --input export --key hospital.key "
                          "--crop box.png --text");
    showing->add_option("ID", a->id, "an image's ID or its beginning")->required();
    showing->add_option("--input", a->input, "the source folder");
    showing->add_option("--key", a->key, "the key file of the run");
    showing->add_option("--crop", a->crop, "PNG of each box: patient data");
    showing->add_flag("--text", a->text, "print what is read in each box: patient data");
    program.whenChosen(showing, [a, &program] { return show(*a, program); });

    auto* deciding = under("decide", "hides or keeps boxes",
                           "concord pixels decide clean.report ID --hide --scope device --by Kim");
    deciding->add_option("ID", a->id, "an image's ID or its beginning")->required();
    deciding->add_flag("--hide", a->hide, "the stored pixels become black");
    deciding->add_flag("--keep", a->keep, "the writing stays; needs --reason");
    deciding->add_option("--box", a->boxes, "number of a box, may be repeated; default all");
    deciding->add_option("--draw", a->drawn,
                         "LEFT,TOP,RIGHT,BOTTOM of a further box to hide, may be repeated");
    deciding->add_option("--scope", a->scope,
                         "image, or device: the same place on every image of the device");
    deciding->add_option("--by", a->by, "who decides")->required();
    deciding->add_option("--reason", a->reason, "why it stays; no patient data");
    program.whenChosen(deciding, [a, &program] { return decide(*a, program); });

    auto* signing = under("sign", "agrees that a box may lie on a lesion (a second person)",
                          "concord pixels sign clean.report ID --by Lee");
    signing->add_option("ID", a->id, "an image's ID or its beginning")->required();
    signing->add_option("--by", a->by, "the reviewer")->required();
    program.whenChosen(signing, [a, &program] { return sign(*a, program); });
}

} // namespace cw::cli
