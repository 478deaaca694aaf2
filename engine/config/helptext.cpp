// SPDX-License-Identifier: Apache-2.0
#include "engine/config/helptext.h"

namespace Retort::Config {
namespace {

constexpr std::size_t nameColumn = 30;
constexpr std::size_t lineWidth = 100;

constexpr std::string_view usage = "Usage: retort [--no-gui] [options] [FOLDER | app.py | uwsgi.ini[:section]]\n"
                                   "\n"
                                   "Serves a Flask (or any WSGI) app the way uWSGI does. Without an app or an ini file Retort\n"
                                   "looks for one in the folder and listens on this computer at a free port.\n"
                                   "\n"
                                   "  retort --no-gui --http 127.0.0.1:5000 -w app:app\n"
                                   "  retort --no-gui uwsgi.ini\n"
                                   "\n"
                                   "Options are read like uWSGI's: UWSGI_* environment, then the command line, then files given\n"
                                   "without an option. Long options may be shortened; optional values need “=”.\n";

std::string nameText(const Option &option)
{
    std::string text = option.letter != 0 ? std::string{'-', option.letter, ',', ' '} : std::string(4, ' ');
    text += "--";
    text += option.name;
    switch (option.argument) {
    case Argument::None: break;
    case Argument::Required: text += " VALUE"; break;
    case Argument::Optional: text += "[=VALUE]"; break;
    }
    return text;
}

// The sentence in its column, broken at spaces.
void appendWrapped(std::string &out, std::string_view sentence)
{
    const std::size_t room = lineWidth - nameColumn;
    while (sentence.size() > room) {
        std::size_t cut = sentence.rfind(' ', room);
        cut = cut == std::string_view::npos || cut == 0 ? std::min(sentence.find(' '), sentence.size()) : cut;
        out.append(sentence.substr(0, cut)).append("\n");
        sentence.remove_prefix(std::min(cut + 1, sentence.size()));
        if (!sentence.empty()) {
            out.append(nameColumn, ' ');
        }
    }
    out.append(sentence).append("\n");
}

void appendRow(std::string &out, const Option &option)
{
    const std::string name = "  " + nameText(option);
    out += name;
    if (name.size() + 2 > nameColumn) {
        out.append("\n").append(nameColumn, ' ');
    } else {
        out.append(nameColumn - name.size(), ' ');
    }
    appendWrapped(out, optionSentence(option));
}

} // namespace

std::string optionSentence(const Option &option)
{
    std::string text(option.help);
    if (!option.defaultText.empty()) {
        text.append(" (default ").append(option.defaultText).append(")");
    }
    if (!option.aliases.empty()) {
        text.append(" [").append(option.aliases).append("]");
    }
    switch (option.treatment) {
    case Treatment::Honours: break;
    case Treatment::Explains: text.append(" — not needed: ").append(option.explanation); break;
    case Treatment::Refuses: text.append(" — refused: ").append(option.explanation); break;
    case Treatment::Keeps: text += option.help.empty() ? "kept for production" : " — kept for production"; break;
    }
    return text;
}

std::string helpText(HelpExtent extent)
{
    std::string out(usage);
    for (const Group group : groupsInOrder()) {
        std::string rows;
        forEachOption(group, [&](const Option &option) {
            if (extent == HelpExtent::All || option.usual) {
                appendRow(rows, option);
            }
        });
        if (!rows.empty()) {
            out.append("\n").append(groupTitle(group)).append(":\n").append(rows);
        }
    }
    if (extent == HelpExtent::Usual) {
        out += "\nThe usual ones. `retort --help all` lists every option of uWSGI 2.0 and what becomes of it.\n";
    }
    return out;
}

} // namespace Retort::Config
