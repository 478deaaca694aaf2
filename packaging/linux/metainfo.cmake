# metainfo.cmake: makes the description for software centres. They want a home page, and pictures at addresses of their own, which
# only who publishes a build can know. Run it as a script, since the check does so too:
#   cmake -D OUTPUT=FILE [-D RETORT_HOMEPAGE=URL [-D RETORT_PICTURES=URL]] -P metainfo.cmake
# Without RETORT_HOMEPAGE neither is mentioned. RETORT_PICTURES is the folder of docs/images on the web, below the home page if not given.
file(READ ${CMAKE_CURRENT_LIST_DIR}/retort.metainfo.xml metainfo)
set(home "")
if(RETORT_HOMEPAGE)
    string(REGEX REPLACE "/+$" "" RETORT_HOMEPAGE "${RETORT_HOMEPAGE}")
    if(NOT RETORT_PICTURES)
        set(RETORT_PICTURES "${RETORT_HOMEPAGE}/docs/images")
    endif()
    set(home "  <url type=\"homepage\">${RETORT_HOMEPAGE}</url>
  <screenshots>
    <screenshot type=\"default\">
      <caption>The requests of a site, with the error of one of them</caption>
      <caption xml:lang=\"zh_CN\">一个站点的请求，以及其中一个请求的错误</caption>
      <image>${RETORT_PICTURES}/requests.png</image>
    </screenshot>
    <screenshot>
      <caption>The settings as a form, and the uwsgi.ini they are</caption>
      <caption xml:lang=\"zh_CN\">表单形式的设置，以及对应的 uwsgi.ini</caption>
      <image>${RETORT_PICTURES}/settings.png</image>
    </screenshot>
  </screenshots>
")
endif()
string(REPLACE "  <!-- home -->\n" "${home}" metainfo "${metainfo}")
file(WRITE ${OUTPUT} "${metainfo}")
