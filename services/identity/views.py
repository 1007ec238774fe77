"""What identity publishes for set reads; made by services/published.py, read by everyone, written by nobody.

principal(credential_hash, kind, id, name, roles, scopes, department_id, language, networks, seen_at, proved_at,
          second_factor_due)   live credentials only: sessions, keys (the newest and the one before), access tokens.
          Whoever has nothing to prove themselves with (came by a link, set no password yet) counts as proven.
person(id, name, title, department_id, department_name, active)                      users without contact data
team(id, name, parent_id, path)                                                      departments; path from the root down
"""

VIEWS = {
    "principal": """
        select s.token_hash as credential_hash, 'user' as kind, u.id, u.name, u.roles, '{}'::text[] as scopes,
               u.department_id, u.language, '{}'::text[] as networks, s.seen_at,
               case when u.password_hash is null and u.second_factor_at is null and u.sso_subject is null
                    then now() else s.proved_at end as proved_at,
               s.way <> 'sso' and u.second_factor_at is null
                   and u.roles && (select second_factor_roles from sign_in_setting) as second_factor_due
        from browser_session s join app_user u on u.id = s.user_id
        where u.active and s.expires_at > now() and s.idle_until > now()
        union all
        select c.key_hash, 'api_client', c.id, c.name, '{}', c.scopes, null, 'en', c.networks, c.key_used_at, null, false
        from api_client c
        where c.revoked_at is null and (c.expires_at is null or c.expires_at > now())
        union all
        select c.former_key_hash, 'api_client', c.id, c.name, '{}', c.scopes, null, 'en', c.networks,
               c.former_key_used_at, null, false
        from api_client c
        where c.revoked_at is null and (c.expires_at is null or c.expires_at > now()) and c.former_key_ends_at > now()
        union all
        select t.token_hash, 'access_token', c.id, c.name, '{}',
               array(select unnest(t.scopes) intersect select unnest(c.scopes)), null, 'en', c.networks,
               now(), null, false
        from access_token t join api_client c on c.id = t.client_id
        where c.revoked_at is null and (c.expires_at is null or c.expires_at > now()) and t.expires_at > now()
    """,
    "person": """
        select u.id, u.name, u.title, u.department_id, d.name as department_name, u.active
        from app_user u left join department d on d.id = u.department_id
    """,
    "team": """
        with recursive tree as (
            select id, name, parent_id, array[id] as path from department where parent_id is null
            union all
            select d.id, d.name, d.parent_id, t.path || d.id from department d join tree t on d.parent_id = t.id
        )
        select id, name, parent_id, path from tree
    """,
}
