"""The assets, one module a stage of the flow. Each reads, calls a plain library and reports.

Every asset says who looks after it: a role of the office, never a person.
"""

CLERKS = "team:statistics"
ENGINEERS = "team:data_engineering"
