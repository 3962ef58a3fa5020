-- Figures of the monthly report on clues: of the month and of the year to date, with their bases.
{{ report_figures(['month', 'year'], month_ends=['month_ends_clue']) }}
