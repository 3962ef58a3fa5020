{{ item_observations('processes', successor='stay') }}
