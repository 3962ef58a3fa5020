"""From the bytes of a returned workbook to text rows with addresses.

A plain library in the order of the flow: `formats` turns a file of any kind into sheets of text
(`grid`); `find_headers` and `tables` find the tables of known forms and class every row
(`side_by_side`, `transposed`, `row_labels` and `subtotals` what their names say), `statements`,
`units` and `identify` tell whose return it is and of which month, `reading` puts it together.
Nothing here gives types, knows of Dagster, dbt or the warehouse, or writes a file.
"""
