{{ item_states('self_checks') }}
