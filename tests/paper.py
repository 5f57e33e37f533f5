"""Tests that draw a PDF are left out, visibly, where the machine cannot draw letters."""

import ctypes.util

import pytest

needs_pango = pytest.mark.skipif(
    ctypes.util.find_library("pangoft2-1.0") is None, reason="Pango is not on this machine"
)
