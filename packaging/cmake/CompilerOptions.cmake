# SPDX-License-Identifier: GPL-3.0-or-later
# One INTERFACE target carries the language standard, the warnings, the sanitizers and the include root; every target of
# the project links to it and to nothing else of this kind.
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 12)
  message(FATAL_ERROR "g++ ${CMAKE_CXX_COMPILER_VERSION} is too old for C++20 as used here: install g++ 12 or newer and "
                      "name it with CXX=g++-12.")
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # The sloppiness is what ccache asks for where headers are precompiled. Paths relative to the sources let one preset, or another
  # clone, use what an equal command compiled elsewhere.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_SLOPPINESS=pch_defines,time_macros"
      "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1 "${CCACHE_PROGRAM}")
endif()

add_library(infoplane_options INTERFACE)
target_include_directories(infoplane_options INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(infoplane_options INTERFACE -Wall -Wextra -Wpedantic -Werror -Wshadow -Wnon-virtual-dtor
                                                   -Wold-style-cast -Woverloaded-virtual -Wconversion -Wno-sign-conversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # False alarms of g++ 12 on std::string (GCC bug 105651).
  target_compile_options(infoplane_options INTERFACE -Wno-restrict)
endif()
# For programs too, so that they and the libraries share one precompiled header (and Qt asks for it).
target_compile_options(infoplane_options INTERFACE -fPIC)
target_link_libraries(infoplane_options INTERFACE Threads::Threads)
if(INFOPLANE_SANITIZE)
  # -Og: the checks hide what more optimisation would gain, and the build takes half the time of -O1.
  target_compile_options(infoplane_options INTERFACE -fsanitize=${INFOPLANE_SANITIZE} -fno-omit-frame-pointer -g1 -Og)
  target_link_options(infoplane_options INTERFACE -fsanitize=${INFOPLANE_SANITIZE})
  if(INFOPLANE_SANITIZE MATCHES "undefined")
    # Left out, as they take a third of the time to compile: null, object-size and pointer-overflow, where the address sanitizer stops
    # at the access that follows; and null handed to what must not have it, which nothing else finds where it is not read.
    target_compile_options(infoplane_options INTERFACE -fno-sanitize-recover=undefined
      -fno-sanitize=vptr,null,object-size,nonnull-attribute,returns-nonnull-attribute,pointer-overflow)
  endif()
endif()

# unrolled(SOURCE...): sources whose loops rest on unrolling into registers, in every build type but the sanitizers'.
function(unrolled)
  if(NOT INFOPLANE_SANITIZE)
    set_property(SOURCE ${ARGN} APPEND PROPERTY COMPILE_OPTIONS "-O3")
  endif()
endfunction()
