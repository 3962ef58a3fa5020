{{ item_observations('self_checks', successor='stay') }}
