"""Teaching the encoder: its network, labelled texts, and a person's judgements as lessons.

Most of this room needs torch, which coding does not: ``pip install 'contested[train]'``. Nothing is imported
here, so that the light parts can be had without it.
"""
