{{ item_states('clues') }}
