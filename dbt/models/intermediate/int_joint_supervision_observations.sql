{{ item_observations('joint_supervision', successor='stay') }}
