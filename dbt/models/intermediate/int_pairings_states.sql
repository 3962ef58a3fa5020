{{ item_states('pairings', ceases=true) }}
