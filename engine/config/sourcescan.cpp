// SPDX-License-Identifier: Apache-2.0
#include "engine/config/sourcescan.h"

#include <algorithm>
#include <array>
#include <optional>

namespace Retort::Config {
namespace {

// Calls whose result is a WSGI app, by the last part of the name.
constexpr std::array<std::string_view, 9> wsgiMakers{
    "Flask",
    "APIFlask",
    "OpenAPI",
    "get_wsgi_application",
    "Bottle",
    "default_app",
    "App",
    "make_wsgi_app",
    "WSGIApplication",
};
constexpr std::array<std::string_view, 8> asgiMakers{
    "FastAPI",
    "Starlette",
    "Quart",
    "Sanic",
    "Litestar",
    "BlackSheep",
    "get_asgi_application",
    "ProtocolTypeRouter",
};
constexpr std::array<std::string_view, 2> factoryNames{"create_app", "make_app"};
constexpr std::array<std::string_view, 2> usualNames{"application", "app"};

template<std::size_t N>
bool isOneOf(std::string_view text, const std::array<std::string_view, N> &words)
{
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r");
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string_view leadingName(std::string_view text)
{
    std::size_t end = 0;
    while (end < text.size() && isNameCharacter(text[end])) {
        ++end;
    }
    return text.substr(0, end);
}

// "flask.Flask(__name__)" → "Flask"; nothing when the expression is no call.
std::string_view calledName(std::string_view expression)
{
    std::size_t end = 0;
    while (end < expression.size() && (isNameCharacter(expression[end]) || expression[end] == '.')) {
        ++end;
    }
    if (end == 0 || end >= expression.size() || expression[end] != '(') {
        return {};
    }
    const std::string_view path = expression.substr(0, end);
    const std::size_t dot = path.rfind('.');
    return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

// "name = expression" or "name: Type = expression" at the start of a line.
struct Assignment
{
    std::string_view name;
    std::string_view expression;
};

std::optional<Assignment> assignment(std::string_view line)
{
    const std::string_view name = leadingName(line);
    std::string_view rest = trimmed(line.substr(name.size()));
    if (name.empty() || rest.empty()) {
        return std::nullopt;
    }
    if (rest.front() == ':') {
        const std::size_t equals = rest.find('=');
        rest = equals == std::string_view::npos ? std::string_view() : rest.substr(equals);
    }
    if (rest.size() < 2 || rest[0] != '=' || rest[1] == '=') {
        return std::nullopt;
    }
    return Assignment{name, trimmed(rest.substr(1))};
}

// Whether "def create_app(…):" can be called without arguments.
bool needsNoArguments(std::string_view parameters)
{
    int depth = 0;
    bool hasDefault = false;
    bool any = false;
    for (const char c : parameters) {
        depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
        if (depth < 0 || (c == ',' && depth == 0)) {
            if (any && !hasDefault) {
                return false;
            }
            if (depth < 0) {
                return true;
            }
            hasDefault = any = false;
        } else if (c == '=' || (c == '*' && !any)) {
            hasDefault = true;
            any = true;
        } else if (c != ' ' && c != '\t') {
            any = true;
        }
    }
    return !any || hasDefault; // goes on in the next line: judge by what is here
}

class Scanner final
{
public:
    SourceScan run(std::string_view source)
    {
        while (!source.empty()) {
            const std::size_t end = std::min(source.find('\n'), source.size());
            line(source.substr(0, end));
            source.remove_prefix(std::min(end + 1, source.size()));
        }
        return std::move(m_scan);
    }

private:
    void line(std::string_view text)
    {
        const bool inside = insideString(text);
        if (inside || text.empty() || text.front() == ' ' || text.front() == '\t' || text.front() == '#') {
            return;
        }
        if (text.starts_with("def ")) {
            definition(text.substr(4));
        } else if (text.starts_with("from ") || text.starts_with("import ")) {
            import(text);
        } else if (const std::optional<Assignment> found = assignment(text)) {
            assigned(*found);
        }
    }

    // Follows triple-quoted strings; true when the line begins inside one.
    bool insideString(std::string_view text)
    {
        const bool inside = !m_quote.empty();
        for (std::size_t i = 0; i + 3 <= text.size();) {
            const std::string_view three = text.substr(i, 3);
            const bool quote = three == "\"\"\"" || three == "'''";
            if (m_quote.empty() && text[i] == '#') {
                break;
            }
            if (quote && (m_quote.empty() || m_quote == three)) {
                m_quote = m_quote.empty() ? std::string(three) : std::string();
                i += 3;
            } else {
                ++i;
            }
        }
        return inside;
    }

    void definition(std::string_view text)
    {
        const std::string_view name = leadingName(trimmed(text));
        const std::size_t open = text.find('(');
        if (isOneOf(name, factoryNames) && open != std::string_view::npos && needsNoArguments(text.substr(open + 1))) {
            m_scan.factories.emplace_back(name);
        } else if (isOneOf(name, usualNames) && text.find(',') != std::string_view::npos) {
            m_scan.apps.push_back({std::string(name), "a function (environ, start_response)"});
        }
    }

    // "from mysite.web import app, db as database" brings names in.
    void import(std::string_view text)
    {
        const std::size_t at = text.find(" import ");
        if (!text.starts_with("from ") || at == std::string_view::npos) {
            return;
        }
        std::string_view names = text.substr(at + 8);
        names = names.substr(0, names.find('#'));
        while (!names.empty()) {
            const std::size_t end = std::min(names.find(','), names.size());
            std::string_view name = trimmed(names.substr(0, end));
            name = trimmed(name.substr(name.starts_with('(') ? 1 : 0));
            const std::size_t as = name.find(" as ");
            name = leadingName(as == std::string_view::npos ? name : trimmed(name.substr(as + 4)));
            if (isOneOf(name, usualNames)) {
                m_scan.plain.emplace_back(name);
            }
            names.remove_prefix(std::min(end + 1, names.size()));
        }
    }

    void assigned(const Assignment &found)
    {
        const std::string_view called = calledName(found.expression);
        if (isOneOf(called, asgiMakers)) {
            m_scan.asgi.emplace_back(found.name);
        } else if (isOneOf(called, wsgiMakers)) {
            m_scan.apps.push_back({std::string(found.name), std::string(called) + "(…)"});
        } else if (isOneOf(called, factoryNames)) {
            m_scan.apps.push_back({std::string(found.name), std::string(called) + "()"});
        } else if (isOneOf(found.name, usualNames) && found.expression != "None") {
            m_scan.plain.emplace_back(found.name);
        }
    }

    SourceScan m_scan;
    std::string m_quote;
};

} // namespace

SourceScan scanSource(std::string_view source)
{
    return Scanner().run(source);
}

} // namespace Retort::Config
