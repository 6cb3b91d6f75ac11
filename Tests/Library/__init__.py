"""Tests of the C library as it is installed, most of them programs in C."""
