# SPDX-License-Identifier: GPL-3.0-or-later
# Reading ATen/ATen.h takes a file eight seconds, so it is precompiled once for all that include it. The others of a target are
# compiled without, so that what they forget to include is missed.
file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/precompiled_aten.cpp" CONTENT "" @ONLY)
add_library(infoplane_aten OBJECT "${CMAKE_BINARY_DIR}/precompiled_aten.cpp")
target_link_libraries(infoplane_aten PRIVATE infoplane_options LibTorch::LibTorch)
target_precompile_headers(infoplane_aten PRIVATE <ATen/ATen.h>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(infoplane_aten PRIVATE -fpch-preprocess)
endif()

# Where gcc reads precompiled headers: false alarms of g++ 12 on std::string, as -Wrestrict is (GCC bug 105651).
function(options_for_precompiled target)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -fpch-preprocess "$<$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>:-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-array-bounds>")
  endif()
endfunction()

# precompile_aten(TARGET [ONLY SOURCE...]): call it after the target's sources are known; ONLY names those that include ATen, where
# not all do.
function(precompile_aten target)
  cmake_parse_arguments(ARG "" "" "ONLY" ${ARGN})
  if(ARG_ONLY)
    get_target_property(_others ${target} SOURCES)
    list(REMOVE_ITEM _others ${ARG_ONLY})
    set_source_files_properties(${_others} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  endif()
  options_for_precompiled(${target})
  target_precompile_headers(${target} REUSE_FROM infoplane_aten)
endfunction()
