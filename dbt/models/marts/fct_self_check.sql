{{ item_facts('self_checks') }}
