{{ item_states('matters') }}
