{{ item_facts('campaigns') }}
