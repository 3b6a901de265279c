"""Explains what ended a program that uses PyTorch's autograd.

Built into one file, ``explain.py``, by ``hooks/publishing``.
"""
