{{ item_facts('clues', derived=[
    'is_settled', 'settled_on_effective', 'days_to_settle',
    'outcome_on', 'current_due_on', 'disposal_due_on',
]) }}
