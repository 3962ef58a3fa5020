{{ item_observations('visits', successor='stay') }}
