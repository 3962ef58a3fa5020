{{ item_states('evaluations') }}
