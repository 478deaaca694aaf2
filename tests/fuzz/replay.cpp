// SPDX-License-Identifier: Apache-2.0
// Stands in for libFuzzer: runs the target once on every file of the folders named, whole and
// cut at each of its first bytes, and fails when there was nothing to run.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

int main(int argc, char **argv)
{
    int inputs = 0;
    for (int i = 1; i < argc; ++i) {
        for (const auto &entry : std::filesystem::directory_iterator(argv[i])) {
            std::ifstream file(entry.path(), std::ios::binary);
            const std::vector<char> bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
            for (std::size_t size = bytes.size(); size + 64 > bytes.size() && size <= bytes.size(); --size) {
                const std::vector<std::uint8_t> input(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
                LLVMFuzzerTestOneInput(input.data(), input.size());
            }
            ++inputs;
        }
    }
    std::printf("%d corpus files replayed\n", inputs);
    return inputs > 0 ? 0 : 1;
}
