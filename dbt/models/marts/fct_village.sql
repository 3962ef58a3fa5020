{{ item_facts('villages') }}
