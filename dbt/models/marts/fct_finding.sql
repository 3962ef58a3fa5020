{{ item_facts('findings') }}
