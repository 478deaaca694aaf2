# Finds what the window needs; turns RETORT_GUI off, with a message, where it is missing: servers and containers
# have no Qt Widgets, and must not need them.
if(RETORT_GUI)
    find_package(Qt6 6.4 QUIET OPTIONAL_COMPONENTS Widgets Svg LinguistTools)
    if(NOT TARGET Qt6::Widgets OR NOT TARGET Qt6::Svg)
        message(STATUS "Qt Widgets or Qt Svg was not found: building without the window")
        set(RETORT_GUI OFF)
    elseif(NOT TARGET Qt6::lrelease)
        message(STATUS "Qt's linguist tools were not found: the window will speak English only")
    endif()
endif()
