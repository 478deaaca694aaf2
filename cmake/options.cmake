# Warnings, Qt strictness and sanitizers for every target of the project, in one place.
# `retort_options` is for plain C++; `retort_qt_options` adds what code that uses Qt needs.

add_library(retort_options INTERFACE)
target_include_directories(retort_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(retort_options INTERFACE RETORT_VERSION="${PROJECT_VERSION}")
if(MSVC)
    target_compile_options(retort_options INTERFACE /W4 /utf-8 /permissive- $<$<BOOL:${RETORT_WERROR}>:/WX>)
else()
    target_compile_options(retort_options INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
        $<$<BOOL:${RETORT_WERROR}>:-Werror>
    )
endif()
if(RETORT_SANITIZE)
    target_compile_options(retort_options INTERFACE -fsanitize=${RETORT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(retort_options INTERFACE -fsanitize=${RETORT_SANITIZE})
endif()
if(RETORT_FUZZ)
    target_compile_options(retort_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

add_library(retort_qt_options INTERFACE)
target_link_libraries(retort_qt_options INTERFACE retort_options)
target_compile_definitions(retort_qt_options INTERFACE
    QT_NO_KEYWORDS                  # Python.h and std names collide with `slots`, `signals`, `emit`
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_USE_QSTRINGBUILDER QT_DISABLE_DEPRECATED_BEFORE=0x060400
)
