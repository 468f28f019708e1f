# SPDX-License-Identifier: MIT
include_guard(GLOBAL)

# Third-party targets that layers use: target | find_package arguments | Debian package.
set(CREATEPRODUCT_PACKAGES
    "nlohmann_json::nlohmann_json|nlohmann_json 3.11|nlohmann-json3-dev"
    "OpenSSL::Crypto|OpenSSL 3.0|libssl-dev"
    "OpenSSL::SSL|OpenSSL 3.0|libssl-dev"
    "Threads::Threads|Threads|libc6-dev"
    "httplib::httplib|httplib|libcpp-httplib-dev pkg-config"
    "rapidcheck|rapidcheck|librapidcheck-dev"
    "doctest::doctest|doctest 2.4|doctest-dev"
    "CLI11::CLI11|CLI11 2.1|libcli11-dev")

# createproduct_find(<target>...)
# Makes third-party targets available, or ends the configuration with one line that names the Debian package to install.
macro(createproduct_find)
  foreach(createproduct_target ${ARGN})
    if(NOT TARGET ${createproduct_target})
      foreach(createproduct_row IN LISTS CREATEPRODUCT_PACKAGES)
        string(REPLACE "|" ";" createproduct_row "${createproduct_row}")
        list(GET createproduct_row 0 createproduct_key)
        if(createproduct_key STREQUAL createproduct_target)
          list(GET createproduct_row 1 createproduct_arguments)
          list(GET createproduct_row 2 createproduct_debian)
          separate_arguments(createproduct_arguments)
          find_package(${createproduct_arguments} QUIET GLOBAL)
          break()
        endif()
      endforeach()
      if(NOT TARGET ${createproduct_target})
        message(FATAL_ERROR "${createproduct_target} not found: apt-get install ${createproduct_debian}")
      endif()
    endif()
  endforeach()
endmacro()

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
# Defines the targets of these layers and of all they use. A layer without headers defines none, and neither does one
# that uses it.
function(createproduct_require)
  get_property(known GLOBAL PROPERTY CREATEPRODUCT_LAYERS)
  foreach(name IN LISTS ARGN)
    if(TARGET createproduct-${name})
      continue()
    endif()
    if(NOT name IN_LIST known)
      list(JOIN known ", " known)
      message(FATAL_ERROR "createproduct: no layer is called ${name}; the layers are ${known}")
    endif()

    set(root "${createproduct_SOURCE_DIR}/include/createproduct")
    file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${root}/${name}/*.hpp")
    if(NOT headers)
      message(STATUS "createproduct: the layer ${name} has no headers yet")
      continue()
    endif()
    list(APPEND headers "${root}/${name}.hpp")
    if(name STREQUAL "model")
      list(APPEND headers "${root}/version.hpp")
    endif()

    get_property(uses GLOBAL PROPERTY CREATEPRODUCT_LAYER_${name}_USES)
    get_property(needs GLOBAL PROPERTY CREATEPRODUCT_LAYER_${name}_NEEDS)
    createproduct_require(${uses})
    set(used ${uses})
    list(TRANSFORM used PREPEND createproduct-)
    foreach(target IN LISTS used)
      if(NOT TARGET ${target})
        message(STATUS "createproduct: the layer ${name} waits for ${target}")
        set(waits ON)
      endif()
    endforeach()
    if(waits)
      unset(waits)
      continue()
    endif()
    createproduct_find(${needs})

    add_library(createproduct-${name} INTERFACE)
    add_library(createproduct::${name} ALIAS createproduct-${name})
    set_target_properties(createproduct-${name} PROPERTIES EXPORT_NAME ${name})
    target_compile_features(createproduct-${name} INTERFACE cxx_std_20)
    target_sources(createproduct-${name} INTERFACE
      FILE_SET HEADERS BASE_DIRS "${createproduct_SOURCE_DIR}/include" FILES ${headers})
    target_link_libraries(createproduct-${name} INTERFACE ${used} ${needs})
  endforeach()
endfunction()
