-- Each matter that is not void, at the end of each month.
{{ month_ends('fct_matter') }}
