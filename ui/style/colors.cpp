// SPDX-License-Identifier: Apache-2.0
#include "ui/style/colors.h"

#include <algorithm>
#include <cmath>

namespace Retort::Style {

namespace {

double luminance(const QColor &color) noexcept
{
    const auto linear = [](double channel) { return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

Ground groundOf(const QPalette &palette) noexcept
{
    return luminance(palette.color(QPalette::Base)) < 0.18 ? Ground::Dark : Ground::Light;
}

QColor color(Token token, Ground ground) noexcept
{
    const bool light = ground == Ground::Light;
    switch (token) {
    case Token::Ok: return QColor::fromRgb(light ? 0x1A7F47 : 0x5CC98A);
    case Token::Redirect: return QColor::fromRgb(light ? 0x1F6FB8 : 0x6DB3F2);
    case Token::ClientError: return QColor::fromRgb(light ? 0x8F5A00 : 0xE5B04A);
    case Token::ServerError: return QColor::fromRgb(light ? 0xC22F2F : 0xFF8A80);
    case Token::Replay: return QColor::fromRgb(light ? 0x6B4BB8 : 0xB79CF2);
    case Token::Accent: return QColor::fromRgb(light ? 0xB0521B : 0xF0A06A);
    case Token::Muted: return QColor::fromRgb(light ? 0x5B6470 : 0x9AA4B2);
    }
    return {};
}

Token tokenOfStatus(int status) noexcept
{
    return status >= 500 ? Token::ServerError
        : status >= 400  ? Token::ClientError
        : status >= 300  ? Token::Redirect
        : status >= 200  ? Token::Ok
                         : Token::Muted;
}

double contrast(const QColor &one, const QColor &other) noexcept
{
    const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)});
    return (lighter + 0.05) / (darker + 0.05);
}

QColor mixed(const QColor &under, const QColor &over, double share) noexcept
{
    const auto channel = [share](int from, int to) { return static_cast<int>(std::lround(from + (to - from) * share)); };
    return {channel(under.red(), over.red()), channel(under.green(), over.green()), channel(under.blue(), over.blue())};
}

} // namespace Retort::Style
