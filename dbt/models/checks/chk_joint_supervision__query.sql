{{ query_problems('stg_joint_supervision', 'int_joint_supervision') }}
