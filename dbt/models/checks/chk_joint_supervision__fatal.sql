{{ fatal_problems('stg_joint_supervision') }}
