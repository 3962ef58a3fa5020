{{ indicator_values_from(ref('month_ends_clue')) }}
