-- One row an indicator: its definition in words, and the conditions that its values are made of.
{{ indicator_catalogue(indicator_models()) }}
