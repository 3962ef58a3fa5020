{{ item_observations('matters', successor='takes_over') }}
