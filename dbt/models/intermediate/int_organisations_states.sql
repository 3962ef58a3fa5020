{{ item_states('organisations', ceases=true) }}
