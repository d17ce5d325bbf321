// SPDX-License-Identifier: Apache-2.0
#include "imaging/IdentityLook.h"

#include "imaging/detail/IdentityField.h"

#include <new>

namespace cw::imaging {

Result<IdentityLook> identityLook(const core::Image& grey, core::ImageKind kind) {
    if (grey.samplesPerPixel() != 1 || grey.sampleType() != core::SampleType::U8 ||
        grey.sampleCount() == 0)
        return fail(ErrorCode::InvalidArgument, "the picture is not reduced to 8-bit grey");
    try {
        const detail::IdentityField field = detail::identityField(grey, kind);
        return IdentityLook{detail::portraitIn(field), detail::featuresIn(field)};
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::TooLarge, "not enough memory for this picture");
    } catch (const std::exception&) {
        return fail(ErrorCode::Internal, "the picture could not be compared");
    }
}

} // namespace cw::imaging
