{{ item_facts('evaluations') }}
