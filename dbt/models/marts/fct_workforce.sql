{{ item_facts('workforce') }}
