"""The network of agreements: parks and institutions, tied where they are parties of the same agreement.

`ties` counts them in the index of the list of agreements, `layout` gives each organisation its place on a plane, `places` keeps those
places for a revision of the data, `labels` says whose name there is room for, `picture` puts it all together for a page, and
`neighbourhood` is the picture of one organisation and its partners.
"""
