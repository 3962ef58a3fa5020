{{ item_facts('inspections') }}
