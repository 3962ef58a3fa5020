{{ item_observations('teams', successor='stay') }}
