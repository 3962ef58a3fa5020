{{ item_observations('rounds', successor='stay') }}
