{{ fatal_problems('stg_villages',
    places=[
        {'field': 'village_code', 'level': 'village', 'title': '12位村(社区)代码'},
        {'field': 'town_code', 'level': 'town', 'title': '9位乡镇代码'},
    ]
) }}
