// SPDX-License-Identifier: Apache-2.0
#include "app/cli/Prompt.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace cw::cli {
namespace {

std::string lowered(std::string text) {
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z')
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

constexpr char kInterrupt = 3; // Ctrl-C

/// The terminal itself, whatever standard input is, without echo while it lives.
class QuietTerminal {
public:
    QuietTerminal() : m_descriptor(::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)) {
        if (m_descriptor < 0 || ::tcgetattr(m_descriptor, &m_before) != 0)
            return;
        termios quiet = m_before;
        // Ctrl-C as a letter that ends the line: a signal would leave the terminal without echo.
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
        quiet.c_cc[VEOL] = kInterrupt;
        m_quiet = ::tcsetattr(m_descriptor, TCSAFLUSH, &quiet) == 0;
    }
    ~QuietTerminal() {
        if (m_quiet)
            ::tcsetattr(m_descriptor, TCSAFLUSH, &m_before);
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    QuietTerminal(const QuietTerminal&) = delete;
    QuietTerminal& operator=(const QuietTerminal&) = delete;
    bool isThere() const { return m_quiet; }

    void say(const std::string& text) const {
        for (std::size_t done = 0; done < text.size();) {
            const auto written = ::write(m_descriptor, text.data() + done, text.size() - done);
            if (written <= 0)
                return;
            done += static_cast<std::size_t>(written);
        }
    }
    Result<anonymizer::Passphrase> line() const {
        constexpr std::size_t kLongest = 1024;
        std::string typed;
        typed.reserve(kLongest + 1); // never moved: no copy is left behind unwiped
        char c = 0;
        bool cancelled = false;
        for (;;) {
            const auto got = ::read(m_descriptor, &c, 1);
            if (got < 0 && errno == EINTR)
                continue;
            cancelled = got <= 0 || c == kInterrupt;
            if (cancelled || c == '\n')
                break;
            if (typed.size() < kLongest)
                typed += c;
        }
        c = 0;
        auto taken = anonymizer::Passphrase::take(typed);
        say("\n");
        if (cancelled)
            return fail(ErrorCode::Cancelled, "no passphrase was typed");
        return taken;
    }

private:
    int m_descriptor = -1;
    bool m_quiet = false;
    termios m_before{};
};

} // namespace

Result<anonymizer::Passphrase> passphrase(const PassphraseSource& source) {
    if (!source.file.empty())
        return anonymizer::Passphrase::fromFile(source.file);
    if (source.variable != nullptr && std::getenv(source.variable) != nullptr)
        return anonymizer::Passphrase::fromEnvironment(source.variable);
    const QuietTerminal terminal;
    if (!terminal.isThere())
        return fail(ErrorCode::InvalidArgument, "there is no terminal to ask at: give the " +
                                                    lowered(source.what) + " in a file");
    terminal.say(source.what + " of " + source.who + ": ");
    CW_TRY(auto first, terminal.line());
    if (source.ask == PassphraseSource::Ask::Twice) {
        terminal.say("Once more: ");
        CW_TRY(const auto again, terminal.line());
        if (!(first == again))
            return fail(ErrorCode::InvalidArgument, "the two answers differ");
    }
    return first;
}

} // namespace cw::cli
