"""By what texts an imported row may name a customer or a product line: views (key in lower case, id, rank, source).

The lowest rank counts. Keys of rank 0 are external ids and hold only for rows of the same source; others have none.
"""

VIEWS = {
    "customer_key": """
        select lower(external_id) as key, id, 0 as rank, source from customer where external_id is not null
        union all select lower(code), id, 1, null from customer where code is not null
        union all select lower(credit_code), id, 1, null from customer where credit_code is not null
        union all select lower(name), id, 2, null from customer
        union all select lower(short_name), id, 3, null from customer where short_name is not null
        union all select lower(former), id, 4, null from customer, unnest(former_names) former
    """,
    "product_line_key": """
        select lower(external_id) as key, id, 0 as rank, source from product_line where external_id is not null
        union all select lower(code), id, 1, null from product_line where code is not null
        union all select lower(name), id, 2, null from product_line
        union all select lower(name_en), id, 3, null from product_line where name_en is not null
    """,
}
