"""Maps: where parks are, and what agreements tie them. Pictures are drawn here as SVG; a script may put a map in their place."""
