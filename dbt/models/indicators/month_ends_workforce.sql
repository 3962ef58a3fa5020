-- Each row of the newest workforce table, at the end of each month.
{{ month_ends('fct_workforce', has_void=false) }}
