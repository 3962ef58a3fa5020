{{ fatal_problems('stg_organisations',
    places=[
        {'field': 'town_code', 'level': 'town', 'title': '9位乡镇代码'},
        {'field': 'village_code', 'level': 'village', 'title': '12位村(社区)代码'},
    ]
) }}
