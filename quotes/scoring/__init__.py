"""How well the extraction does on annotated articles, counted as the field counts.

`gold` reads annotations, `score` compares, `relation` and `figures` hold the metrics.
"""
