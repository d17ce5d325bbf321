# Unity builds: files of one target that cannot meet are compiled as one (unity_groups.py), which halves
# a build from nothing and leaves the program the same (docs/decisions/0193). For who edits and
# rebuilds one file, -DCW_UNITY=OFF is quicker; the dev and tidy presets have it off.
option(CW_UNITY "compile sources in groups" OFF)
set(CW_UNITY_FILES 10 CACHE STRING "sources in one group at most")
mark_as_advanced(CW_UNITY_FILES)

# Appends a line "target|source" for each source of each target at and below a folder to `lines`.
function(cw_sources_below folder)
  get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target IN LISTS targets)
    get_target_property(type ${target} TYPE)
    get_target_property(sources ${target} SOURCES)
    if(type MATCHES "^(STATIC_LIBRARY|OBJECT_LIBRARY|EXECUTABLE)$" AND sources)
      get_target_property(home ${target} SOURCE_DIR)
      list(FILTER sources INCLUDE REGEX "\\.cpp$")
      list(TRANSFORM sources PREPEND "${home}/" REGEX "^[^/$]")
      list(TRANSFORM sources PREPEND "${target}|")
      list(APPEND lines ${sources})
      set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
      # GCC asks whether a type of an unnamed namespace stands in the file it was told to compile.
      target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
    endif()
  endforeach()
  get_property(folders DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
  foreach(below IN LISTS folders)
    cw_sources_below(${below})
  endforeach()
  set(lines ${lines} PARENT_SCOPE)
endfunction()

# To be called after every add_subdirectory: a target's list of sources is complete then.
function(cw_unity)
  if(NOT CW_UNITY)
    return()
  endif()
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  cw_sources_below(${PROJECT_SOURCE_DIR})
  string(REPLACE ";" "\n" lines "${lines}")
  file(WRITE ${PROJECT_BINARY_DIR}/unity_sources.txt "${lines}\n")
  execute_process(
    COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/cmake/unity_groups.py ${CW_UNITY_FILES} ${PROJECT_BINARY_DIR}/unity_sources.txt
    OUTPUT_VARIABLE groups OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  string(REPLACE "\n" ";" groups "${groups}")
  foreach(line IN LISTS groups)
    string(REPLACE "|" ";" fields "${line}")
    list(GET fields 0 target)
    list(GET fields 1 source)
    list(GET fields 2 group)
    set_source_files_properties(${source} TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP ${group})
  endforeach()
endfunction()
