{{ item_facts('pairings') }}
