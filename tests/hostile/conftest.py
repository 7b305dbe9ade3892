"""The fuzzing harness is a program, and needs a fuzzer."""

collect_ignore = ["fuzz.py", "fuzz_inputs.py"]
