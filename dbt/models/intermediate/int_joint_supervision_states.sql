{{ item_states('joint_supervision', ceases=true) }}
