// SPDX-License-Identifier: Apache-2.0
#include "engine/python/claimmap.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace Retort::Python {

std::expected<ClaimMap, std::string> ClaimMap::open(const std::string &path, int rows)
{
    const auto failure = [&path](const char *why) {
        return std::unexpected("The worker cannot use the claim board " + path + ": " + why + ".");
    };
    const int fd = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) {
        return failure(std::strerror(errno));
    }
    const std::size_t bytes = static_cast<std::size_t>(rows) * sizeof(Ipc::ClaimRow);
    struct stat file{};
    const bool largeEnough = ::fstat(fd, &file) == 0 && static_cast<std::size_t>(file.st_size) >= bytes;
    void *memory = largeEnough ? ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) : MAP_FAILED;
    const int mapError = errno;
    ::close(fd);
    if (!largeEnough) {
        return failure("the file is too short");
    }
    if (memory == MAP_FAILED) {
        return failure(std::strerror(mapError));
    }
    return ClaimMap(static_cast<Ipc::ClaimRow *>(memory), rows);
}

ClaimMap::ClaimMap(ClaimMap &&other) noexcept : m_rows(std::exchange(other.m_rows, nullptr)), m_rowCount(std::exchange(other.m_rowCount, 0))
{
}

ClaimMap &ClaimMap::operator=(ClaimMap &&other) noexcept
{
    std::swap(m_rows, other.m_rows);
    std::swap(m_rowCount, other.m_rowCount);
    return *this;
}

ClaimMap::~ClaimMap()
{
    if (m_rows != nullptr) {
        ::munmap(static_cast<void *>(m_rows), static_cast<std::size_t>(m_rowCount) * sizeof(Ipc::ClaimRow));
    }
}

} // namespace Retort::Python
