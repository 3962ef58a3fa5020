{{ item_states('measures') }}
