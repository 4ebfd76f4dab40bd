"""Learned attribution: a head over the shared encoder's states that links cue, mention, content.

`segments` cuts articles into what the head reads, `head` and `crf` are the network,
`proposals` decodes what it proposes, `model` is the door.
"""
