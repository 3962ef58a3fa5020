{{ item_observations('organisations', successor='stay') }}
