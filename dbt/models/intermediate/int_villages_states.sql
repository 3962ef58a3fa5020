{{ item_states('villages') }}
