{{ item_facts('stationed_organs') }}
