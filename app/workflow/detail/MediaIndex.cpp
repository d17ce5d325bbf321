// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/detail/MediaIndex.h"

#include "dicom/Instance.h"

#include <algorithm>
#include <set>

namespace cw::workflow::detail {

namespace fs = std::filesystem;

bool isMediaIndexName(const fs::path& file) {
    const auto name = file.filename().string();
    return name == "DICOMDIR" || name == "dicomdir";
}

Result<std::vector<fs::path>> filesOfMediaIndex(const fs::path& dicomdir) {
    constexpr std::string_view directory = "1.2.840.10008.1.3.10"; // Media Storage Directory
    auto index = dicom::readInstance(dicomdir);
    if (!index)
        return within(index.error(), "the index of the media");
    if (index->text({0x0002, 0x0002}).value_or("") != directory && !index->has({0x0004, 0x1220}))
        return fail(ErrorCode::Malformed, "the index of the media is no DICOMDIR");
    std::set<fs::path> files;
    index->visit([&](const dicom::ElementView& element) {
        if (element.tag != dicom::Tag{0x0004, 0x1500} || element.value.empty())
            return;
        fs::path file;
        bool inside = true;
        for (std::size_t at = 0; at <= element.value.size();) {
            const auto end = std::min(element.value.find('\\', at), element.value.size());
            auto part = element.value.substr(at, end - at);
            while (part.ends_with(' '))
                part.remove_suffix(1);
            inside = inside && !part.empty() && part != ".." && part != "." &&
                     part.find('/') == std::string_view::npos;
            file /= part;
            at = end + 1;
        }
        if (inside)
            files.insert(std::move(file));
    });
    return std::vector<fs::path>(files.begin(), files.end());
}

} // namespace cw::workflow::detail
