// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "validation/models/ForeignNetwork.h"

#include <mutex>
#include <opencv2/core.hpp>
#include <opencv2/dnn.hpp>

namespace cw::validation {
namespace {

class OnnxNetwork : public ForeignNetwork {
public:
    explicit OnnxNetwork(cv::dnn::Net net) : m_net(std::move(net)) {}

    Result<NetworkOutput> forward(std::span<const float> pixels, int n, int channels,
                                  int side) const override {
        const std::lock_guard lock(m_mutex); // cv::dnn keeps its blobs inside the net
        try {
            const int shape[] = {n, channels, side, side};
            cv::Mat blob(4, shape, CV_32F);
            std::copy(pixels.begin(), pixels.end(), blob.ptr<float>());
            m_net.setInput(blob);
            const cv::Mat result = m_net.forward();
            if (result.type() != CV_32F || !result.isContinuous())
                return fail(ErrorCode::Malformed, "the ONNX network gives no numbers");
            NetworkOutput output;
            for (int axis = 0; axis < result.dims; ++axis)
                output.shape.push_back(result.size[axis]);
            output.values.assign(result.ptr<float>(), result.ptr<float>() + result.total());
            return output;
        } catch (const std::exception&) {
            return fail(ErrorCode::Malformed,
                        "the ONNX network does not take a picture of this size and depth");
        }
    }

private:
    mutable std::mutex m_mutex;
    mutable cv::dnn::Net m_net;
};

} // namespace

Result<std::unique_ptr<ForeignNetwork>> openOnnx(const std::filesystem::path& file) {
    CW_TRY(const auto bytes, core::readFile(file, std::uintmax_t{2} << 30));
    try {
        cv::dnn::Net net =
            cv::dnn::readNetFromONNX(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        if (net.empty())
            return fail(ErrorCode::Malformed, "the file holds no ONNX network");
        net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
        net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
        return std::make_unique<OnnxNetwork>(std::move(net));
    } catch (const std::exception&) {
        return fail(ErrorCode::Malformed,
                    "the file is no ONNX network, or one that OpenCV cannot read");
    }
}

} // namespace cw::validation
