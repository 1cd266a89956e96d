# SPDX-License-Identifier: GPL-3.0-or-later
# INFOPLANE_UNITY compiles the sources of a folder as one, which reads their headers once: builds that are made to be tested, not
# worked in, take a third of the time. Names in anonymous namespaces must therefore differ within a folder. The presets alone and,
# where it is configured by hand, release compile each source alone, so that what one forgets to include is missed.
option(INFOPLANE_UNITY "Compile the sources of a folder together" OFF)

# Call it last: for every library and program of the project.
function(unite_sources folder)
  get_property(_folders DIRECTORY "${folder}" PROPERTY SUBDIRECTORIES)
  foreach(_subfolder ${_folders})
    unite_sources("${_subfolder}")
  endforeach()
  get_property(_targets DIRECTORY "${folder}" PROPERTY BUILDSYSTEM_TARGETS)
  foreach(_target ${_targets})
    get_target_property(_type ${_target} TYPE)
    if(_type MATCHES "^(STATIC_LIBRARY|EXECUTABLE)$")
      unite_sources_of(${_target} "${folder}")
    endif()
  endforeach()
endfunction()

function(unite_sources_of target folder)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  get_target_property(_sources ${target} SOURCES)
  foreach(_source ${_sources})
    if(_source MATCHES "\\.cpp$")
      cmake_path(ABSOLUTE_PATH _source BASE_DIRECTORY "${folder}")
      cmake_path(GET _source PARENT_PATH _group)
      string(MAKE_C_IDENTIFIER "${_group}" _group)
      set_property(SOURCE "${_source}" DIRECTORY "${folder}" PROPERTY UNITY_GROUP "${_group}")
    endif()
  endforeach()
endfunction()

if(INFOPLANE_UNITY)
  cmake_language(DEFER CALL unite_sources "${CMAKE_SOURCE_DIR}")
endif()
