# SPDX-License-Identifier: MIT
# Installs the layers that are defined: headers, a CMake package with a component for each layer, a pkg-config module
# createproduct-<layer> for each, and the program if it is built. `cpack -G DEB` packs the same.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

get_property(createproduct_layers GLOBAL PROPERTY CREATEPRODUCT_LAYERS)
get_property(createproduct_defined GLOBAL PROPERTY CREATEPRODUCT_DEFINED_LAYERS)
set(createproduct_package_dir "${CMAKE_INSTALL_DATADIR}/cmake/createproduct")
set(createproduct_pkg_config_dir "${CMAKE_INSTALL_DATADIR}/pkgconfig")
cmake_path(RELATIVE_PATH CMAKE_INSTALL_INCLUDEDIR BASE_DIRECTORY "${createproduct_pkg_config_dir}"
           OUTPUT_VARIABLE createproduct_include_from_pc)

foreach(layer IN LISTS createproduct_defined)
  install(TARGETS createproduct-${layer} EXPORT createproduct-${layer}
          FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT headers)
  install(EXPORT createproduct-${layer} NAMESPACE createproduct:: FILE createproduct-${layer}.cmake
          DESTINATION "${createproduct_package_dir}" COMPONENT headers)

  get_property(uses GLOBAL PROPERTY CREATEPRODUCT_LAYER_${layer}_USES)
  get_property(needs GLOBAL PROPERTY CREATEPRODUCT_LAYER_${layer}_NEEDS)
  set(createproduct_flags "")
  set(createproduct_modules ${uses})
  list(TRANSFORM createproduct_modules PREPEND "createproduct-")
  list(TRANSFORM createproduct_modules APPEND " = ${createproduct_VERSION}")
  foreach(target IN LISTS needs)
    createproduct_package(package ${target})
    if(package_pkg_config MATCHES "^-")
      string(APPEND createproduct_flags " ${package_pkg_config}")
    elseif(package_pkg_config)
      list(APPEND createproduct_modules "${package_pkg_config}")
    endif()
  endforeach()
  list(JOIN createproduct_modules ", " createproduct_modules)
  set(createproduct_layer_name "${layer}")
  configure_file("${CMAKE_CURRENT_LIST_DIR}/createproduct-layer.pc.in"
                 "${createproduct_BINARY_DIR}/package/createproduct-${layer}.pc" @ONLY)
  install(FILES "${createproduct_BINARY_DIR}/package/createproduct-${layer}.pc"
          DESTINATION "${createproduct_pkg_config_dir}" COMPONENT headers)

  string(APPEND createproduct_layer_settings
         "set(createproduct_uses_${layer} ${uses})\nset(createproduct_needs_${layer} ${needs})\n")
endforeach()

configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/createproductConfig.cmake.in"
                              "${createproduct_BINARY_DIR}/package/createproductConfig.cmake"
                              INSTALL_DESTINATION "${createproduct_package_dir}"
                              NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
# Before 1.0 a minor version may break what a user's code relies on.
write_basic_package_version_file("${createproduct_BINARY_DIR}/package/createproductConfigVersion.cmake"
                                 COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES "${createproduct_BINARY_DIR}/package/createproductConfig.cmake"
              "${createproduct_BINARY_DIR}/package/createproductConfigVersion.cmake"
              "${CMAKE_CURRENT_LIST_DIR}/CreateproductRequirements.cmake"
              "${CMAKE_CURRENT_LIST_DIR}/Findhttplib.cmake"
        DESTINATION "${createproduct_package_dir}" COMPONENT headers)
install(FILES "${createproduct_SOURCE_DIR}/LICENSE" RENAME copyright
        DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/libcreateproduct-dev" COMPONENT headers)
if(TARGET createproduct-conformance)
  install(TARGETS createproduct-conformance RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT program)
  install(FILES "${createproduct_SOURCE_DIR}/LICENSE" RENAME copyright
          DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/createproduct-conformance" COMPONENT program)
endif()

if(PROJECT_IS_TOP_LEVEL)
  set(CPACK_GENERATOR DEB)
  set(CPACK_DEB_COMPONENT_INSTALL ON)
  set(CPACK_COMPONENTS_ALL headers)
  set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
  set(CPACK_PACKAGE_CONTACT "the createproduct project <createproduct@localhost>")
  set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
  set(CPACK_DEBIAN_HEADERS_PACKAGE_NAME libcreateproduct-dev)
  set(CPACK_DEBIAN_HEADERS_PACKAGE_ARCHITECTURE all)
  set(CPACK_DEBIAN_HEADERS_PACKAGE_SECTION libdevel)
  set(CPACK_DEBIAN_HEADERS_DESCRIPTION "${createproduct_DESCRIPTION}: headers")
  # A layer needs its own packages only, and most need none.
  set(CPACK_DEBIAN_HEADERS_PACKAGE_SUGGESTS
      "libssl-dev, libcpp-httplib-dev, pkg-config, librapidcheck-dev, doctest-dev")
  if(TARGET createproduct-conformance)
    list(APPEND CPACK_COMPONENTS_ALL program)
    set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME createproduct-conformance)
    set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION devel)
    set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
    set(CPACK_DEBIAN_PROGRAM_DESCRIPTION "${createproduct_DESCRIPTION}: program")
    set(CPACK_STRIP_FILES ON)
  endif()
  include(CPack)
endif()
