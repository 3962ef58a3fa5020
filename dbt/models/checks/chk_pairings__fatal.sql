{{ fatal_problems('stg_pairings', units=['sender_code', 'receiver_code']) }}
