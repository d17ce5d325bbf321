// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/FundusLook.h"

#include "imaging/Field.h"

namespace cw::workflow {

Result<LoadedImage> inView(LoadedImage loaded, FundusView view) {
    if (view == FundusView::Colour)
        return loaded;
    if (loaded.image->samplesPerPixel() != 3)
        return fail(ErrorCode::Unsupported, "this picture has no colours to be looked at apart");
    CW_TRY(const auto shown, core::shown(*loaded.image, loaded.presentation, {}));
    CW_TRY(auto made, imaging::fundusView(shown, view));
    loaded.image = std::make_shared<const core::Image>(std::move(made));
    loaded.presentation = {};
    return loaded;
}

std::optional<core::Polygon> fieldOutline(const core::Image& image) {
    return imaging::fundusFieldOutline(image);
}

} // namespace cw::workflow
