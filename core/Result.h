// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace cw {

/// Stable, documented codes. The command line maps them to exit statuses (docs/architecture.md).
enum class ErrorCode {
    NotFound,        ///< a file, case, reader or version that was named is not there
    Unreadable,      ///< there is something, but it cannot be opened or read
    Malformed,       ///< bytes that do not follow their format
    Unsupported,     ///< well-formed, but of a kind this program does not handle
    TooLarge,        ///< refused before allocating: claims more than the limits allow
    InvalidArgument, ///< the caller asked for something that makes no sense
    Conflict,        ///< somebody else holds it, or it already exists
    Forbidden,       ///< rules (blinding, immutability, role) do not allow it
    IoFailure,       ///< writing, syncing or renaming failed; nothing was replaced
    Corrupt,         ///< a stored thing no longer matches its hash
    Cancelled,       ///< the user stopped the job
    Internal         ///< a defect of this program
};

/// The code's stable name, for example "Malformed".
std::string_view name(ErrorCode code);

/// What went wrong, in words a user understands, with layers of context from the outside in.
/// Never holds a tag's value, a patient's name, a date of birth or a full source path.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message;
    std::vector<std::string> context; ///< innermost first

    /// "importing study 3 of 12: reading instance: pixel data is shorter than it claims"
    std::string sentence() const;
};

template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] tl::unexpected<Error> fail(ErrorCode code, std::string message);
/// The same error with one more layer around it.
[[nodiscard]] tl::unexpected<Error> within(Error error, std::string context);

/// Ends the program on a broken invariant: wrong medical data is worse than no program.
[[noreturn]] void assertionFailed(const char* expression, const char* file, int line);

} // namespace cw

#define CW_CONCAT_INNER(a, b) a##b
#define CW_CONCAT(a, b) CW_CONCAT_INNER(a, b)
/// CW_TRY(auto image, decode(x)); declares image or returns the error.
#define CW_TRY(declaration, expression)                                                            \
    CW_TRY_NAMED(CW_CONCAT(cwTry, __LINE__), declaration, expression)
#define CW_TRY_NAMED(temporary, declaration, expression)                                           \
    auto temporary = (expression);                                                                 \
    if (!temporary)                                                                                \
        return tl::unexpected<::cw::Error>(std::move(temporary).error());                          \
    declaration = std::move(*temporary)
/// CW_CHECK(write(x)); for Result<void>.
#define CW_CHECK(expression) CW_CHECK_NAMED(CW_CONCAT(cwCheck, __LINE__), expression)
#define CW_CHECK_NAMED(temporary, expression)                                                      \
    if (auto temporary = (expression); !temporary)                                                 \
    return tl::unexpected<::cw::Error>(std::move(temporary).error())
#define CW_ASSERT(expression)                                                                      \
    do {                                                                                           \
        if (!(expression))                                                                         \
            ::cw::assertionFailed(#expression, __FILE__, __LINE__);                                \
    } while (false)
