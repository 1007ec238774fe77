"""By what texts an imported row may name a person or a team: views (key in lower case, id, rank, source).

The lowest rank counts. Keys of rank 0 are external ids and hold only for rows of the same source; others have none.
"""

VIEWS = {
    "person_key": """
        select lower(external_id) as key, id, 0 as rank, source from app_user where external_id is not null
        union all select lower(email), id, 1, null from app_user where email is not null
        union all select lower(name), id, case when active then 2 else 3 end, null from app_user
    """,
    "team_key": """
        select lower(external_id) as key, id, 0 as rank, source from department where external_id is not null
        union all
        select lower(p.name || '/' || d.name), d.id, 1, null from department d join department p on p.id = d.parent_id
        union all select lower(name), id, 2, null from department
    """,
}
