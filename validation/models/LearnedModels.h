// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/models/ImageModel.h"

namespace cw::validation {

/// How a network's map of local scores becomes the score of a picture. Auto: the mean for colour
/// pictures (the retina as a whole), the highest places for grey ones (a faint mass fills little of
/// a breast, and a mean drowns it: validation.md 3.7).
enum class Pooling { Auto, Mean, Highest };

/// Auto: the views of one breast are scored together where the cases name side and view.
enum class Fusion { Auto, None, Breast };

constexpr int kCnnColourSide = 96, kCnnGreySide = 256; ///< px
constexpr int kCnnNarrowest = 16;                      ///< channels

struct CnnOptions {
    int side = 0;     ///< px; larger inputs are reduced. 0: kCnnColourSide, kCnnGreySide
    int epochs = 14;  ///< at most
    int patience = 6; ///< epochs without a better held-out loss, counted from the middle of the run
    /// A small training part is gone through more often, up to 60 times, until there are so many
    /// steps; patience grows with it. 0: `epochs` as they are.
    int leastSteps = 0;
    int batch = 32; ///< pictures a step
    int width = 16; ///< channels of the first stage; 16 makes 0.31 million weights
    double learningRate = 3e-3, weightDecay = 1e-2;
    Pooling pooling = Pooling::Auto;
    double highestShare = 0.05; ///< of the places, for Pooling::Highest
    Fusion fusion = Fusion::Auto;
    bool augment = true;
    /// Colour only: the local average taken off (imaging::FundusView::Normalised), so that small
    /// lesions are not lost in how differently eyes are lit; colour and cup of the disc go too.
    bool evenLight = false;
    bool flips = true; ///< also averaged over at scoring; false where the side is the label
    /// Networks, each held out from another fifth of the training patients; their mean scores.
    int members = 1;
    std::size_t cacheBytes = 256U << 20; ///< decoded inputs kept in memory
};
/// "epochs=20,side=128,pooling=highest,fusion=none,flips=no,even=yes". Where it names no epochs
/// there are at least 220 steps: as many as 14 epochs of 634 pictures. InvalidArgument: unknown key
/// or value, with the list.
Result<CnnOptions> cnnOptionsFrom(const std::string& text);

/// A residual network trained from scratch on the fold's own training part (validation.md 3.1).
/// A fifth of the training groups is held out: the epoch is chosen by its loss and the inner
/// scores are its scores; they are a little too good, because the epoch was chosen on them.
/// InvalidArgument: an option makes no sense; Unsupported: built without libtorch.
Result<std::unique_ptr<ImageModel>> makeCnn(const CnnOptions& options);

struct PatchOptions {
    int patch = 48; ///< px of the reduced picture (longer side <= 512); a multiple of 8
    int epochs = 12, batch = 64, width = 12;
    int perPicture = 8;   ///< patches of a picture in an epoch
    int highest = 4;      ///< the picture's score is the mean of so many highest places
    double negatives = 1; ///< patches without lesion for each with one
    double learningRate = 3e-3, weightDecay = 1e-2;
    std::size_t cacheBytes = 256U << 20;
};
Result<PatchOptions> patchOptionsFrom(const std::string& text); ///< as cnnOptionsFrom

/// Learns small patches from the outlines that readers drew (ModelContext::outlines), then slides
/// over the whole reduced picture. Only outlines of training rows are looked up. A patch speaks for
/// label 1 if it is centred in an outline of a picture with label 1; outlines of pictures with
/// label 0 (benign findings) give the hard patches of the other class.
///
/// outlines.json is {"image": [[[x, y], ...], ...]} in pixels of the full picture, (0,0) the top
/// left corner; the reduced picture shows the same field, so a point lies there at
/// x * reduced.width / width. InvalidArgument: no outlines, or none of a positive training row.
Result<std::unique_ptr<ImageModel>> makePatches(const PatchOptions& options);

/// Scores that come from elsewhere: a CSV with image,score. All training rows count as inner
/// scores. NotFound, Malformed (line named), InvalidArgument (an image twice, no column).
Result<std::unique_ptr<ImageModel>> makeScores(const std::filesystem::path& csv);

/// A user's network, TorchScript (.pt, .pth) or ONNX (.onnx), used as it is or frozen below a
/// logistic head that is trained in each fold. See ForeignNetwork.h for what it is given and what
/// its output means. The file is hashed; nothing is ever downloaded. A TorchScript file is a
/// program: use only files that you trust. Errors: NotFound, Malformed (not such a file),
/// InvalidArgument (side card), Unsupported.
Result<std::unique_ptr<ImageModel>> makeExternal(const std::filesystem::path& file,
                                                 bool frozenBackbone);

/// "cnn", "patches", "external", "backbone" or "scores", and what stands behind the colon.
Result<std::unique_ptr<ImageModel>> makeLearned(const std::string& kind, const std::string& rest);

bool builtWithTorch();

} // namespace cw::validation
