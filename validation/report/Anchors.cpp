// SPDX-License-Identifier: Apache-2.0
// Published figures beside which a reader will hold these; only such as were read in the source
// itself (reference/validation.md section 2, marked S).
#include "validation/report/detail/Html.h"
#include "validation/report/detail/Sections.h"

#include <cctype>

namespace cw::validation::report {
namespace {

std::string lower(std::string text) {
    for (char& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

std::vector<Anchor> breast() {
    return {
        {"Jo et al. 2021, Sci Rep 11:7924",
         "9,111 mammograms, 5 folds, compressed 15:1 to 11,000:1",
         "AUC 0.87 up to 5,000:1, 0.79 at 10,000:1 and beyond",
         "yes: the same question, folds and compression"},
        {"Rodriguez-Ruiz et al. 2019, JNCI", "2,652 examinations, 653 malignant, 101 readers",
         "AUC 0.840 (0.820 to 0.860); readers 0.814",
         "in part: by examination, enriched with cancers, not trained on that set"},
        {"Transfer study 2020, PMC7573033", "4,935 images of about 1,300 patients",
         "AUC 0.68 to 0.77", "yes: what a set of this size gives"},
        {"GMIC 2021, PMC7828643", "image labels only", "AUC 0.93 on the NYU set, malignant",
         "no: trained on a million images"},
    };
}
std::vector<Anchor> glaucoma() {
    return {{"Diaz-Pinto et al. 2019", "5 sets, 1,707 images, k folds",
             "AUC 0.9605, sensitivity 0.9346, specificity 0.8580",
             "yes, but one of the sets can be told from its files alone"},
            {"Ting et al. 2017, PMC5820739", "494,661 images", "glaucoma: 96.4 % / 87.2 %",
             "no: trained on half a million images"}};
}
std::vector<Anchor> macula() {
    return {{"Matsuba et al. 2019", "364 wide-field images, 137 with wet AMD",
             "AUC 0.9976, 100 % / 97.31 %",
             "yes: the same question; network trained elsewhere before"},
            {"Ting et al. 2017, PMC5820739", "494,661 images", "AMD: 93.2 % / 88.7 %",
             "no: trained on half a million images"}};
}
std::vector<Anchor> vein() {
    return {{"Nagasato et al. 2019, IJO 12:94", "wide field, 237 BRVO against 229",
             "network 0.976 (0.960 to 0.993); support vector machine 0.857",
             "yes; the second figure is the one for feature models"},
            {"Nagasato et al. 2018", "wide field, 125 CRVO against 238",
             "network 0.989 (0.980 to 0.999); support vector machine 0.895",
             "yes; the second figure is the one for feature models"}};
}
std::vector<Anchor> diabetic() {
    return {{"Nagasawa et al. 2021, PMC8041547", "491 wide-field images",
             "any retinopathy 0.79; proliferative 0.981", "yes: mild retinopathy is the hard part"},
            {"Ting et al. 2017, PMC5820739", "494,661 images", "referable: 90.5 % / 91.6 %",
             "no: trained on half a million images"}};
}

} // namespace

std::vector<Anchor> anchorsFor(const StudyResult& study) {
    const auto task = lower(study.task);
    const auto says = [&](const char* word) { return task.find(word) != std::string::npos; };
    if (says("malignant") || says("breast") || says("mammo") || study.unit == Unit::Breast)
        return breast();
    if (says("glaucoma"))
        return glaucoma();
    if (says("amd") || says("macular"))
        return macula();
    if (says("rvo") || says("vein"))
        return vein();
    if (says("retinopathy"))
        return diabetic();
    return {};
}

std::string anchorSection(const StudyResult& study) {
    const auto anchors = anchorsFor(study);
    if (anchors.empty())
        return {};
    Table table({{"Work", false}, {"Data", false}, {"Figures", false}, {"Comparable?", false}});
    for (const Anchor& a : anchors)
        table.row({escaped(a.work), escaped(a.data), escaped(a.figures), escaped(a.comparable)});
    return heading(2, "Published figures on like questions") + table.html() +
           paragraph("Other patients, cameras and ways to choose cases: a higher or lower figure "
                     "here does not make this data set better or worse.",
                     "small");
}

} // namespace cw::validation::report
