"""The same run on other projects' engines: cleaning a page is a pure function and profiles add up, so any will do.

`engine` (without the s) is what applies the stages' edits to one page; here are those that spread pages over machines.
"""
