"""The stages, one module (or folder of short ones) each.  `pipeline.STAGES` has their order."""
