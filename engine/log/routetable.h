// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/rulepart.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace Retort::Log {

// One rule of the app's URL map, as the engine tells it (PROTOCOL.md). The texts are the app's.
struct Route
{
    std::string mount;    // the path the app is mounted at; "" at the root
    std::string host;     // a rule for one host or subdomain only; "" for all
    std::string rule;     // "/users/<int:id>"
    std::string endpoint; // "users.show"
    std::vector<std::string> methods;   // empty: every one
    std::vector<std::string> arguments; // names of what the rule leaves open
    std::string file;
    int line = 0;
    std::string view; // name of the function or class
    bool strictSlashes = true;
    bool websocket = false;
};

// Says which rule answers a request, as Werkzeug does since 2.2: segment by segment, what is fixed before what is open, of
// what is open the more exact first. A custom converter counts as any text without a slash. Hosts are not compared: rules for
// all hosts come before those for one. Answers that are no rule's (redirects to a slash, 404, 405) have none. Never
// changes once made: any thread may ask.
class RouteTable final
{
public:
    static constexpr int none = -1;

    RouteTable() = default;
    explicit RouteTable(std::vector<Route> routes);

    const std::vector<Route> &routes() const noexcept { return m_routes; }
    // The index of the route; `target` as the client sent it, with or without its query.
    int match(std::string_view method, std::string_view target) const;

private:
    struct State
    {
        std::map<std::string, int, std::less<>> fixed;  // the state behind a segment
        std::vector<std::pair<RulePart, int>> open;     // the more exact first
        std::vector<int> routes;                        // that end here
    };
    struct Tree
    {
        std::string mount;
        std::string host;
        std::vector<State> states;
    };
    struct Search
    {
        const Tree &tree;
        std::string_view method;
        std::string_view path;  // with all segments
        int steps = 0;
        bool isDecided = false; // no rule, whatever else might fit
    };

    Tree &treeFor(const Route &route);
    void add(Tree &tree, int route);
    int matchIn(const Tree &tree, std::string_view method, std::string_view path) const;
    // The segments from `at` on; at == path.size() + 1: there are none left.
    int walk(Search &search, int state, std::size_t at) const;
    int routeAt(Search &search, int state) const;
    int ending(const Search &search, const std::vector<int> &routes, bool lenientOnly) const;
    int follow(Search &search, const std::pair<RulePart, int> &open, std::size_t at, std::size_t end) const;
    bool isWithinLimits(int route, std::string_view path) const;
    bool isFor(const Route &route, std::string_view method) const;

    std::vector<Route> m_routes;
    std::map<int, std::vector<RulePart>> m_limited; // by route: the parts of a rule that limits values
    std::vector<Tree> m_trees;  // in the order they are asked
};

} // namespace Retort::Log
