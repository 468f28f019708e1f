// SPDX-License-Identifier: MIT
// Links two translation units with the same code, so that what is defined in both shows.
bool first();
bool second();

int main() { return first() && second() ? 0 : 1; }
