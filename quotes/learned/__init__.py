"""Learned attribution: a head over the shared encoder's states that links cue, source, content.

`segments` cuts articles into what the head reads, `head` and `crf` are the network,
`candidates` decodes what it proposes.
"""
