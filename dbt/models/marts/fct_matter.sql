{{ item_facts('matters') }}
