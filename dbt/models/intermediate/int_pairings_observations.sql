{{ item_observations('pairings', successor='stay') }}
