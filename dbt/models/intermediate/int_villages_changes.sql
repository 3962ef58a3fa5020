{{ item_changes('villages', ['findings_count', 'inspected_on']) }}
