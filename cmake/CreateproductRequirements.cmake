# SPDX-License-Identifier: MIT
# What the kit needs of its surroundings. Used by its own build, and installed for find_package(createproduct).
include_guard(GLOBAL)

# Third-party targets that layers use:
#   target | find_package name | oldest version | Debian packages | pkg-config module, or flags where there is none
set_property(GLOBAL PROPERTY CREATEPRODUCT_PACKAGES
  "nlohmann_json::nlohmann_json|nlohmann_json|3.11|nlohmann-json3-dev|nlohmann_json >= 3.11"
  "OpenSSL::Crypto|OpenSSL|3.0|libssl-dev|libcrypto >= 3.0"
  "OpenSSL::SSL|OpenSSL|3.0|libssl-dev|libssl >= 3.0"
  "Threads::Threads|Threads||libc6-dev|-pthread"
  "httplib::httplib|httplib|0.11|libcpp-httplib-dev pkg-config|cpp-httplib >= 0.11"
  "rapidcheck|rapidcheck||librapidcheck-dev|-lrapidcheck"
  "doctest::doctest|doctest|2.4|doctest-dev|"
  "CLI11::CLI11|CLI11|2.1|libcli11-dev|CLI11 >= 2.1")

# createproduct_package(<prefix> <target>)
# Sets <prefix>_name, _version, _debian and _pkg_config to what the table has for the target.
function(createproduct_package prefix target)
  get_property(rows GLOBAL PROPERTY CREATEPRODUCT_PACKAGES)
  foreach(row IN LISTS rows)
    if(row MATCHES "^${target}[|](.*)[|](.*)[|](.*)[|](.*)$")
      set(${prefix}_name "${CMAKE_MATCH_1}" PARENT_SCOPE)
      set(${prefix}_version "${CMAKE_MATCH_2}" PARENT_SCOPE)
      set(${prefix}_debian "${CMAKE_MATCH_3}" PARENT_SCOPE)
      set(${prefix}_pkg_config "${CMAKE_MATCH_4}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
  message(FATAL_ERROR "createproduct: no package is known to bring ${target}")
endfunction()

# createproduct_find(<complaint> <target> [GLOBAL])
# Makes a third-party target available. <complaint> becomes one line that says what to install, or empty.
function(createproduct_find complaint target)
  set(${complaint} "" PARENT_SCOPE)
  if(TARGET ${target})
    return()
  endif()
  createproduct_package(package ${target})
  find_package(${package_name} ${package_version} QUIET ${ARGN})
  if(${package_name}_FOUND AND TARGET ${target})
    return()
  endif()
  set(present ${${package_name}_CONSIDERED_VERSIONS} ${${package_name}_VERSION})
  string(TOUPPER "${package_name}" upper)
  list(APPEND present ${${upper}_VERSION})
  list(REMOVE_DUPLICATES present)
  set(wanted "${package_name}")
  if(package_version)
    string(APPEND wanted " ${package_version} or newer")
  endif()
  string(APPEND wanted " not found")
  if(present)
    list(JOIN present ", " present)
    string(APPEND wanted " (there is ${present})")
  endif()
  set(${complaint} "createproduct: ${wanted}: apt-get install ${package_debian}" PARENT_SCOPE)
endfunction()

# createproduct_check_compiler(<complaint>)
# <complaint> becomes one line that says which compiler to install, or empty.
function(createproduct_check_compiler complaint)
  set(oldest_GNU 12)
  set(oldest_Clang 14)
  set(oldest "${oldest_${CMAKE_CXX_COMPILER_ID}}")
  if(NOT "cxx_std_20" IN_LIST CMAKE_CXX_COMPILE_FEATURES
     OR (oldest AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS oldest))
    string(CONCAT text "createproduct: ${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION} has too little of C++20; "
                       "GCC ${oldest_GNU} and clang ${oldest_Clang} have enough: apt-get install g++-${oldest_GNU}")
    set(${complaint} "${text}" PARENT_SCOPE)
  else()
    set(${complaint} "" PARENT_SCOPE)
  endif()
endfunction()
