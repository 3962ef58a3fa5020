{{ fatal_problems('stg_matters',
    parents=[
        {'field': 'finding_no', 'columns': ['finding_no'], 'reference': 'finding', 'title': '巡察发现问题台账'},
    ],
    places=[
        {'field': 'village_code', 'level': 'village', 'title': '12位村(社区)代码'},
    ]
) }}
