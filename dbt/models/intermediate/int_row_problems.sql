{{ problems_of_rows() }}
