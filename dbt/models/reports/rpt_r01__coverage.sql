-- Who reported XC04 for each month, when, and with what.
{{ report_coverage(['XC04']) }}
