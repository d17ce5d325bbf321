# Where each third party is found. A module names the target; nobody else sees the headers.
# Versions are Debian 12's; scripts/install-dependencies installs them.
find_package(Threads REQUIRED)

macro(cw_need_dcmtk)
  if(NOT TARGET DCMTK::dcmdata)
    find_package(DCMTK REQUIRED CONFIG)
  endif()
endmacro()

macro(cw_need_opencv)
  if(NOT TARGET opencv_core)
    # Never ${OpenCV_LIBS}: it pulls highgui, and that pulls Qt 5.
    find_package(OpenCV REQUIRED COMPONENTS core imgproc imgcodecs ml)
  endif()
endmacro()

macro(cw_need_qt)
  if(NOT TARGET Qt6::Widgets)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets OpenGL OpenGLWidgets LinguistTools)
  endif()
endmacro()

macro(cw_need_vtk)
  if(NOT TARGET VTK::RenderingOpenGL2)
    # Without a component list Debian's VTK asks for Qt 5.
    find_package(VTK 9.1 REQUIRED COMPONENTS
      CommonCore CommonDataModel ImagingCore RenderingCore RenderingImage RenderingOpenGL2)
  endif()
endmacro()

macro(cw_need_sodium)
  if(NOT TARGET cw_sodium)
    find_path(SODIUM_INCLUDE sodium.h REQUIRED)
    find_library(SODIUM_LIBRARY sodium REQUIRED)
    add_library(cw_sodium INTERFACE)
    target_include_directories(cw_sodium SYSTEM INTERFACE ${SODIUM_INCLUDE})
    target_link_libraries(cw_sodium INTERFACE ${SODIUM_LIBRARY})
  endif()
endmacro()

macro(cw_need_crypto)
  if(NOT TARGET OpenSSL::Crypto)
    find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
  endif()
endmacro()

macro(cw_need_openjpeg)
  if(NOT TARGET cw_openjpeg)
    find_path(OPENJPEG_INCLUDE openjpeg.h PATH_SUFFIXES openjpeg-2.5 REQUIRED)
    find_library(OPENJPEG_LIBRARY openjp2 REQUIRED)
    add_library(cw_openjpeg INTERFACE)
    target_include_directories(cw_openjpeg SYSTEM INTERFACE ${OPENJPEG_INCLUDE})
    target_link_libraries(cw_openjpeg INTERFACE ${OPENJPEG_LIBRARY})
  endif()
endmacro()

macro(cw_need_soci)
  if(NOT TARGET cw_soci)
    # Debian's libsoci-dev ships neither CMake nor pkg-config files.
    find_path(SOCI_INCLUDE soci/soci.h REQUIRED)
    find_library(SOCI_CORE soci_core REQUIRED)
    find_library(SOCI_SQLITE soci_sqlite3 REQUIRED)
    find_library(SOCI_POSTGRESQL soci_postgresql REQUIRED)
    find_path(LIBPQ_INCLUDE libpq-fe.h PATH_SUFFIXES postgresql REQUIRED)
    add_library(cw_soci INTERFACE)
    target_include_directories(cw_soci SYSTEM INTERFACE ${SOCI_INCLUDE} ${SOCI_INCLUDE}/soci ${LIBPQ_INCLUDE})
    target_link_libraries(cw_soci INTERFACE ${SOCI_CORE} ${SOCI_SQLITE} ${SOCI_POSTGRESQL} sqlite3 pq)
  endif()
endmacro()

macro(cw_need_clipper)
  if(NOT TARGET cw_clipper)
    find_path(CLIPPER_INCLUDE polyclipping/clipper.hpp REQUIRED)
    find_library(CLIPPER_LIBRARY polyclipping REQUIRED)
    add_library(cw_clipper INTERFACE)
    target_include_directories(cw_clipper SYSTEM INTERFACE ${CLIPPER_INCLUDE})
    target_link_libraries(cw_clipper INTERFACE ${CLIPPER_LIBRARY})
  endif()
endmacro()

macro(cw_need_boost)
  if(NOT TARGET Boost::headers)
    find_package(Boost 1.74 REQUIRED) # headers only: Boost.Math
  endif()
endmacro()

macro(cw_need_json)
  if(NOT TARGET nlohmann_json::nlohmann_json)
    find_package(nlohmann_json REQUIRED)
  endif()
endmacro()

macro(cw_need_gtest)
  if(NOT TARGET GTest::gtest_main)
    find_package(GTest REQUIRED)
    find_package(rapidcheck REQUIRED)
  endif()
endmacro()
