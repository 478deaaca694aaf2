// SPDX-License-Identifier: Apache-2.0
#include "engine/log/routetable.h"

#include "engine/log/requestfilter.h"

#include <algorithm>
#include <charconv>

namespace Retort::Log {

namespace {

constexpr int mostSteps = 10'000; // states looked at for one path

// As Werkzeug does to its rules: of each two slashes one goes.
std::string withoutDoubleSlashes(std::string_view rule)
{
    std::string merged;
    for (std::size_t at = 0; at < rule.size(); ++at) {
        merged.push_back(rule[at]);
        at += rule.substr(at).starts_with("//") ? 1 : 0;
    }
    return merged;
}

std::string unescaped(std::string_view path)
{
    std::string plain;
    plain.reserve(path.size());
    for (std::size_t at = 0; at < path.size(); ++at) {
        unsigned value = 0;
        const char *const digits = path.data() + at + 1;
        if (path[at] == '%' && at + 2 < path.size() && std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2) {
            plain.push_back(static_cast<char>(value));
            at += 2;
        } else {
            plain.push_back(path[at]);
        }
    }
    return plain;
}

} // namespace

RouteTable::RouteTable(std::vector<Route> routes) : m_routes(std::move(routes))
{
    for (int index = 0; index < static_cast<int>(m_routes.size()); ++index) {
        add(treeFor(m_routes[static_cast<std::size_t>(index)]), index);
    }
    for (Tree &tree : m_trees) {
        for (State &state : tree.states) {
            std::ranges::stable_sort(state.open, [](const auto &left, const auto &right) { return left.first.isBefore(right.first); });
        }
    }
    // The deepest mount first, as the worker chooses; of one mount the rules for all hosts.
    std::ranges::stable_sort(m_trees, [](const Tree &left, const Tree &right) {
        return left.mount.size() != right.mount.size() ? left.mount.size() > right.mount.size() : left.host.empty() && !right.host.empty();
    });
}

RouteTable::Tree &RouteTable::treeFor(const Route &route)
{
    const auto found =
        std::ranges::find_if(m_trees, [&](const Tree &tree) { return tree.mount == route.mount && tree.host == route.host; });
    return found != m_trees.end() ? *found : m_trees.emplace_back(Tree{route.mount, route.host, std::vector<State>(1)});
}

void RouteTable::add(Tree &tree, int route)
{
    const std::string rule = withoutDoubleSlashes(m_routes[static_cast<std::size_t>(route)].rule);
    std::string_view rest(rule);
    std::size_t state = 0;
    std::vector<RulePart> parts;
    while (true) {
        RulePart part = RulePart::take(rest);
        parts.push_back(part);
        const int fresh = static_cast<int>(tree.states.size());
        int next = fresh;
        if (part.isFixed()) {
            next = tree.states[state].fixed.try_emplace(part.text(), fresh).first->second;
        } else {
            auto &open = tree.states[state].open;
            const auto same = std::ranges::find_if(open, [&](const auto &known) { return known.first.isLike(part); });
            next = same != open.end() ? same->second : fresh;
            if (same == open.end()) {
                open.emplace_back(std::move(part), fresh);
            }
        }
        if (next == fresh) {
            tree.states.emplace_back();
        }
        state = static_cast<std::size_t>(next);
        if (rest.empty()) {
            break;
        }
        rest.remove_prefix(1);  // the slash
    }
    tree.states[state].routes.push_back(route);
    if (std::ranges::any_of(parts, &RulePart::hasLimits)) {
        m_limited.emplace(route, std::move(parts));
    }
}

// --- asking ---

int RouteTable::match(std::string_view method, std::string_view target) const
{
    const std::string path = unescaped(pathOf(target));
    std::string_view mount;
    bool isMounted = false;
    for (const Tree &tree : m_trees) {
        const std::string_view rest = std::string_view(path).substr(std::min(tree.mount.size(), path.size()));
        const bool isBeneath = path.starts_with(tree.mount) && (tree.mount.empty() || rest.empty() || rest[0] == '/');
        if (!isBeneath || (isMounted && tree.mount != mount)) {
            continue;
        }
        isMounted = true;
        mount = tree.mount;
        if (const int found = matchIn(tree, method, rest); found != none) {
            return found;
        }
    }
    return none;
}

int RouteTable::matchIn(const Tree &tree, std::string_view method, std::string_view path) const
{
    std::string whole("/");
    whole.append(path.substr(std::min(path.find_first_not_of('/'), path.size())));
    Search search{tree, method, whole};
    const int found = walk(search, 0, 0);
    return found != none && isWithinLimits(found, whole) ? found : none;
}

// Values are looked at when the rule is chosen; where they are out of range no other rule is asked.
bool RouteTable::isWithinLimits(int route, std::string_view path) const
{
    const auto limited = m_limited.find(route);
    if (limited == m_limited.end()) {
        return true;
    }
    return std::ranges::all_of(limited->second, [rest = path](const RulePart &part) mutable {
        const std::string_view segment = part.isFinal() ? rest : rest.substr(0, rest.find('/'));
        rest.remove_prefix(std::min(segment.size() + 1, rest.size()));
        return part.isFixed() || part.matches(segment) != RulePart::Verdict::OutOfRange;
    });
}

int RouteTable::walk(Search &search, int state, std::size_t at) const
{
    if (++search.steps > mostSteps) {
        return none;
    }
    if (at > search.path.size()) {
        return routeAt(search, state);
    }
    const State &here = search.tree.states[static_cast<std::size_t>(state)];
    const std::size_t end = std::min(search.path.find('/', at), search.path.size());
    const auto fixed = here.fixed.find(search.path.substr(at, end - at));
    if (fixed != here.fixed.end()) {
        if (const int found = walk(search, fixed->second, end + 1); found != none || search.isDecided) {
            return found;
        }
    }
    for (const auto &open : here.open) {
        if (const int found = follow(search, open, at, end); found != none || search.isDecided) {
            return found;
        }
    }
    // Only a slash is left, and the rule does not mind.
    return at == search.path.size() ? ending(search, here.routes, true) : none;
}

int RouteTable::follow(Search &search, const std::pair<RulePart, int> &open, std::size_t at, std::size_t end) const
{
    const std::size_t until = open.first.isFinal() ? search.path.size() : end;
    const bool fits = open.first.matches(search.path.substr(at, until - at)) != RulePart::Verdict::No;
    return fits ? walk(search, open.second, until + 1) : none;
}

int RouteTable::routeAt(Search &search, int state) const
{
    const State &here = search.tree.states[static_cast<std::size_t>(state)];
    if (const int found = ending(search, here.routes, false); found != none) {
        return found;
    }
    const auto slash = here.fixed.find(std::string_view());
    if (slash == here.fixed.end()) {
        return none;
    }
    const int found = ending(search, search.tree.states[static_cast<std::size_t>(slash->second)].routes, false);
    if (found != none && m_routes[static_cast<std::size_t>(found)].strictSlashes) {
        search.isDecided = true;  // a redirect
        return none;
    }
    return found;
}

int RouteTable::ending(const Search &search, const std::vector<int> &routes, bool lenientOnly) const
{
    const auto found = std::ranges::find_if(routes, [&](int index) {
        const Route &route = m_routes[static_cast<std::size_t>(index)];
        return !(lenientOnly && route.strictSlashes) && isFor(route, search.method);
    });
    return found != routes.end() ? *found : none;
}

bool RouteTable::isFor(const Route &route, std::string_view method) const
{
    return !route.websocket && (route.methods.empty() || std::ranges::find(route.methods, method) != route.methods.end());
}

} // namespace Retort::Log
