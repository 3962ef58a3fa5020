"""The assets, one module a stage of the flow. Each reads, calls a plain library and reports."""
