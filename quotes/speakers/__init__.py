"""From mentions to speakers: one name for all mentions of one person, body or country.

`resolve` is the door for one article: `discourse` reads each phrase (`phrases`) and asks one rule
after the other whom it stands for. `unify` gives one name across the articles of a run.
"""
