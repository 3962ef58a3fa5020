{{ item_observations('workforce', successor='stay') }}
