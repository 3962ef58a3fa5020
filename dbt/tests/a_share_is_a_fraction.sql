-- A rate that counts items above and below the line is a share of them: from 0 to 1. Means, and
-- rates of one quantity over another (staff over posts), may lie outside.
select figures.*
from {{ ref('indicator_values') }} as figures
inner join {{ ref('dim_indicator') }} as indicators
    on figures.indicator_code = indicators.indicator_code
where indicators.statistic = 'ratio'
    and indicators.numerator_value_sql = '1'
    and indicators.denominator_value_sql = '1'
    and not coalesce(figures.value, 0) between 0 and 1
