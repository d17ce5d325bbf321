// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/OpenCvCodecs.h"

#include <dlfcn.h>
#include <opencv2/imgcodecs.hpp>
#include <type_traits>
#include <utility>

namespace cw::imaging::detail {
namespace {

// The names are what the compiler makes of the header's declarations (Itanium C++ ABI); they stand
// still while the library's version does, which is part of its file's name.
using Decode = cv::Mat(cv::InputArray, int);
using Encode = bool(const cv::String&, cv::InputArray, std::vector<uchar>&,
                    const std::vector<int>&);
// A header that declares them otherwise does not compile.
static_assert(std::is_same_v<decltype(cv::imencode), Encode>);
static_assert(std::is_same_v<decltype(cv::imdecode(std::declval<cv::InputArray>(), 0)), cv::Mat>);
constexpr const char* kDecode = "_ZN2cv8imdecodeERKNS_11_InputArrayEi";
constexpr const char* kEncode =
    "_ZN2cv8imencodeERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEERKNS_11_InputArrayERSt6v"
    "ectorIhSaIhEERKSB_IiSaIiEE";

struct Codecs {
    Decode* decode = nullptr;
    Encode* encode = nullptr;
};

const Codecs& codecs() {
    static const Codecs loaded = [] {
        Codecs found;
        if (void* library = ::dlopen(CW_OPENCV_CODECS, RTLD_NOW | RTLD_LOCAL)) { // for good
            found.decode = reinterpret_cast<Decode*>(::dlsym(library, kDecode));
            found.encode = reinterpret_cast<Encode*>(::dlsym(library, kEncode));
        }
        return found;
    }();
    return loaded;
}

tl::unexpected<Error> missing() {
    return fail(ErrorCode::Internal, "OpenCV's picture codecs (libopencv-imgcodecs) are missing");
}

} // namespace

Result<cv::Mat> decodeWithOpenCv(const cv::Mat& bytes, int flags) {
    if (!codecs().decode)
        return missing();
    return codecs().decode(bytes, flags);
}

Result<bool> encodeWithOpenCv(const std::string& extension, const cv::Mat& picture,
                              std::vector<unsigned char>& encoded,
                              const std::vector<int>& parameters) {
    if (!codecs().encode)
        return missing();
    return codecs().encode(extension, picture, encoded, parameters);
}

} // namespace cw::imaging::detail
