{{ item_states('inspections') }}
