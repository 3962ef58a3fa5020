{{ item_states('findings') }}
