"""From the bytes of a file of any kind to sheets of text with addresses.

`opening` takes the file, `sniff` recognises it by its bytes, one module a format (`xlsx`, `xls`,
`ods`, `spreadsheetml`, `web_page`, `delimited`) reads it within the `limits` or refuses it in the
words of `refusals`. Nothing here knows what a form, a heading or a unit is.
"""
