# SPDX-License-Identifier: MIT

# Finds cpp-httplib, in whichever form it is installed, as the target httplib::httplib:
#   1. upstream's own CMake package;
#   2. Debian's shared library, which pkg-config alone knows (module cpp-httplib). Its macros change the size of
#      classes, so every source that includes httplib.h must see them, and the target brings them;
#   3. the single header httplib.h; set httplib_INCLUDE_DIR to the folder that holds it if it is not found.
# Sets httplib_FOUND and httplib_VERSION.

if(TARGET httplib::httplib)
  set(httplib_FOUND TRUE)
  return()
endif()

unset(httplib_origin)
unset(httplib_reason)
# Without the version, which would be handed on: upstream's package takes it for the only minor version wanted.
set(httplib_wanted "${httplib_FIND_VERSION_COMPLETE}")
unset(httplib_FIND_VERSION_COMPLETE)
find_package(httplib CONFIG QUIET)
set(httplib_FIND_VERSION_COMPLETE "${httplib_wanted}")
mark_as_advanced(httplib_DIR)
if(TARGET httplib::httplib)
  set(httplib_origin "${httplib_DIR}")
else()
  find_package(PkgConfig QUIET)
  if(PkgConfig_FOUND)
    pkg_check_modules(httplib_pkg_config QUIET IMPORTED_TARGET cpp-httplib)
  endif()
  if(TARGET PkgConfig::httplib_pkg_config)
    add_library(httplib::httplib INTERFACE IMPORTED)
    target_link_libraries(httplib::httplib INTERFACE PkgConfig::httplib_pkg_config)
    set(httplib_VERSION "${httplib_pkg_config_VERSION}")
    set(httplib_origin "pkg-config module cpp-httplib")
  else()
    find_path(httplib_INCLUDE_DIR httplib.h)
    mark_as_advanced(httplib_INCLUDE_DIR)
    if(NOT httplib_INCLUDE_DIR)
      set(httplib_reason "neither a CMake package httplib, nor a pkg-config module cpp-httplib, nor a header httplib.h")
    else()
      file(STRINGS "${httplib_INCLUDE_DIR}/httplib.h" httplib_bodies REGEX "^inline .*Server::stop\\(" LIMIT_COUNT 1)
      file(STRINGS "${httplib_INCLUDE_DIR}/httplib.h" httplib_version REGEX "^#define CPPHTTPLIB_VERSION \"")
      string(REGEX REPLACE ".*\"([0-9.]+)\".*" "\\1" httplib_VERSION "${httplib_version}")
      if(httplib_bodies)
        set(THREADS_PREFER_PTHREAD_FLAG ON)
        find_package(Threads QUIET)
        add_library(httplib::httplib INTERFACE IMPORTED)
        set_target_properties(httplib::httplib PROPERTIES
          INTERFACE_INCLUDE_DIRECTORIES "${httplib_INCLUDE_DIR}"
          INTERFACE_LINK_LIBRARIES Threads::Threads)
        set(httplib_origin "${httplib_INCLUDE_DIR}/httplib.h")
      else()
        string(CONCAT httplib_reason "${httplib_INCLUDE_DIR}/httplib.h has its code in a library, "
                                     "which only pkg-config knows how to use: install pkg-config")
      endif()
    endif()
  endif()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(httplib
  REQUIRED_VARS httplib_origin
  VERSION_VAR httplib_VERSION
  REASON_FAILURE_MESSAGE "${httplib_reason}")
