{{ item_part_figures('matters') }}
