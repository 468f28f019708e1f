# SPDX-License-Identifier: MIT
include_guard(GLOBAL)
include(CreateproductRequirements)

# createproduct_need(<third-party target>...)
# Makes them available, or ends the configuration with one line that says what to install.
function(createproduct_need)
  foreach(target IN LISTS ARGN)
    createproduct_find(complaint ${target} GLOBAL)
    if(complaint)
      # The space keeps CMake from breaking the line.
      message(FATAL_ERROR " ${complaint}")
    endif()
  endforeach()
endfunction()

# createproduct_layer(<name> [USES <layer>...] [NEEDS <third-party target>...])
# Declares the layer whose headers are include/createproduct/<name>.hpp and those below <name>/. A layer becomes the
# target createproduct::<name> when createproduct_require asks for it or for a layer that uses it.
function(createproduct_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 layer "" "" "USES;NEEDS")
  if(DEFINED layer_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "createproduct_layer(${name}): unexpected ${layer_UNPARSED_ARGUMENTS}")
  endif()
  set_property(GLOBAL APPEND PROPERTY CREATEPRODUCT_LAYERS ${name})
  set_property(GLOBAL PROPERTY CREATEPRODUCT_LAYER_${name}_USES ${layer_USES})
  set_property(GLOBAL PROPERTY CREATEPRODUCT_LAYER_${name}_NEEDS ${layer_NEEDS})
endfunction()

# createproduct_require(<layer>...)
# Defines the targets of these layers and of all they use.
function(createproduct_require)
  get_property(known GLOBAL PROPERTY CREATEPRODUCT_LAYERS)
  foreach(name IN LISTS ARGN)
    if(TARGET createproduct-${name})
      continue()
    endif()
    if(NOT name IN_LIST known)
      list(JOIN known ", " known)
      message(FATAL_ERROR " createproduct: no layer is called ${name}; the layers are ${known}")
    endif()

    set(root "${createproduct_SOURCE_DIR}/include/createproduct")
    file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${root}/${name}/*.hpp")
    list(APPEND headers "${root}/${name}.hpp")
    if(name STREQUAL "model")
      list(APPEND headers "${root}/version.hpp")
    endif()

    get_property(used GLOBAL PROPERTY CREATEPRODUCT_LAYER_${name}_USES)
    get_property(needs GLOBAL PROPERTY CREATEPRODUCT_LAYER_${name}_NEEDS)
    createproduct_require(${used})
    list(TRANSFORM used PREPEND createproduct-)
    createproduct_need(${needs})

    add_library(createproduct-${name} INTERFACE)
    add_library(createproduct::${name} ALIAS createproduct-${name})
    set_target_properties(createproduct-${name} PROPERTIES EXPORT_NAME ${name})
    target_compile_features(createproduct-${name} INTERFACE cxx_std_20)
    target_sources(createproduct-${name} INTERFACE
      FILE_SET HEADERS BASE_DIRS "${createproduct_SOURCE_DIR}/include" FILES ${headers})
    target_link_libraries(createproduct-${name} INTERFACE ${used} ${needs})
    set_property(GLOBAL APPEND PROPERTY CREATEPRODUCT_DEFINED_LAYERS ${name})
  endforeach()
endfunction()
