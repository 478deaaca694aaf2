// SPDX-License-Identifier: Apache-2.0
#include "ui/style/theme.h"

#include "ui/style/colors.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QProxyStyle>
#include <QStyle>
#include <QStyleOption>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Style {

namespace {

// Fusion's buttons leave two pixels beside a text that is wider than their least width.
class RoomyFusion final : public QProxyStyle
{
public:
    RoomyFusion() : QProxyStyle(u"fusion"_s) {}

    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents, const QWidget *widget) const override
    {
        QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        if (type == CT_PushButton && button && !button->text.isEmpty()) {
            size.setWidth(std::max(size.width(), contents.width() + 2 * besideText));
        }
        return size;
    }

private:
    static constexpr int besideText = 12;
};

bool usesFusion()
{
    return QApplication::style()->name() == "fusion"_L1 || dynamic_cast<RoomyFusion *>(QApplication::style());
}

struct Surface
{
    QRgb window, base, alternate, button, text, muted, border, highlight, highlightText, link;
};

constexpr Surface light{
    0xfff6f7f9, 0xffffffff, 0xfff6f7f9, 0xfffcfcfd, 0xff1d2126, 0xff5b6470, 0xffc9cfd6, 0xffb0521b, 0xffffffff, 0xff1f6fb8};
constexpr Surface dark{
    0xff23262b, 0xff1b1d21, 0xff23262b, 0xff2e3238, 0xffe6e9ed, 0xff9aa4b2, 0xff3b4048, 0xffa65423, 0xffffffff, 0xff6db3f2};

QPalette paletteOf(const Surface &surface)
{
    QPalette palette;
    const auto all = [&](QPalette::ColorRole role, QRgb colour) { palette.setColor(role, QColor(colour)); };
    all(QPalette::Window, surface.window);
    all(QPalette::WindowText, surface.text);
    all(QPalette::Base, surface.base);
    all(QPalette::AlternateBase, surface.alternate);
    all(QPalette::ToolTipBase, surface.button);
    all(QPalette::ToolTipText, surface.text);
    all(QPalette::PlaceholderText, surface.muted);
    all(QPalette::Text, surface.text);
    all(QPalette::Button, surface.button);
    all(QPalette::ButtonText, surface.text);
    all(QPalette::BrightText, surface.highlightText);
    all(QPalette::Highlight, surface.highlight);
    all(QPalette::HighlightedText, surface.highlightText);
    all(QPalette::Link, surface.link);
    all(QPalette::LinkVisited, surface.link);
    all(QPalette::Light, surface.button);
    all(QPalette::Midlight, surface.alternate);
    all(QPalette::Mid, surface.border);
    all(QPalette::Dark, surface.border);
    all(QPalette::Shadow, surface.border);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText}) {
        QColor faint(surface.muted);
        faint.setAlphaF(0.6F);
        palette.setColor(QPalette::Disabled, role, faint);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(surface.border));
    return palette;
}

// One table of colours: the tones are names for its tokens.
Token tokenOf(Tone tone)
{
    switch (tone) {
    case Tone::Ok: return Token::Ok;
    case Tone::Info: return Token::Redirect;
    case Tone::Warning: return Token::ClientError;
    case Tone::Error: return Token::ServerError;
    case Tone::Accent: return Token::Accent;
    case Tone::Muted: break;
    }
    return Token::Muted;
}

} // namespace

Theme themeFromName(const QString &name)
{
    if (name == "light"_L1) {
        return Theme::Light;
    }
    return name == "dark"_L1 ? Theme::Dark : Theme::System;
}

QString themeName(Theme theme)
{
    switch (theme) {
    case Theme::System: break;
    case Theme::Light: return u"light"_s;
    case Theme::Dark: return u"dark"_s;
    }
    return u"system"_s;
}

void applyTheme(Theme theme)
{
    const bool fusion = usesFusion();
    if (fusion || theme != Theme::System) {  // native styles paint with the system's own colours, whatever the palette says
        QApplication::setStyle(new RoomyFusion);
    }
    if (theme == Theme::System) {
        // Fusion is the style of desktops that have none of their own; its blue-grey is nobody's choice.
        QApplication::setPalette(fusion && !isDark() ? paletteOf(light) : QPalette());
        return;
    }
    QApplication::setPalette(paletteOf(theme == Theme::Dark ? dark : light));
}

bool isDark()
{
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

QColor tone(Tone tone)
{
    return color(tokenOf(tone), isDark() ? Ground::Dark : Ground::Light);
}

QFont fixedFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QGuiApplication::font().pointSizeF());
    return font;
}

} // namespace Retort::Style
