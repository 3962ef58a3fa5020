-- What changed in XC01 between this return and the unit's earlier ones and should not have.
with
vanished as (
    {{ vanished_items('inspections') }}
),

final as (
    {{ vanished_problems('vanished', 'XC01', '被巡察党组织') }}
)

select * from final
