// SPDX-License-Identifier: MIT
#pragma once

#if defined(__cplusplus) && __cplusplus < 202002L && !(defined(_MSVC_LANG) && _MSVC_LANG >= 202002L)
#error "createproduct needs C++20: compile with -std=c++20, with GCC 12, clang 14 or newer"
#endif

#include <string_view>

/// The version of the library, as in CHANGELOG.md; CMakeLists.txt reads it from these three lines. It says nothing about
/// the revision of the contract, which spec/ describes.
/// @{
#define CREATEPRODUCT_VERSION_MAJOR 0
#define CREATEPRODUCT_VERSION_MINOR 1
#define CREATEPRODUCT_VERSION_PATCH 0
/// @}

namespace createproduct {

/// CREATEPRODUCT_VERSION_MAJOR.MINOR.PATCH as text.
inline constexpr std::string_view version = "0.1.0";

}  // namespace createproduct
