{{ fatal_problems('stg_findings',
    parents=[
        {
            'field': 'organisation_code', 'columns': ['term_no', 'round_no', 'organisation_code'],
            'reference': 'inspection', 'title': '被巡察党组织登记表',
        },
    ],
    places=[
        {'field': 'village_code', 'level': 'village', 'title': '12位村(社区)代码'},
    ]
) }}
