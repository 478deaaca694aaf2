// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace Retort::Control {

// What the stats server shows, in uWSGI's terms (UWSGI.md §7.6). Filled by the engine façade for each
// client; times in microseconds unless they say otherwise. A plain value.
struct StatsSnapshot
{
    struct Socket
    {
        std::string name;          // "127.0.0.1:5000"
        std::string protocol;      // "http" or "uwsgi"
        std::uint64_t queue = 0;
        std::uint64_t maxQueue = 0;
    };
    struct App
    {
        std::string mountpoint;
        std::int64_t startupSeconds = 0;
        std::uint64_t requests = 0;
        std::uint64_t exceptions = 0;
        std::string chdir;
    };
    struct Core  // a slot
    {
        std::uint64_t requests = 0;
        std::uint64_t writeErrors = 0;
        std::uint64_t readErrors = 0;
        bool inRequest = false;
        std::vector<std::string> variables;  // of the running request, "KEY=value"; credentials are masked when written
        std::int64_t requestStartSeconds = 0;  // 1970-based; 0 when idle
    };
    struct Worker
    {
        int id = 0;
        std::int64_t pid = 0;
        bool accepting = false;
        std::uint64_t requests = 0;
        std::uint64_t deltaRequests = 0;   // since this process started
        std::uint64_t exceptions = 0;
        std::uint64_t harakiris = 0;
        std::string status = "idle";       // "idle", "busy", "cheap"
        std::uint64_t rssBytes = 0;
        std::uint64_t vszBytes = 0;
        std::int64_t runningUs = 0;
        std::int64_t lastSpawnSeconds = 0; // 1970-based
        std::uint64_t spawns = 0;
        std::uint64_t sentBytes = 0;
        std::int64_t averageResponseUs = 0;
        std::vector<App> apps;
        std::vector<Core> cores;
    };

    std::string version;          // "0.1.0"
    std::uint64_t listenQueue = 0;
    std::uint64_t load = 0;
    std::int64_t pid = 0;
    std::int64_t userId = 0;
    std::int64_t groupId = 0;
    std::string folder;
    std::vector<Socket> listeners;
    std::vector<Worker> workers;
};

// uWSGI's stats document, with its keys, order, nesting and tabs, so that uwsgitop and exporters read it.
std::string statsJson(const StatsSnapshot &snapshot);

} // namespace Retort::Control
