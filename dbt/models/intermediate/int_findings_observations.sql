{{ item_observations('findings', successor='takes_over') }}
