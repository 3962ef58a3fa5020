{{ item_changes('measures', [
    'extension_count', 'sent_back_count', 'recovered_amount_wan_yuan', 'accountable_count',
    'systems_count', 'due_on', 'extended_due_on', 'is_closed',
]) }}
