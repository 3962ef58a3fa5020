{{ item_facts('processes') }}
