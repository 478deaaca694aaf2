// SPDX-License-Identifier: Apache-2.0
#include "engine/content/inflate.h"

#include <algorithm>
#include <array>
#include <memory>

#include <zlib.h>

namespace Retort::Content {

namespace {

constexpr int gzipWindow = 15 + 16; // zlib's way to say that a gzip header comes
constexpr int rawWindow = -15;

class Inflater final
{
public:
    explicit Inflater(std::string_view bytes, int windowBits)
    {
        // zlib takes a pointer to what it never writes to, and a captured body is at most a mebibyte.
        m_stream.next_in = const_cast<Bytef *>(reinterpret_cast<const Bytef *>(bytes.data()));
        m_stream.avail_in = static_cast<uInt>(std::min<std::size_t>(bytes.size(), 1u << 30));
        m_ready = inflateInit2(&m_stream, windowBits) == Z_OK;
    }
    ~Inflater() { inflateEnd(&m_stream); }
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;

    Decoded run(std::size_t most)
    {
        Decoded decoded;
        std::array<char, stepBytes> step;
        while (m_ready) {
            m_stream.next_out = reinterpret_cast<Bytef *>(step.data());
            m_stream.avail_out = stepBytes;
            const int said = inflate(&m_stream, Z_NO_FLUSH);
            const std::size_t made = stepBytes - m_stream.avail_out;
            decoded.bytes.append(step.data(), std::min(made, most - decoded.bytes.size()));
            if (made > 0 && decoded.bytes.size() == most && said != Z_STREAM_END) {
                decoded.reading = Reading::TooLarge;
                return decoded;
            }
            if (said == Z_STREAM_END) {
                if (!nextMember()) {
                    return decoded;
                }
            } else if (said != Z_OK) {
                // Z_BUF_ERROR: it wants more and there is no more.
                decoded.reading = said == Z_BUF_ERROR && m_stream.avail_in == 0 ? Reading::Cut : Reading::Broken;
                return decoded;
            } else if (m_stream.avail_in == 0 && made == 0) {
                decoded.reading = Reading::Cut;
                return decoded;
            }
        }
        decoded.reading = Reading::Broken;
        return decoded;
    }

private:
    // gzip data may be several members one after another (RFC 1952 §2.2); anything else behind the end is left alone.
    bool nextMember()
    {
        return m_stream.avail_in >= 2 && m_stream.next_in[0] == 0x1f && m_stream.next_in[1] == 0x8b && inflateReset(&m_stream) == Z_OK;
    }

    z_stream m_stream{};
    bool m_ready = false;
};

// RFC 9110 says zlib's frame; its first two bytes are a multiple of 31 and name the method 8.
bool hasZlibFrame(std::string_view bytes)
{
    if (bytes.size() < 2) {
        return true;
    }
    const unsigned first = static_cast<unsigned char>(bytes[0]);
    const unsigned second = static_cast<unsigned char>(bytes[1]);
    return (first & 0x0f) == 8 && (first * 256 + second) % 31 == 0;
}

} // namespace

Decoded decodeGzip(std::string_view bytes, std::size_t most)
{
    return Inflater(bytes, gzipWindow).run(most);
}

Decoded decodeDeflate(std::string_view bytes, std::size_t most)
{
    return Inflater(bytes, hasZlibFrame(bytes) ? MAX_WBITS : rawWindow).run(most);
}

} // namespace Retort::Content
