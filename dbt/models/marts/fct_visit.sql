{{ item_facts('visits') }}
