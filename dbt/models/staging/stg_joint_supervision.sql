{{ typed('stg_joint_supervision') }}
