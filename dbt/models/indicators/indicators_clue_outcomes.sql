{{ indicator_values_from(ref('int_clue_month_ends')) }}
