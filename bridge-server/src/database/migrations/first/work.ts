/** What several transfers share: objects at the target, facts, tasks and rate budgets. */
export const workTables = `
  -- Shared objects, such as a product: one for each account, however many shops share the account.
  create table remote_objects (
    system text not null,
    account text not null,
    object text not null,
    name text not null,
    result jsonb,
    -- When its creation began; null when the bridge knows whether the object exists.
    intent_at timestamptz,
    absent_at timestamptz,
    lease_token uuid,
    lease_until timestamptz,
    primary key (system, account, object, name)
  );

  create table facts (
    shop_id text not null,
    connection_id text not null,
    name text not null,
    value jsonb not null,
    -- Other keys that find the fact, such as a customer's e-mail addresses.
    keys text[] not null default '{}',
    at timestamptz not null default now(),
    primary key (shop_id, connection_id, name),
    foreign key (shop_id, connection_id) references connections
  );
  create index facts_by_key on facts using gin (keys) where keys <> '{}';

  -- What a person must do or decide.
  create table tasks (
    shop_id text not null references shops,
    id bigint generated always as identity,
    kind text not null,
    state text not null,
    -- Distinguishes tasks of one kind, so that the same task is never open twice.
    name text not null,
    connection_id text,
    subject_kind text,
    subject_id text,
    transfer_id bigint,
    -- The person whose task it is; null: anybody's.
    clerk text,
    due_at timestamptz,
    -- When the task ends by itself, since nobody needs it after that time; null: never.
    expires_at timestamptz,
    -- A problem's code and values, as a transfer's gap has them.
    reason jsonb not null,
    -- What may be chosen; null where there is nothing to choose.
    form jsonb,
    decision jsonb,
    decided_by text,
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now(),
    primary key (shop_id, id),
    foreign key (shop_id, connection_id) references connections
  );
  create unique index tasks_open on tasks (shop_id, coalesce(connection_id, ''), kind, name) where state = 'open';
  create index tasks_decided on tasks (shop_id, connection_id, name) where state = 'done' and decision is not null;
  create index tasks_listed on tasks (shop_id, state, id);
  create index tasks_expiring on tasks (expires_at) where state = 'open' and expires_at is not null;

  -- One row for each rate limit of a vendor: the places that are taken, and until when nobody gets another.
  create table rate_budgets (
    key text primary key,
    places timestamptz[] not null default '{}',
    paused_until timestamptz
  );
  -- Who asked for places of a budget, and up to when each consumer has used its share.
  create table rate_consumers (
    key text not null,
    consumer text not null,
    asked_at timestamptz not null,
    next_at timestamptz not null,
    primary key (key, consumer)
  );
`;
