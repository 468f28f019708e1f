# SPDX-License-Identifier: MIT
# Builds `consumer` from two translation units that use the same layer, with the warnings of a careful user, who also
# has them from the kit's headers.
function(add_consumer layer)
  get_property(targets DIRECTORY PROPERTY IMPORTED_TARGETS)
  list(FILTER targets INCLUDE REGEX "^createproduct::")
  if(targets)
    set_target_properties(${targets} PROPERTIES IMPORTED_NO_SYSTEM ON)
  endif()
  add_executable(consumer "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/use/main.cpp")
  foreach(unit IN ITEMS first second)
    add_library(${unit} OBJECT "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/use/${layer}.cpp")
    target_compile_definitions(${unit} PRIVATE CONSUMER_FUNCTION=${unit} CONSUMER_IS_${unit})
    target_compile_options(${unit} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
    target_link_libraries(${unit} PRIVATE createproduct::${layer})
    target_link_libraries(consumer PRIVATE ${unit} createproduct::${layer})
  endforeach()
endfunction()
