{{ item_observations('evaluations', successor='stay') }}
