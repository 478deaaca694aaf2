// SPDX-License-Identifier: Apache-2.0
// The filter language: whatever is typed, a filter or a fault that lies in the text; and a filter that says the
// same twice about requests made of the same bytes.
#include "engine/log/requestfilter.h"

#include <cstddef>
#include <cstdint>

using namespace Retort::Log;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const QString text = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
    FilterSetting setting;
    setting.nowUs = 1'795'338'281'000'000;
    setting.reloadUs = 1'795'338'000'000'000;
    const auto filter = RequestFilter::fromText(text, setting);
    if (!filter) {
        const FilterFault &fault = filter.error();
        if (fault.sentence.isEmpty() || fault.position < 0 || fault.length < 1 || fault.position + fault.length > text.size()) {
            __builtin_trap();
        }
        return 0;
    }
    RequestRecord record;
    record.status = 404;
    record.totalUs = 34'000;
    const RequestTexts texts{"GET", bytes.substr(0, 4'000), "127.0.0.1"};
    if (filter->accepts(record, texts) != filter->accepts(record, texts)) {
        __builtin_trap();
    }
    filter->accepts(record, {"POST", "/users/7?full=1", "::1"});
    return 0;
}
