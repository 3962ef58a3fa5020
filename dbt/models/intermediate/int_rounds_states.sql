{{ item_states('rounds') }}
