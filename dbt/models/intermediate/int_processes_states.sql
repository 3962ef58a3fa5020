{{ item_states('processes') }}
