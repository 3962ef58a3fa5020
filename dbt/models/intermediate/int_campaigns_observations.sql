{{ item_observations('campaigns', successor='stay') }}
