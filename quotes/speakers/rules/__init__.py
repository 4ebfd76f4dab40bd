"""Whom a phrase stands for: the rules that `resolve` asks one after the other."""
