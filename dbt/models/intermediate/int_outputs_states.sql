{{ item_states('outputs') }}
