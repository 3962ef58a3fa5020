{{ item_states('campaigns') }}
