{{ item_observations('villages', successor='stay') }}
