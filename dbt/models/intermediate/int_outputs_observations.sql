{{ item_observations('outputs', successor='stay') }}
