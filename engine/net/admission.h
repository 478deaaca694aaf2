// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <utility>

namespace Retort::Net {

// Runs `left` when it is destroyed: how a listener learns that a stream it handed over has ended.
// Lives on the engine's thread.
class Admission final
{
public:
    explicit Admission(std::function<void()> left) : m_left(std::move(left)) {}
    ~Admission() { m_left(); }
    Admission(const Admission &) = delete;
    Admission &operator=(const Admission &) = delete;

private:
    std::function<void()> m_left;
};

// Counts the streams of a listener that are alive. Shared with them, because they may outlive it.
struct OpenStreams
{
    int count = 0;
    std::function<void()> roomAgain;  // set while the listener waits for room; called once

    static std::unique_ptr<Admission> admit(const std::shared_ptr<OpenStreams> &open)
    {
        ++open->count;
        return std::make_unique<Admission>([open] {
            --open->count;
            if (open->roomAgain) {
                std::exchange(open->roomAgain, {})();
            }
        });
    }
};

} // namespace Retort::Net
