# SPDX-License-Identifier: GPL-3.0-or-later
# Finds matio, which reads MATLAB 5 files, and defines Matio::Matio; matio brings no package of its own for CMake.
find_path(Matio_INCLUDE_DIR matio.h)
find_library(Matio_LIBRARY matio)
mark_as_advanced(Matio_INCLUDE_DIR Matio_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Matio REQUIRED_VARS Matio_LIBRARY Matio_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "run packaging/setup, or install libmatio-dev")

if(Matio_FOUND AND NOT TARGET Matio::Matio)
  add_library(Matio::Matio UNKNOWN IMPORTED)
  set_target_properties(Matio::Matio PROPERTIES IMPORTED_LOCATION "${Matio_LIBRARY}")
  target_include_directories(Matio::Matio SYSTEM INTERFACE "${Matio_INCLUDE_DIR}")
endif()
