"""Finding records by words in any script.

`words` takes texts apart, `corpus` says what is searched, `ranking` finds and ranks, `engine` answers.
"""
