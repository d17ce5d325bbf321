// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/OutputName.h"
#include "anonymizer/Assignments.h"
#include "anonymizer/Profile.h"
#include <algorithm>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;

const char* extensionOf(const std::string& mediaType) {
    if (mediaType == "image/jpeg")
        return ".jpg";
    if (mediaType == "image/png")
        return ".png";
    return mediaType == "image/tiff" ? ".tif" : ".dcm";
}

/// Ends in a picture's extension: a UID ends in a number after a dot, which is none.
bool namesPicture(const fs::path& name) {
    const std::string end = name.extension().string();
    return end == ".jpg" || end == ".png" || end == ".tif";
}

/// A UID that a profile retains comes from the file: it may hold anything, "../.." included.
std::string safe(const DeidentifyContext& context, const std::string& text) {
    const bool plain = std::ranges::all_of(text, [](unsigned char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               c == '.' || c == '-' || c == '_';
    });
    if (plain && !text.empty() && text.front() != '.' && text.size() <= 100)
        return text;
    return context.pseudonyms.token("file name", text, 24);
}

} // namespace

Result<fs::path> proposedName(const DeidentifyContext& context, const FileRecord& record) {
    const core::ImageAttributes& seen = record.attributes;
    std::map<std::string, std::string> values;
    if (context.assignments)
        values = context.assignments->nameValues(record.patient, seen.field);
    values["patient"] = safe(context, record.patient.text());
    values["instance"] = safe(context, record.instanceUid);
    values["side"] = core::name(seen.laterality);
    values["view"] = core::name(seen.view);
    values.emplace("field", core::name(seen.field));
    if (!record.studyUid.empty())
        values["study"] = safe(context, record.studyUid);
    if (!record.seriesUid.empty())
        values["series"] = safe(context, record.seriesUid);
    const bool isDicom = record.mediaType == "application/dicom";
    std::string pattern =
        isDicom ? context.profile->names().dicom : context.profile->names().picture;
    if (pattern.empty())
        pattern = record.studyUid.empty() ? "{patient}/{instance}" : "{patient}/{study}/{instance}";
    CW_TRY(fs::path name, nameFrom(pattern, values));
    // The pattern says what the programme calls its files, the file says what it is.
    const std::string extension = extensionOf(record.mediaType);
    if (!name.native().ends_with(extension))
        name = isDicom || !namesPicture(name) ? fs::path(name.native() + extension)
                                              : name.replace_extension(extension);
    return name;
}

fs::path markedName(const fs::path& proposed, const std::string& token, int attempt) {
    const std::string mark = attempt == 0 ? token.substr(0, token.size() / 2) : token;
    return proposed.parent_path() /
           (proposed.stem().string() + "-" + mark + proposed.extension().string());
}

} // namespace cw::anonymizer
