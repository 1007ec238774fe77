"""What records publishes for set reads; made by services/published.py, read by everyone, written by nobody.

customer_team(customer_id, user_id, role)
customer_card(id, name, short_name, class, industry_code, region_code, parent_id, lifecycle, team_id,
              industry_name, region_name, importance)
contact_card(id, customer_id, name, title, department, reports_to_id, dotted_to_id, is_payer, is_user, is_decider)
product_line_card(id, name, name_en, code, parent_id, path)      path from the root down, the line itself last
vendor_card(id, name, short_name, is_us)
order_fact(id, customer_id, product_line_id, owner_id, team_id, booked_on, amount, currency, number)
interaction_fact(id, customer_id, at, channel, user_ids)
insight_fact(id, customer_id, role, dated_on, state, published_at, value_grade, author_id, risks, title)
                                                                   risks: how many were written down from it
vendor_share(customer_id, product_line_id, vendor_id, is_us, share, contract_ends_on, assessed_on)
risk_open(id, customer_id, insight_id, title, kind, probability, impact, horizon, owner_id, review_on)
custom_field_card(entity, key, type, required, class, choices, archived, label_zh, label_en, position, target, currency)

Names that are not in a view (industry, region) may be joined from the code tables, which nobody ever writes.
"""

VIEWS = {
    "customer_team": "select customer_id, user_id, role from team_member",
    "customer_card": """
        select c.id, c.name, c.short_name, c.class, c.industry_code, c.region_code, c.parent_id, c.lifecycle,
               c.team_id, i.name as industry_name, r.full_name as region_name, c.importance
        from customer c
        left join industry i on i.code = c.industry_code
        left join region r on r.code = c.region_code
    """,
    "contact_card": """
        select id, customer_id, name, title, department, reports_to_id, dotted_to_id, is_payer, is_user, is_decider
        from contact
    """,
    "product_line_card": """
        with recursive tree as (
            select id, name, name_en, code, parent_id, array[id] as path from product_line where parent_id is null
            union all
            select p.id, p.name, p.name_en, p.code, p.parent_id, t.path || p.id
            from product_line p join tree t on p.parent_id = t.id
        )
        select id, name, name_en, code, parent_id, path from tree
    """,
    "vendor_card": "select id, name, short_name, is_us from vendor",
    "order_fact": """
        select id, customer_id, product_line_id, owner_id, team_id, booked_on, amount, currency, number
        from transaction where kind = 'order'
    """,
    "interaction_fact": "select id, customer_id, at, channel, user_ids from interaction",
    "insight_fact": """
        select i.id, i.customer_id, i.role, i.dated_on, i.state, i.published_at, i.value_grade, i.author_id,
               (select count(*)::int from risk r where r.insight_id = i.id) as risks, i.title
        from insight i
    """,
    "vendor_share": """
        select p.customer_id, p.product_line_id, p.vendor_id, v.is_us, p.share, p.contract_ends_on, p.assessed_on
        from vendor_position p join vendor v on v.id = p.vendor_id
    """,
    "risk_open": """
        select id, customer_id, insight_id, title, kind, probability, impact, horizon, owner_id, review_on
        from risk where state = 'open'
    """,
    "custom_field_card": """
        select entity, key, type, required, class, choices, archived, label_zh, label_en, position, target, currency
        from custom_field
    """,
}
