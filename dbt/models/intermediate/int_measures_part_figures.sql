{{ item_part_figures('measures') }}
