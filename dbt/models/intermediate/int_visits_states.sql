{{ item_states('visits') }}
