"""From mentions to speakers: one name for all mentions of one person, body or country.

`resolve` is the door for one article, `names.unify` for a run of them.
"""
