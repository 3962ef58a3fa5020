{{ fatal_problems('stg_inspections',
    parents=[
        {'field': 'round_no', 'columns': ['term_no', 'round_no'], 'reference': 'round', 'title': '巡察轮次登记表'},
    ],
    places=[
        {'field': 'town_code', 'level': 'town', 'title': '9位乡镇代码'},
    ]
) }}
