/** Subjects, which are orders, and the transfers that are made from them. */
export const transferTables = `
  -- What documents are made of. Today these are orders; there is room for articles and batches of orders.
  create table subjects (
    shop_id text not null references shops,
    kind text not null check (kind in ('order', 'article', 'batch')),
    -- The source's own id. Document keys are made from it, so that they are the same after a restore.
    id text not null,
    -- The shop itself, or the connection that brought the order.
    source text not null,
    number text not null,
    status text not null,
    -- Null where the subject has no amount.
    currency text,
    total bigint,
    generation bigint not null,
    -- The generation that last changed the content. A newer generation with the same content makes no revision.
    content_generation bigint not null,
    modified_gmt timestamp not null,
    revision integer not null,
    tombstone boolean not null,
    -- The last content that could be read. Null: no content could be read, or it was erased.
    snapshot text,
    -- Set when the newest content could not be read: its status, its stage and the reason, without people's data.
    -- Null: the snapshot is the newest content.
    unread jsonb,
    -- The generation that last changed unread: to unreadable, to readable, or to another reason.
    unread_generation bigint,
    content_hash text not null,
    settings_version integer not null,
    correlation_id text not null,
    received_at timestamptz not null default now(),
    -- When the content was erased. The hash stays, so that the same content is recognised.
    forgotten_at timestamptz,
    -- The id comes before the kind, since hardly any two kinds share an id.
    primary key (shop_id, id, kind)
  );
  -- Snapshots are read whole and never searched, so they are stored outside the row and uncompressed.
  alter table subjects alter column snapshot set storage external;
  create index subjects_by_number on subjects (shop_id, number);
  create index subjects_by_settings on subjects (shop_id, settings_version);
  create index subjects_received on subjects (received_at);
  create index subjects_listed on subjects (shop_id, received_at, id);
  create index subjects_by_total on subjects (shop_id, currency, total);
  -- For monitoring and for the list of orders. Hardly any order is unreadable, so this index is small.
  create index subjects_unread on subjects (shop_id, received_at) where unread is not null;

  create table transfers (
    shop_id text not null,
    id bigint generated always as identity,
    connection_id text not null,
    system text not null,
    account text not null,
    subject_kind text not null,
    subject_id text not null,
    kind text not null,
    -- Distinguishes two documents of one kind. Nothing is parsed from it.
    reference text not null,
    -- What the document states: the order itself, one of its refunds, or a payment.
    about_kind text not null,
    about_reference text not null,
    -- Our key for the document at the target.
    document_key text not null,
    state text not null,
    reason text not null,
    -- Details of the reason: a problem's code and values, with the vendor's words.
    detail jsonb not null default '{}',
    priority smallint not null default 0,
    due_at timestamptz not null default now(),
    attempts integer not null default 0,
    claims integer not null default 0,
    lane_waits integer not null default 0,
    absences integer not null default 0,
    -- During the verification after a restore: what the target answered so far.
    looked text,
    lease_token uuid,
    lease_until timestamptz,
    review_at timestamptz,
    -- Revision, settings, facts and plan, as they were at the first intent.
    frozen text,
    planned_revision integer,
    results jsonb not null default '{}',
    -- The last step that changes something at the target. intent_open: its outcome is not known yet.
    intent jsonb,
    intent_at timestamptz,
    intent_open boolean not null default false,
    -- The step that made or removed the document, once the intent is a later step.
    maker jsonb,
    -- The tasks that the last planning asks people for, by kind and name.
    asks jsonb not null default '[]',
    -- A person decided that it is sent, whatever the rules say.
    insisted boolean not null default false,
    -- The state from which a person asked for a replay: done or closed. Null once the replay is settled.
    replayed_from text,
    doubt_since timestamptz,
    document_id text,
    document_number text,
    -- Since when the target has the document, as far as the bridge knows.
    document_at timestamptz,
    currency text,
    total bigint,
    target_total bigint,
    -- The totals by VAT treatment, as planned and as the target states them.
    vat jsonb,
    target_vat jsonb,
    -- The bytes that the office fetches. They never change after the first fetch.
    handover bytea,
    handover_type text,
    fetched boolean not null default false,
    -- What the office did with the document.
    office jsonb not null default '{}',
    correlation_id text not null,
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now(),
    primary key (shop_id, id),
    foreign key (shop_id, connection_id) references connections,
    foreign key (shop_id, subject_id, subject_kind) references subjects (shop_id, id, kind),
    -- The subject comes first, since the transfers of a subject are looked up by this index.
    unique (shop_id, subject_id, subject_kind, system, account, kind, reference)
  ) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500, fillfactor = 80);
  -- A plan is written once and read whole. Compressing it would take longer than the rest of its statement.
  alter table transfers alter column frozen set storage external;
  create index transfers_due on transfers (shop_id, connection_id, priority, due_at)
    where state in ('waiting', 'in_doubt');
  create index transfers_lane on transfers (shop_id, connection_id, subject_id, id)
    where state in ('waiting', 'sending', 'in_doubt', 'blocked', 'handed_over');
  -- Two shops may share an account, but two documents of one account never share a key.
  create unique index transfers_by_key on transfers (system, account, document_key);
  create index transfers_handed_over on transfers (shop_id, connection_id, id) where state = 'handed_over';
  -- Has no column that an intent or a longer lease changes, so that these updates write to no index (HOT updates).
  create index transfers_leased on transfers (shop_id) where state = 'sending';
  -- For monitoring: the transfers that do not wait for a worker, by reason and age.
  create index transfers_watched on transfers (state, system, reason, doubt_since)
    where state in ('in_doubt', 'handed_over', 'blocked');
  create index transfers_review on transfers (review_at) where review_at is not null;
  create index transfers_asking on transfers (shop_id, connection_id) where asks <> '[]';
  create index transfers_changed on transfers (shop_id, changed_at, id);
  -- For lists by state and reason, and for counting a connection's documents without reading the rows.
  create index transfers_listed on transfers (shop_id, connection_id, state, reason text_pattern_ops, subject_id);
  -- For counting documents by day, and for the newest document of a connection.
  create index transfers_made on transfers (shop_id, document_at) include (subject_id)
    where kind = 'order' and document_at is not null;
  create index transfers_last_made on transfers (shop_id, connection_id, document_at) where document_at is not null;
`;
