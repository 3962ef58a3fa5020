{{ item_states('stationed_organs', ceases=true) }}
