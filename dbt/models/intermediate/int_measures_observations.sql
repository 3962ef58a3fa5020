{{ item_observations('measures', successor='takes_over') }}
