// SPDX-License-Identifier: Apache-2.0
#include "engine/config/expander.h"

#include <charconv>
#include <cstdint>

namespace Retort::Config {
namespace {

// C's atoi without its undefined overflow: what is no number is 0.
std::int64_t numberOf(std::string_view text)
{
    std::int32_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

bool isDigits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string calculated(char operation, std::string_view left, std::string_view right)
{
    const std::int64_t a = numberOf(left);
    const std::int64_t b = numberOf(right);
    std::int64_t result = 0;
    switch (operation) {
    case '+': result = a + b; break;
    case '-': result = a - b; break;
    case '*': result = a * b; break;
    case '/': result = b == 0 ? 0 : a / b; break;
    default: break; // a char, not an enum of ours: there are no others
    }
    return std::to_string(static_cast<std::int32_t>(result));
}

class Evaluation final
{
public:
    using Value = std::function<std::optional<std::string>(std::string_view)>;

    Evaluation(std::string_view rest, const Value &value) : m_rest(rest), m_value(value) {}

    std::optional<std::string> run(int depth = 0)
    {
        std::optional<std::string> current;
        char pending = 0; // 0: tokens without an operator between them are put side by side
        for (std::string_view token = next(); !token.empty() && token != ")"; token = next()) {
            if (token.size() == 1 && std::string_view("+-*/").find(token[0]) != std::string_view::npos) {
                pending = token[0];
                continue;
            }
            if (token == "++" || token == "--") {
                if (current) {
                    current = calculated(token[0], *current, "1");
                }
                pending = 0;
                continue;
            }
            std::string operand;
            if (token == "(" && depth < 32) {
                operand = run(depth + 1).value_or(std::string());
            } else {
                operand = isDigits(token) ? std::string(token) : m_value(token).value_or(std::string());
            }
            const std::string left = current.value_or(std::string());
            current = pending == 0 ? left + operand : calculated(pending, left, operand);
            pending = 0;
        }
        return current;
    }

private:
    std::string_view next()
    {
        const std::size_t start = m_rest.find_first_not_of(' ');
        if (start == std::string_view::npos) {
            return m_rest = {};
        }
        m_rest.remove_prefix(start);
        const bool parenthesis = m_rest.front() == '(' || m_rest.front() == ')';
        const std::size_t end = parenthesis ? 1 : std::min(m_rest.find_first_of(" ()"), m_rest.size());
        const std::string_view token = m_rest.substr(0, end);
        m_rest.remove_prefix(end);
        return token;
    }

    std::string_view m_rest;
    const Value &m_value;
};

} // namespace

std::optional<std::string> evaluateArithmetic(
    std::string_view expression, const std::function<std::optional<std::string>(std::string_view)> &value)
{
    return Evaluation(expression, value).run();
}

} // namespace Retort::Config
