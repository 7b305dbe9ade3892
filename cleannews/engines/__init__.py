"""The same run on engines that others keep: the page's function is pure, a profile is a sum, so any of them will do.

`engine` (without the s) is what applies the stages' edits to one page; here are those that spread pages over machines.
"""
