{{ item_observations('inspections', successor='takes_over') }}
