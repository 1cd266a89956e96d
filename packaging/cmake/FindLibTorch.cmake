# SPDX-License-Identifier: GPL-3.0-or-later
# Finds LibTorch as plain libraries and defines LibTorch::LibTorch. The package that LibTorch brings itself is not used:
# the CUDA build's demands a CUDA toolkit even where only its processor part is linked.
# Order: what the user names (INFOPLANE_LIBTORCH, Torch_DIR, CMAKE_PREFIX_PATH), then what packaging/setup fetched.
set(INFOPLANE_LIBTORCH "$ENV{INFOPLANE_LIBTORCH}" CACHE PATH "Folder of the LibTorch to use, with include and lib in it")

set(_hints "")
if(INFOPLANE_LIBTORCH)
  list(APPEND _hints "${INFOPLANE_LIBTORCH}")
else()
  foreach(_named "${Torch_DIR}" "$ENV{Torch_DIR}")
    if(_named)
      list(APPEND _hints "${_named}/../../..")
    endif()
  endforeach()
  set(_prefixes "$ENV{CMAKE_PREFIX_PATH}")
  cmake_path(CONVERT "${_prefixes}" TO_CMAKE_PATH_LIST _prefixes)
  list(APPEND _hints ${CMAKE_PREFIX_PATH} ${_prefixes})
  set(_cache "$ENV{XDG_CACHE_HOME}")
  if(NOT IS_ABSOLUTE "${_cache}")
    set(_cache "$ENV{HOME}/.cache")
  endif()
  # The CUDA set comes first: it serves a machine without a driver too.
  file(GLOB _fetched "${_cache}/infoplane/libtorch-*")
  list(SORT _fetched COMPARE NATURAL ORDER DESCENDING)
  list(APPEND _hints ${_fetched})
endif()

# Looked for at every configuration: a path remembered from a LibTorch that has gone would break the build.
find_path(LibTorch_INCLUDE_DIR ATen/ATen.h HINTS ${_hints} PATH_SUFFIXES include torch/include NO_DEFAULT_PATH NO_CACHE)
get_filename_component(LibTorch_ROOT "${LibTorch_INCLUDE_DIR}" DIRECTORY)
find_library(LibTorch_CPU_LIBRARY torch_cpu HINTS "${LibTorch_ROOT}/lib" NO_DEFAULT_PATH NO_CACHE)
find_library(LibTorch_C10_LIBRARY c10 HINTS "${LibTorch_ROOT}/lib" NO_DEFAULT_PATH NO_CACHE)

set(LibTorch_VERSION "")
foreach(_file torch/headeronly/version.h torch/version.h torch/csrc/api/include/torch/version.h)
  if(NOT LibTorch_VERSION AND EXISTS "${LibTorch_INCLUDE_DIR}/${_file}")
    file(STRINGS "${LibTorch_INCLUDE_DIR}/${_file}" _lines REGEX "define TORCH_VERSION_(MAJOR|MINOR|PATCH) [0-9]+")
    string(REGEX MATCHALL "[0-9]+" _numbers "${_lines}")
    list(JOIN _numbers "." LibTorch_VERSION)
  endif()
endforeach()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
  REQUIRED_VARS LibTorch_CPU_LIBRARY LibTorch_C10_LIBRARY LibTorch_INCLUDE_DIR
  VERSION_VAR LibTorch_VERSION
  REASON_FAILURE_MESSAGE "run packaging/setup to fetch LibTorch, or name one with -DINFOPLANE_LIBTORCH=FOLDER")
if(LibTorch_FOUND AND EXISTS "${LibTorch_ROOT}/share/cmake/Torch/TorchConfig.cmake")
  file(STRINGS "${LibTorch_ROOT}/share/cmake/Torch/TorchConfig.cmake" _old_abi REGEX "_GLIBCXX_USE_CXX11_ABI=0")
  if(_old_abi)
    message(FATAL_ERROR "The LibTorch in ${LibTorch_ROOT} was built with the C++ ABI of before 2011: name one built with "
                        "the new ABI (every wheel since 2.7 is), or none to use what packaging/setup fetches.")
  endif()
endif()

if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
  add_library(LibTorch::c10 SHARED IMPORTED)
  set_target_properties(LibTorch::c10 PROPERTIES IMPORTED_LOCATION "${LibTorch_C10_LIBRARY}")
  add_library(LibTorch::LibTorch SHARED IMPORTED)
  set_target_properties(LibTorch::LibTorch PROPERTIES
    IMPORTED_LOCATION "${LibTorch_CPU_LIBRARY}"
    INTERFACE_LINK_LIBRARIES LibTorch::c10)
  # SYSTEM: the library's headers are not held to this project's warnings.
  target_include_directories(LibTorch::LibTorch SYSTEM INTERFACE
    "${LibTorch_INCLUDE_DIR}" "${LibTorch_INCLUDE_DIR}/torch/csrc/api/include")
endif()
