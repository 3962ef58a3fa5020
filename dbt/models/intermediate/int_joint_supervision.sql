{{ used_rows_never_open('joint_supervision') }}
