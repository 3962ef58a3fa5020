{{ item_changes('clues', [
    'disciplined_count', 'party_count', 'state_count', 'organisational_count',
    'procuratorate_count', 'form1_count', 'form2_count', 'form3_count', 'form4_count',
    'surrendered_count', 'confessed_count', 'recovered_amount_wan_yuan',
    'amount_involved_wan_yuan', 'due_on', 'extended_due_on', 'is_settled',
]) }}
