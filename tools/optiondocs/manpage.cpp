// SPDX-License-Identifier: Apache-2.0
#include "tools/optiondocs/pages.h"
#include "tools/optiondocs/words.h"

#include "engine/config/helptext.h"

#include <array>
#include <utility>

namespace Retort::Docs {
namespace {

using namespace Config;

// The characters beyond ASCII that help uses; groff and mandoc know them by name whatever the locale.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> specials{{
    {"“", "\\(lq"},
    {"”", "\\(rq"},
    {"—", "\\(em"},
    {"–", "\\(en"},
    {"…", "..."},
    {"×", "\\(mu"},
    {"’", "\\(cq"},
    {"→", "\\(->"},
}};

// Text for roff: a hyphen that can be copied, no line that looks like a request.
std::string roff(std::string_view text)
{
    std::string out = replaced(text, "\\", "\\e");
    for (const auto &[what, with] : specials) {
        out = replaced(out, what, with);
    }
    out = replaced(out, "-", "\\-");
    return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

std::string paragraph(std::string_view text)
{
    return ".PP\n" + roff(text) + "\n";
}

// A term and what is said about it.
std::string entry(const std::string &term, std::string_view text)
{
    return ".TP\n" + term + "\n" + roff(text) + "\n";
}

std::string bold(std::string_view text)
{
    return "\\fB" + roff(text) + "\\fR";
}

std::string italic(std::string_view text)
{
    return "\\fI" + roff(text) + "\\fR";
}

std::string optionTerm(const Option &option)
{
    std::string term = option.letter != 0 ? bold(std::string{'-', option.letter}) + ", " : std::string();
    term += bold("--" + std::string(option.name));
    switch (option.argument) {
    case Argument::None: break;
    case Argument::Required: term += " " + italic("VALUE"); break;
    case Argument::Optional: term += "[=" + italic("VALUE") + "]"; break;
    }
    return term;
}

std::string commandSection()
{
    std::string out = ".SH COMMANDS\n";
    for (const Commands::Command &command : Commands::commandTable()) {
        std::string term = bold("retort " + std::string(command.name));
        if (!command.operandText.empty()) {
            term += " " + italic(command.operandText);
        }
        std::string text = capitalised(command.help) + ".";
        if (command.operand == Commands::Operand::ExportTarget) {
            text += " The targets are " + joined(exportTargets(), ", ") + ".";
        }
        out += entry(term, text);
        if (!command.options.empty()) {
            out += ".RS\n";
            for (const Commands::CommandOption &option : command.options) {
                out += entry(bold(Commands::optionSpelling(option)), capitalised(option.help) + ".");
            }
            out += ".RE\n";
        }
    }
    return out
        + paragraph("All take --json, which prints JSON, one object a line, and --help. NAME may be left out when one site runs "
                    "or one belongs to this folder.");
}

// Groups of what Retort knows more about than the name; the rest is one list of names.
std::string optionSection()
{
    std::string out = ".SH OPTIONS\n";
    std::vector<std::string> kept;
    for (const Group group : groupsInOrder()) {
        std::string rows;
        forEachOption(group, [&](const Option &option) {
            if (option.treatment == Treatment::Keeps) {
                kept.push_back(bold(option.name));
            } else {
                rows += entry(optionTerm(option), capitalised(optionSentence(option)) + ".");
            }
        });
        if (!rows.empty()) {
            out += ".SS " + roff(groupTitle(group)) + "\n" + rows;
        }
    }
    return out + ".SS Kept for production\n" + "Options of uWSGI that are accepted and have no effect here:\n" + joined(kept, ",\n")
        + ".\n";
}

} // namespace

std::string manPage(std::string_view date)
{
    std::string out = ".\\\" Made from the option table of Retort.\n.TH RETORT 1 \"" + std::string(date)
        + "\" \"Retort " RETORT_VERSION "\" \"User Commands\"\n";
    out += ".SH NAME\nretort \\- development server for Python web apps that runs them as uWSGI does\n";
    out += ".SH SYNOPSIS\n.B retort\n[\\fB\\-\\-no\\-gui\\fR] [\\fIoptions\\fR] [\\fIFOLDER\\fR | \\fIapp.py\\fR | "
           "\\fIuwsgi.ini\\fR[:\\fIsection\\fR]]\n.br\n.B retort\n\\fICOMMAND\\fR [\\fIoptions\\fR]\n";
    out += ".SH DESCRIPTION\n"
        + roff("Serves a Flask (or any WSGI) app the way uWSGI does: the same options, the same configuration "
               "files, HTTP and the uwsgi protocol, processes and threads of the Python you already use. Without an app or a "
               "configuration file Retort looks for one in the folder and listens on this computer at a free port.")
        + "\n";
    out += paragraph("Options are read like uWSGI's: UWSGI_* environment, then the command line, then files given without an option. "
                     "Long options may be shortened; optional values need “=”.");
    out += commandSection();
    out += optionSection();
    out += ".SH ENVIRONMENT\n"
        + entry(
            bold("UWSGI_") + italic("NAME"), "An option: UWSGI_HTTP_SOCKET=:8000 is --http-socket :8000. Read before the command line.");
    out += ".SH EXIT STATUS\n" + entry("0", "Stopped by a signal, by q or by retort stop; the command did its work.");
    out += entry("1", "Cannot start, or the command failed: one sentence says why.");
    out += entry("2", "A command was used wrongly.") + entry("3", "No such site runs.");
    out += entry("22", "need-app was given and the app could not be loaded.");
    out += ".SH EXAMPLES\n.nf\nretort \\-\\-no\\-gui \\-\\-http 127.0.0.1:5000 \\-w app:app\nretort \\-\\-no\\-gui uwsgi.ini\n"
           "retort export nginx uwsgi.ini \\-\\-domain shop.example\n.fi\n";
    return out;
}

} // namespace Retort::Docs
