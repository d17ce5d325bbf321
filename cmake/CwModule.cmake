# cw_module(name SOURCES ... LINKS ... PRIVATE_LINKS ...): one static library, alias cw::name.
# Third parties appear only under PRIVATE_LINKS, so a stray include elsewhere fails to compile.
function(cw_module name)
  cmake_parse_arguments(M "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(${name} STATIC ${M_SOURCES})
  add_library(cw::${name} ALIAS ${name})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/generated)
  target_link_libraries(${name} PUBLIC ${M_LINKS} PRIVATE cw_warnings ${M_PRIVATE_LINKS})
endfunction()

# cw_test(name SOURCES ... LINKS ... [LABELS ...] [APART patterns] [WHOLE] [XVFB] [TIMEOUT s] [FIXTURES name])
# One executable a module. With the label unit (the default) it runs as one ctest case, since starting a
# process for every claim took longer than the claims; with another label every gtest case is a ctest case.
# APART: gtest patterns of the cases of a unit program that ask an oracle in another process, read real
# images or large sets; they are a second ctest case, <name>.oracles, with the label oracle and the FIXTURES.
# WHOLE: one ctest case whatever the label, for programs whose cases share something costly.
# XVFB: the whole program runs as one ctest case under its own X server.
function(cw_test name)
  cmake_parse_arguments(T "XVFB;WHOLE" "TIMEOUT;FIXTURES" "SOURCES;LINKS;LABELS;APART" ${ARGN})
  cw_need_gtest()
  if(NOT T_LABELS)
    set(T_LABELS unit)
  endif()
  if(NOT T_TIMEOUT)
    set(T_TIMEOUT 120)
    if(T_LABELS STREQUAL unit)
      set(T_TIMEOUT 600) # the whole program, under sanitizers too
    endif()
  endif()
  add_executable(${name} ${T_SOURCES})
  target_link_libraries(${name} PRIVATE ${T_LINKS} cw_warnings GTest::gtest GTest::gmock GTest::gtest_main rapidcheck)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  # A claim is checked once: what the optimizer would save is less than what it costs to build.
  target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1>)
  target_compile_definitions(${name} PRIVATE
    CW_SOURCE_DIR="${PROJECT_SOURCE_DIR}" CW_BINARY_DIR="${PROJECT_BINARY_DIR}")
  if(T_XVFB)
    add_test(NAME ${name}
      COMMAND xvfb-run -a -s "-screen 0 1920x1200x24" $<TARGET_FILE:${name}>)
    set_tests_properties(${name} PROPERTIES LABELS "${T_LABELS}" TIMEOUT ${T_TIMEOUT}
      ENVIRONMENT "QT_QPA_PLATFORM=xcb;QT_XCB_GL_INTEGRATION=xcb_glx;LIBGL_ALWAYS_SOFTWARE=1")
  elseif(T_LABELS STREQUAL unit)
    string(REPLACE ";" ":" apart "${T_APART}")
    add_test(NAME ${name} COMMAND ${name} "--gtest_filter=-${apart}")
    set_tests_properties(${name} PROPERTIES LABELS unit TIMEOUT ${T_TIMEOUT})
    if(apart)
      add_test(NAME ${name}.oracles COMMAND ${name} "--gtest_filter=${apart}")
      set_tests_properties(${name}.oracles PROPERTIES LABELS oracle TIMEOUT ${T_TIMEOUT} FIXTURES_REQUIRED "${T_FIXTURES}")
    else()
      set_tests_properties(${name} PROPERTIES FIXTURES_REQUIRED "${T_FIXTURES}")
    endif()
  elseif(T_WHOLE)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS "${T_LABELS}" TIMEOUT ${T_TIMEOUT} FIXTURES_REQUIRED "${T_FIXTURES}")
  else()
    include(GoogleTest)
    gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60
      PROPERTIES LABELS "${T_LABELS}" TIMEOUT ${T_TIMEOUT} FIXTURES_REQUIRED "${T_FIXTURES}")
  endif()
endfunction()
