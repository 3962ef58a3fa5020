-- One row a code by which an indicator is split, with its label.
{{ split_catalogue(indicator_models()) }}
