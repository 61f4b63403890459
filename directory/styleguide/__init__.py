"""The style guide: a page that shows every component in every state, for those who work on the look.

`contents` says what stands on it and in which files each part lives; `records`, `lists` and `pictures` make up what the components show.
Nothing here asks the database: all of it is plain objects with names that say that they are made up.
"""
