{{ item_facts('joint_supervision') }}
