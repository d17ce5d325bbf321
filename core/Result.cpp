// SPDX-License-Identifier: Apache-2.0
#include "core/Result.h"

#include <cstdio>
#include <cstdlib>

namespace cw {

std::string_view name(ErrorCode code) {
    switch (code) {
    case ErrorCode::NotFound:
        return "NotFound";
    case ErrorCode::Unreadable:
        return "Unreadable";
    case ErrorCode::Malformed:
        return "Malformed";
    case ErrorCode::Unsupported:
        return "Unsupported";
    case ErrorCode::TooLarge:
        return "TooLarge";
    case ErrorCode::InvalidArgument:
        return "InvalidArgument";
    case ErrorCode::Conflict:
        return "Conflict";
    case ErrorCode::Forbidden:
        return "Forbidden";
    case ErrorCode::IoFailure:
        return "IoFailure";
    case ErrorCode::Corrupt:
        return "Corrupt";
    case ErrorCode::Cancelled:
        return "Cancelled";
    case ErrorCode::Internal:
        return "Internal";
    }
    return "Internal";
}

std::string Error::sentence() const {
    std::string text;
    for (auto layer = context.rbegin(); layer != context.rend(); ++layer)
        text += *layer + ": ";
    return text + message;
}

tl::unexpected<Error> fail(ErrorCode code, std::string message) {
    return tl::unexpected<Error>(Error{code, std::move(message), {}});
}

tl::unexpected<Error> within(Error error, std::string context) {
    error.context.push_back(std::move(context));
    return tl::unexpected<Error>(std::move(error));
}

void assertionFailed(const char* expression, const char* file, int line) {
    std::fprintf(stderr, "concord: broken invariant %s (%s:%d)\n", expression, file, line);
    std::abort();
}

} // namespace cw
