{{ item_facts('outputs') }}
