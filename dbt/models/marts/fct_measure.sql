{{ item_facts('measures', derived=['is_closed', 'is_completed', 'current_due_on']) }}
