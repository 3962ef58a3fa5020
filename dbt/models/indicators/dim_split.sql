-- depends_on: {{ ref('indicators_clues') }}
-- One row a code by which an indicator is split, with its label.
{{ split_catalogue(['indicators_clues']) }}
