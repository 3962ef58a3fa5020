{{ item_observations('stationed_organs', successor='stay') }}
