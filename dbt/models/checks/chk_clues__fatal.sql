{{ fatal_problems('stg_clues',
    parents=[
        {'field': 'finding_no', 'columns': ['finding_no'], 'reference': 'finding', 'title': '巡察发现问题台账'},
    ]
) }}
