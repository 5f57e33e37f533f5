"""Allocations of the whole region as they were made, kept so that each can be shown again exactly.

How one is made stands in ``matching.allocation``; here is what is stored, and how it is read.
"""
