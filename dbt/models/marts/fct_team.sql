{{ item_facts('teams') }}
