"""The timeline: when agreements were signed, events held and parks founded.

`listing` finds them, out of the three lists at once; `axis` and `picture` say what is drawn where; templates only write it down.
"""
