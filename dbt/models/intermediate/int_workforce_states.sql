{{ item_states('workforce', ceases=true) }}
