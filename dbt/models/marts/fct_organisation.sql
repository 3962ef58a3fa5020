{{ item_facts('organisations') }}
