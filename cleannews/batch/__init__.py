"""Many inputs in one run: what is read, where it goes, and what became of each.

`inputs` finds the files, `plan` gives each its output, `units` cuts them into pages, `worker` cleans a page,
`supervisor` shares pages out among processes, `run` is the loop over all of them, `outputs` (with `atomic`, `finishing`
and `filesystem`) writes, and `ledger` keeps what was done, for `report` and for resuming.
"""
