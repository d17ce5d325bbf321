// SPDX-License-Identifier: Apache-2.0
#include "storage/DatabaseAddress.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace cw::storage {
namespace {

constexpr std::size_t kLongest = 2000;

Error notAnAddress() {
    return {ErrorCode::InvalidArgument,
            "a database is written postgresql://USER@HOST:PORT/DATABASE (docs/command-line.md)",
            {}};
}

bool isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == '~';
}

std::string escaped(std::string_view text) {
    constexpr const char* kDigits = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (isPlain(c))
            result += c;
        else
            result.append({'%', kDigits[byte >> 4], kDigits[byte & 15]});
    }
    return result;
}

/// Nothing for a broken escape and for control characters, which no name needs.
std::optional<std::string> unescaped(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned byte = static_cast<unsigned char>(text[i]);
        if (text[i] == '%') {
            const auto* first = text.data() + i + 1;
            if (i + 2 >= text.size() ||
                std::from_chars(first, first + 2, byte, 16).ptr != first + 2)
                return std::nullopt;
            i += 2;
        }
        if (byte < 0x20 || byte == 0x7F)
            return std::nullopt;
        result += static_cast<char>(byte);
    }
    return result;
}

bool isSchema(const std::string& text) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    return !text.empty() && text.size() <= 60 && letter(text.front()) && !text.starts_with("pg_") &&
           std::ranges::all_of(text, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

bool readPort(std::string_view text, int& port) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), port);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() && port > 0 &&
           port < 65536;
}

bool setOption(DatabaseAddress& address, std::string_view key, const std::string& value) {
    if (key == "schema")
        address.schema = value;
    else if (key == "host")
        address.host = value;
    else if (key == "port")
        return readPort(value, address.port);
    else if (key == "sslmode")
        address.sslMode = value;
    else if (key == "sslrootcert")
        address.sslRootCert = value;
    else
        return false;
    return true;
}

bool setOptions(DatabaseAddress& address, std::string_view text) {
    while (!text.empty()) {
        const auto option = text.substr(0, text.find('&'));
        const auto equals = option.find('=');
        const auto value =
            equals == option.npos ? std::nullopt : unescaped(option.substr(equals + 1));
        if (!value || !setOption(address, option.substr(0, equals), *value))
            return false;
        text.remove_prefix(std::min(text.size(), option.size() + 1));
    }
    return true;
}

/// HOST[:PORT], or [V6]:PORT, or nothing.
bool setHost(DatabaseAddress& address, std::string_view text) {
    const auto bracket = text.starts_with('[') ? text.find(']') : 0;
    if (bracket == text.npos)
        return false;
    const auto colon = text.find(':', bracket);
    if (colon != text.npos && !readPort(text.substr(colon + 1), address.port))
        return false;
    text = text.substr(0, colon);
    const auto host = unescaped(bracket > 0 ? text.substr(1, bracket - 1) : text);
    address.host = host.value_or("");
    return host.has_value();
}

/// USER:PASSWORD@...
bool holdsPassword(std::string_view afterScheme) {
    const auto at = afterScheme.rfind('@');
    return at != afterScheme.npos && afterScheme.substr(0, at).find(':') != afterScheme.npos;
}

} // namespace

Result<DatabaseAddress> DatabaseAddress::parse(std::string_view url) {
    const auto invalid = [] { return tl::unexpected<Error>(notAnAddress()); };
    const auto scheme = url.find("://");
    if (url.size() > kLongest || scheme == url.npos ||
        (url.substr(0, scheme) != "postgresql" && url.substr(0, scheme) != "postgres"))
        return invalid();
    url.remove_prefix(scheme + 3);
    DatabaseAddress address;
    const auto question = url.find('?');
    const auto options = question == url.npos ? std::string_view() : url.substr(question + 1);
    url = url.substr(0, question);
    if (options.find("password=") != options.npos || holdsPassword(url))
        return fail(ErrorCode::InvalidArgument,
                    "a database's address must not hold a password: use PGPASSWORD, "
                    "PGPASSFILE or --database-password-file");
    const auto slash = url.find('/');
    if (slash == url.npos)
        return invalid();
    auto authority = url.substr(0, slash);
    const auto database = unescaped(url.substr(slash + 1));
    if (const auto at = authority.rfind('@'); at != authority.npos) {
        const auto user = unescaped(authority.substr(0, at));
        if (!user || user->empty())
            return invalid();
        address.user = *user;
        authority.remove_prefix(at + 1);
    }
    if (!database || database->empty() || database->find('/') != std::string::npos ||
        !setHost(address, authority) || !setOptions(address, options))
        return invalid();
    address.database = *database;
    if (address.host.empty())
        return invalid();
    if (!isSchema(address.schema))
        return fail(ErrorCode::InvalidArgument,
                    "a schema's name is a-z, 0-9 and _, at most 60, not beginning with pg_");
    return address;
}

std::string DatabaseAddress::url() const {
    const bool socket = host.starts_with('/'), v6 = host.find(':') != std::string::npos;
    std::string text = "postgresql://";
    if (!user.empty())
        text += escaped(user) + '@';
    if (!socket)
        text += v6 ? '[' + host + ']' : escaped(host);
    text += ':' + std::to_string(port) + '/' + escaped(database) + "?schema=" + schema;
    if (socket)
        text += "&host=" + escaped(host);
    if (!sslMode.empty())
        text += "&sslmode=" + escaped(sslMode);
    if (!sslRootCert.empty())
        text += "&sslrootcert=" + escaped(sslRootCert);
    return text;
}

} // namespace cw::storage
