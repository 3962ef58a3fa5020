{{ item_states('teams') }}
