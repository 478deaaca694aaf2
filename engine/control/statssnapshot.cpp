// SPDX-License-Identifier: Apache-2.0
#include "engine/control/statssnapshot.h"

#include "engine/log/masking.h"

#include <concepts>
#include <string_view>

namespace Retort::Control {

namespace {

// Writes JSON in uWSGI's layout: a tab per level, a key and its value without a blank between them, and an
// empty line in an empty list or object.
class Writer final
{
public:
    void open(char bracket)
    {
        m_out.push_back(bracket);
        ++m_depth;
        m_first = true;
    }
    void close(char bracket)
    {
        --m_depth;
        if (m_first) {
            m_out.push_back('\n');  // nothing was in it
        }
        newLine();
        m_out.push_back(bracket);
        m_first = false;
    }
    void next()
    {
        if (!m_first) {
            m_out.push_back(',');
        }
        m_first = false;
        newLine();
    }
    void key(std::string_view name)
    {
        next();
        text(name);
        m_out.push_back(':');
    }
    void pair(std::string_view name, std::integral auto value)
    {
        key(name);
        m_out.append(std::to_string(value));
    }
    void pair(std::string_view name, std::string_view value)
    {
        key(name);
        text(value);
    }
    void text(std::string_view bytes);
    void indent() { m_out.append(static_cast<std::size_t>(m_depth), '\t'); }
    std::string take() { return std::move(m_out); }

private:
    void newLine()
    {
        m_out.push_back('\n');
        indent();
    }

    std::string m_out;
    int m_depth = 0;
    bool m_first = true;
};

void Writer::text(std::string_view bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    m_out.push_back('"');
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        if (byte == '"' || byte == '\\') {
            m_out.append({'\\', byte});
        } else if (value < 0x20 || value >= 0x7f) {
            // Variables are bytes; as latin-1 the document is valid whatever they are (WSGI reads them so too).
            m_out.append({'\\', 'u', '0', '0', digits[value >> 4], digits[value & 15]});
        } else {
            m_out.push_back(byte);
        }
    }
    m_out.push_back('"');
}

std::string shownVariable(const std::string &variable)
{
    const std::size_t equals = variable.find('=');
    if (equals == std::string::npos) {
        return variable;
    }
    const std::string_view name = std::string_view(variable).substr(0, equals);
    const std::string_view value = std::string_view(variable).substr(equals + 1);
    std::string masked;
    std::string shown(name);
    shown.push_back('=');
    if (Log::isSecretVariable(name)) {
        shown.append("***");
    } else {
        shown.append(name == "QUERY_STRING" ? Log::maskedQuery(value, masked) : Log::maskedTarget(value, masked));
    }
    return shown;
}

void writeLocks(Writer &json)
{
    json.key("locks");
    json.open('[');
    for (const std::string_view name : {"user 0", "signal", "filemon", "timer", "rbtimer", "cron", "rpc", "snmp"}) {
        json.next();
        json.open('{');
        json.pair(name, 0);  // there are none here; readers expect the list
        json.close('}');
    }
    json.close(']');
}

void writeSockets(Writer &json, const std::vector<StatsSnapshot::Socket> &sockets)
{
    json.key("sockets");
    json.open('[');
    for (const auto &socket : sockets) {
        json.next();
        json.open('{');
        json.pair("name", socket.name);
        json.pair("proto", socket.protocol);
        json.pair("queue", socket.queue);
        json.pair("max_queue", socket.maxQueue);
        json.pair("shared", 0);
        json.pair("can_offload", 0);
        json.close('}');
    }
    json.close(']');
}

void writeApps(Writer &json, const std::vector<StatsSnapshot::App> &apps)
{
    json.key("apps");
    json.open('[');
    int id = 0;
    for (const auto &app : apps) {
        json.next();
        json.open('{');
        json.pair("id", id++);
        json.pair("modifier1", 0);
        json.pair("mountpoint", app.mountpoint);
        json.pair("startup_time", app.startupSeconds);
        json.pair("requests", app.requests);
        json.pair("exceptions", app.exceptions);
        json.pair("chdir", app.chdir);
        json.close('}');
    }
    json.close(']');
}

void writeCores(Writer &json, const std::vector<StatsSnapshot::Core> &cores)
{
    json.key("cores");
    json.open('[');
    int id = 0;
    for (const auto &core : cores) {
        json.next();
        json.open('{');
        json.pair("id", id++);
        json.pair("requests", core.requests);
        json.pair("static_requests", 0);
        json.pair("routed_requests", 0);
        json.pair("offloaded_requests", 0);
        json.pair("write_errors", core.writeErrors);
        json.pair("read_errors", core.readErrors);
        json.pair("in_request", core.inRequest ? 1 : 0);
        json.key("vars");
        json.open('[');
        for (const std::string &variable : core.variables) {
            json.next();
            json.text(shownVariable(variable));
        }
        json.close(']');
        json.key("req_info");
        json.indent();  // uWSGI indents here twice
        json.open('{');
        if (core.requestStartSeconds != 0) {
            json.pair("request_start", core.requestStartSeconds);
        }
        json.close('}');
        json.close('}');
    }
    json.close(']');
}

void writeWorker(Writer &json, const StatsSnapshot::Worker &worker)
{
    json.open('{');
    json.pair("id", worker.id);
    json.pair("pid", worker.pid);
    json.pair("accepting", worker.accepting ? 1 : 0);
    json.pair("requests", worker.requests);
    json.pair("delta_requests", worker.deltaRequests);
    json.pair("exceptions", worker.exceptions);
    json.pair("harakiri_count", worker.harakiris);
    json.pair("signals", 0);
    json.pair("signal_queue", 0);
    json.pair("status", worker.status);
    json.pair("rss", worker.rssBytes);
    json.pair("vsz", worker.vszBytes);
    json.pair("running_time", worker.runningUs);
    json.pair("last_spawn", worker.lastSpawnSeconds);
    json.pair("respawn_count", worker.spawns);
    json.pair("tx", worker.sentBytes);
    json.pair("avg_rt", worker.averageResponseUs);
    writeApps(json, worker.apps);
    writeCores(json, worker.cores);
    json.close('}');
}

} // namespace

std::string statsJson(const StatsSnapshot &snapshot)
{
    Writer json;
    json.open('{');
    json.pair("version", snapshot.version);
    json.pair("listen_queue", snapshot.listenQueue);
    json.pair("listen_queue_errors", 0);
    json.pair("signal_queue", 0);
    json.pair("load", snapshot.load);
    json.pair("pid", snapshot.pid);
    json.pair("uid", snapshot.userId);
    json.pair("gid", snapshot.groupId);
    json.pair("cwd", snapshot.folder);
    writeLocks(json);
    writeSockets(json, snapshot.listeners);
    json.key("workers");
    json.open('[');
    for (const auto &worker : snapshot.workers) {
        json.next();
        writeWorker(json, worker);
    }
    json.close(']');
    json.close('}');
    return json.take();
}

} // namespace Retort::Control
