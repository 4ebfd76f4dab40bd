"""How well the extraction does on annotated articles, counted as the field counts.

`gold` reads annotations, `score` compares, `agreement` and `figures` hold the metrics.
"""
