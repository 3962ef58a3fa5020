{{ item_facts('rounds') }}
