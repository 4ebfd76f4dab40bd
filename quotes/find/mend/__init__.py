"""Repairs of parses at the joints of reported speech, where parsers err in known ways.

Each is a rule over a copy of one sentence; its docstring gives the sentence it is about.
"""
