{{ item_changes('matters', ['beneficiaries_count', 'refunded_amount_wan_yuan', 'status_code']) }}
