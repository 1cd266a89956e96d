# SPDX-License-Identifier: GPL-3.0-or-later
# Finds libzip and defines LibZip::LibZip. The package that Debian's libzip brings itself is not used: it fails where the
# command-line tools that it lists are not installed.
find_path(LibZip_INCLUDE_DIR zip.h)
find_library(LibZip_LIBRARY zip)
mark_as_advanced(LibZip_INCLUDE_DIR LibZip_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibZip REQUIRED_VARS LibZip_LIBRARY LibZip_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "run packaging/setup, or install libzip-dev")

if(LibZip_FOUND AND NOT TARGET LibZip::LibZip)
  add_library(LibZip::LibZip UNKNOWN IMPORTED)
  set_target_properties(LibZip::LibZip PROPERTIES IMPORTED_LOCATION "${LibZip_LIBRARY}")
  target_include_directories(LibZip::LibZip SYSTEM INTERFACE "${LibZip_INCLUDE_DIR}")
endif()
