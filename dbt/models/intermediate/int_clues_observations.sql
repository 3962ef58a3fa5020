{{ item_observations('clues', successor='takes_over') }}
