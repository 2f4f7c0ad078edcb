/**
 * Reserves a place, in one statement. Values: $1 keys of the limits; $2 their steps in ms, which is the distance
 * between two places; $3 the longest wait in ms; $4 the consumer; $5 whether the work has begun.
 *
 * The place. A request is sent at one time, so it has the same place in all its limits: the earliest time that lies one
 * step or more away from every place that is taken in any of them. This may be a time between two taken places.
 * Otherwise requests that wait for a narrow limit, such as that of one endpoint, would keep all others out of the wide
 * limit that they share.
 *
 * Locks. The rows are locked in the order of their keys, so that two processes never wait for each other. The statement
 * reads clock_timestamp() and not now(), since it may have waited for the locks, and no place may lie in the past.
 *
 * Shares. The next place of a consumer in a limit moves on by as many steps as there are consumers. If there are
 * others, a consumer begins no work while its next place is further away than its share of the longest wait. So a
 * consumer that has much to send keeps to its share.
 *
 * Speed. The arrays come out of a select, so that PostgreSQL keeps one plan for any number of limits. The rows are
 * written by an upsert, which takes the locked row as it is; an update would first look for the row's old version.
 */
export const takePlaceStatement = `
  with requested as (
    select key, step * interval '1 millisecond' as step
      from unnest((select $1::text[]), (select $2::float8[])) as request_limit (key, step)
  ), locked as materialized (
    select budget.key,
           budget.places,
           budget.paused_until,
           requested.step
      from rate_budgets budget
      join requested on requested.key = budget.key
     order by budget.key
       for update of budget
  ), moment as materialized (
    select clock_timestamp() as now,
           $3 * interval '1 millisecond' as longest_wait,
           count(*) = cardinality($1::text[]) as has_all_limits,
           max(paused_until) as paused_until
      from locked
  ), consumers as (
    select locked.key,
           locked.step,
           1 + count(*) filter (where consumer <> $4 and asked_at > now - interval '5 seconds') as active,
           max(next_at) filter (where consumer = $4) as own_next
      from moment
     cross join locked
      left join rate_consumers on rate_consumers.key = locked.key
     group by locked.key, locked.step
  ), share as (
    select max(case when active > 1 and not $5 then own_next - longest_wait / active end) as open_at
      from moment
     cross join consumers
  ), busy as (
    select '-infinity'::timestamptz as since, greatest(now, paused_until) as until
      from moment
    union all
    select place - step, place + step
      from locked
     cross join unnest(places) as place
  ), covered as (
    select max(until) over (order by since) as until,
           lead(since) over (order by since) as next_since
      from busy
  ), free as (
    select min(until) as place
      from covered
     where next_since is null or next_since >= until
  ), taken as (
    select place
      from moment
     cross join share
     cross join free
     where has_all_limits
       and place <= now + longest_wait
       and (open_at is null or open_at <= now)
  ), reserved as (
    insert into rate_budgets (key, places)
    select locked.key,
           array(select earlier from unnest(locked.places) as earlier where earlier > now - locked.step) || taken.place
      from moment
     cross join taken
     cross join locked
    on conflict (key) do update set places = excluded.places
  ), counted as (
    insert into rate_consumers as consumer (key, consumer, asked_at, next_at)
    select key, $4, now, now + active * step
      from moment
     cross join consumers
     where has_all_limits
    on conflict (key, consumer) do update set
      asked_at = excluded.asked_at,
      next_at = case
        when exists (select from taken)
          then greatest(consumer.next_at, excluded.asked_at) + (excluded.next_at - excluded.asked_at)
        else consumer.next_at
      end
  ), decided as (
    select has_all_limits,
           taken.place is not null as is_taken,
           coalesce(taken.place, greatest(open_at, free.place - longest_wait)) as ready_at
      from moment
     cross join share
     cross join free
      left join taken on true
  )
  select has_all_limits,
         is_taken,
         1000 * extract(epoch from ready_at - clock_timestamp())::float8 as wait
    from decided`;

/** Makes the rows of limits that nobody used before. */
export const openLimitsStatement = `
  insert into rate_budgets (key)
  select key
    from unnest($1::text[]) as key
   order by key
  on conflict do nothing`;

/** Gives no new places until the pause is over. A shorter pause does not end a longer one. */
export const pauseLimitsStatement = `
  insert into rate_budgets as budget (key, paused_until)
  select key, clock_timestamp() + $2 * interval '1 second'
    from unnest($1::text[]) as key
   order by key
  on conflict (key) do update set paused_until = greatest(budget.paused_until, excluded.paused_until)`;
