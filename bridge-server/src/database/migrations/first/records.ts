/** What happened: the journal and the exchanges, and how far their retention has come. */
export const recordTables = `
  create table journal (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    shop_id text not null,
    connection_id text,
    subject_kind text,
    subject_id text,
    transfer_id bigint,
    correlation_id text,
    actor text not null,
    code text not null,
    detail jsonb not null default '{}'
  );
  create index journal_by_subject on journal (shop_id, subject_id, id);
  create index journal_by_transfer on journal (transfer_id) where transfer_id is not null;
  create index journal_by_correlation on journal (correlation_id);
  -- For reading the newest lines of a shop, or of one of its connections.
  create index journal_by_shop on journal (shop_id, id);
  create index journal_by_connection on journal (shop_id, connection_id, id) where connection_id is not null;
  create index journal_by_code on journal (shop_id, code text_pattern_ops, id);
  -- Only what people did, which is little beside what the bridge does by itself.
  create index journal_by_person on journal (shop_id, actor text_pattern_ops, id)
    where actor <> 'worker' and actor <> 'intake';
  -- Lines are written in order of time, so this kind of index is very small.
  create index journal_by_time on journal using brin (at);

  -- Requests of transfers to their targets and the answers, without people's data and secrets.
  create table exchanges (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    shop_id text not null,
    transfer_id bigint not null,
    correlation_id text not null,
    -- The kind of step, or another purpose of the request.
    step text not null,
    method text not null,
    -- Host and path.
    address text not null,
    request text,
    -- Null where no answer came; the outcome then says why.
    status integer,
    answer text,
    outcome text not null,
    ms integer not null
  );
  -- Bodies are rarely read. Compressing them would take longer than writing them.
  alter table exchanges alter column request set storage external;
  alter table exchanges alter column answer set storage external;
  create index exchanges_by_transfer on exchanges (shop_id, transfer_id, id);

  -- One row for each kind of content that is erased after its time: when the next walk over it is due, and how far
  -- the present walk has come.
  create table retention (
    what text primary key,
    due_at timestamptz not null default now(),
    place jsonb
  );
`;
