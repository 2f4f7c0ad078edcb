import type { Knex } from 'knex';

/** Shops with their keys and connections, orders, transfers, and what keeps them exact. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table bridge (
      only_row boolean primary key default true check (only_row),
      key_check text not null,
      -- Set while what is older than a restored backup is verified: since when, and up to when the backup knows everything.
      restored_at timestamptz,
      restored_from timestamptz
    );

    -- The bridge's own signing key, by which shops know the bridge again. The private part is sealed.
    create table identity (
      only_row boolean primary key default true check (only_row),
      -- The thumbprint of the key.
      id text not null,
      public_jwk jsonb not null,
      private_jwk text not null,
      created_at timestamptz not null default now()
    );

    create table shops (
      id text primary key,
      name text not null,
      -- Where the shop says it is.
      url text not null,
      -- The address that last proved the shop's key, and when: a later pairing finds the shop by this one alone.
      proved_url text,
      proved_at timestamptz,
      -- Counts up whenever the shop's connections or their settings change; orders carry the version they were routed with.
      settings_version integer not null default 1,
      created_at timestamptz not null default now(),
      archived_at timestamptz,
      check ((proved_url is null) = (proved_at is null))
    );

    -- Of shops, by their id, and of whoever runs the bridge.
    create table keys (
      issuer text not null,
      id text not null,
      -- Whose it is, for people.
      name text not null default '',
      public_jwk jsonb not null,
      created_at timestamptz not null default now(),
      revoked_at timestamptz,
      -- Why it ended: only one that its shop gave up itself comes back when the shop is paired again.
      ended_by text check (ended_by in ('unpaired', 'rotated', 'revoked', 'replaced')),
      primary key (issuer, id),
      check ((revoked_at is null) = (ended_by is null))
    );

    -- Codes by which shops are paired: each counts once, and for a short time.
    create table pairings (
      id text primary key,
      -- SHA-256 of the secret, which is shown once and kept nowhere.
      secret_hash bytea not null,
      -- The shop that it is made for; empty: the bridge finds out which, or makes one.
      for_shop text references shops,
      made_by text not null,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      wrong_tries integer not null default 0,
      -- How often the address of a shop was asked for its key.
      askings integer not null default 0,
      -- What it was used for, and what the address said then.
      used_at timestamptz,
      shop_id text references shops,
      key_id text,
      resumed boolean,
      reached jsonb,
      check ((used_at is null) = (reached is null)),
      check ((used_at is null) = (shop_id is null) and (used_at is null) = (key_id is null) and (used_at is null) = (resumed is null))
    );
    create index pairings_expiry on pairings (expires_at);

    create table proofs (
      issuer text not null,
      id text not null,
      expires_at timestamptz not null,
      primary key (issuer, id)
    );
    create index proofs_expiry on proofs (expires_at);

    create table connections (
      shop_id text not null references shops,
      id text not null,
      system text not null,
      -- The vendor's own id of the company behind the credentials.
      account text not null,
      account_name text not null,
      -- How long our keys for documents may be there.
      longest_key integer not null,
      rules jsonb not null,
      settings jsonb not null,
      credentials text not null,
      paused boolean not null default false,
      -- An open circuit breaker holds back every transfer of the connection; breaker_until: it closes by itself then.
      breaker_code text,
      breaker_why jsonb,
      breaker_since timestamptz,
      breaker_until timestamptz,
      breaker_probe_at timestamptz,
      breaker_probes integer not null default 0,
      -- When a probe last closed the circuit breaker: what opens it again at once is the transfer's own trouble.
      breaker_closed_at timestamptz,
      -- When the system is asked next what the office did, and from where; empty until it was asked first.
      follow_at timestamptz,
      follow_cursor jsonb,
      created_at timestamptz not null default now(),
      archived_at timestamptz,
      primary key (shop_id, id),
      unique (shop_id, system, account)
    );

    -- What documents are made of, and what is locked, revised and hashed: today orders; articles and batches of orders have room.
    create table subjects (
      shop_id text not null references shops,
      kind text not null check (kind in ('order', 'article', 'batch')),
      -- The source's own id: vendor keys derive from it, so a restored database never numbers anything anew.
      id text not null,
      -- The shop itself, or the connection that brought it.
      source text not null,
      number text not null,
      status text not null,
      -- Empty where the subject has no amount.
      currency text,
      total bigint,
      generation bigint not null,
      -- The generation that last changed the content; a newer one with the same content is no revision.
      content_generation bigint not null,
      modified_gmt timestamp not null,
      revision integer not null,
      tombstone boolean not null,
      -- The last content that could be read. Empty: none ever could, or it was erased.
      snapshot text,
      -- The newest content could not be read: its status and stage, and why. It names nobody. Empty: the snapshot is the newest.
      unread jsonb,
      -- The generation that last made the order unreadable, or readable again, or unreadable for another reason.
      unread_generation bigint,
      content_hash text not null,
      settings_version integer not null,
      correlation_id text not null,
      received_at timestamptz not null default now(),
      -- When the content was erased; the hash stays, so that the same content is known again.
      forgotten_at timestamptz,
      -- The id first: hardly two kinds share one.
      primary key (shop_id, id, kind)
    );
    -- Snapshots are read whole and never searched: kept outside the row, uncompressed.
    alter table subjects alter column snapshot set storage external;
    create index subjects_by_number on subjects (shop_id, number);
    create index subjects_by_settings on subjects (shop_id, settings_version);
    create index subjects_received on subjects (received_at);
    create index subjects_listed on subjects (shop_id, received_at, id);
    create index subjects_by_total on subjects (shop_id, currency, total);
    -- For whoever watches, and for the list: hardly an order is among them.
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
      -- Tells two documents of one kind apart; nobody reads anything out of it.
      reference text not null,
      -- What the document is about: the order itself, one of its refunds, or a payment.
      about_kind text not null,
      about_reference text not null,
      -- Our key for the document at the target.
      document_key text not null,
      state text not null,
      reason text not null,
      -- What stands behind the reason: a problem's code and values, the vendor's words among them.
      detail jsonb not null default '{}',
      priority smallint not null default 0,
      due_at timestamptz not null default now(),
      attempts integer not null default 0,
      claims integer not null default 0,
      lane_waits integer not null default 0,
      absences integer not null default 0,
      -- After a restore: what asking the target brought so far.
      looked text,
      lease_token uuid,
      lease_until timestamptz,
      review_at timestamptz,
      -- Frozen with the first intent: revision, settings, facts and plan.
      frozen text,
      planned_revision integer,
      results jsonb not null default '{}',
      -- The last creating step; open while its outcome is not known.
      intent jsonb,
      intent_at timestamptz,
      intent_open boolean not null default false,
      -- The step that made the document, or took it away, once a later one is the intent.
      maker jsonb,
      -- The tasks that it needs people for, by kind and name, since it was last planned.
      asks jsonb not null default '[]',
      -- A person said that it is to be sent, whatever the rules say.
      insisted boolean not null default false,
      -- A person asked for it again, when it was done or closed; empty once that is settled.
      replayed_from text,
      doubt_since timestamptz,
      document_id text,
      document_number text,
      -- Since when the target has that document, as far as is known here.
      document_at timestamptz,
      currency text,
      total bigint,
      target_total bigint,
      -- The totals by VAT treatment, as planned and as the target tells them.
      vat jsonb,
      target_vat jsonb,
      -- What the office fetches, as it was made; it stays as it is from the first fetch on.
      handover bytea,
      handover_type text,
      fetched boolean not null default false,
      -- What the office has done with the document.
      office jsonb not null default '{}',
      correlation_id text not null,
      created_at timestamptz not null default now(),
      changed_at timestamptz not null default now(),
      primary key (shop_id, id),
      foreign key (shop_id, connection_id) references connections,
      foreign key (shop_id, subject_id, subject_kind) references subjects (shop_id, id, kind),
      -- The subject first, since its transfers are looked for by it.
      unique (shop_id, subject_id, subject_kind, system, account, kind, reference)
    ) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500, fillfactor = 80);
    -- A plan is written once and read whole; compressing it would take longer than all else of that statement.
    alter table transfers alter column frozen set storage external;
    create index transfers_due on transfers (shop_id, connection_id, priority, due_at) where state in ('waiting', 'in_doubt');
    create index transfers_lane on transfers (shop_id, connection_id, subject_id, id)
      where state in ('waiting', 'sending', 'in_doubt', 'blocked', 'handed_over');
    -- Two shops may share a company, and no two documents of one company a key.
    create unique index transfers_by_key on transfers (system, account, document_key);
    create index transfers_handed_over on transfers (shop_id, connection_id, id) where state = 'handed_over';
    -- By nothing that an intent or a longer lease changes: while its page has room, neither has to write into any index.
    create index transfers_leased on transfers (shop_id) where state = 'sending';
    -- For whoever watches: what does not wait for a worker, by why and since when.
    create index transfers_watched on transfers (state, system, reason, doubt_since) where state in ('in_doubt', 'handed_over', 'blocked');
    create index transfers_review on transfers (review_at) where review_at is not null;
    create index transfers_asking on transfers (shop_id, connection_id) where asks <> '[]';
    create index transfers_changed on transfers (shop_id, changed_at, id);
    -- For lists by state and reason, and for counting a connection's documents: the rows themselves need not be read.
    create index transfers_listed on transfers (shop_id, connection_id, state, reason text_pattern_ops, subject_id);
    -- When documents were made, by the day and at each connection.
    create index transfers_made on transfers (shop_id, document_at) include (subject_id) where kind = 'order' and document_at is not null;
    create index transfers_last_made on transfers (shop_id, connection_id, document_at) where document_at is not null;

    -- What several transfers need at a company, such as a product: once for each company, however many shops share it.
    create table remote_objects (
      system text not null,
      account text not null,
      object text not null,
      name text not null,
      result jsonb,
      -- When its creation was begun; empty when it is known whether it exists.
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
      -- By what the fact is found besides its name, such as a customer's e-mail addresses.
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
      -- Tells one task of a kind from another, so that the same one is never open twice.
      name text not null,
      connection_id text,
      subject_kind text,
      subject_id text,
      transfer_id bigint,
      -- Whose it is; empty: anybody's.
      clerk text,
      due_at timestamptz,
      -- From when on nobody needs it any more; empty: it does not end by itself.
      expires_at timestamptz,
      -- A problem's code and values, as a transfer's gap has them.
      reason jsonb not null,
      -- What may be chosen; empty where there is nothing to choose.
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

    -- One row for each limit of a vendor: the places in it that are taken, and until when nobody gets a new one.
    create table rate_budgets (
      key text primary key,
      places timestamptz[] not null default '{}',
      paused_until timestamptz
    );
    -- Who asked for places of a budget, and up to when its part of them is taken.
    create table rate_consumers (
      key text not null,
      consumer text not null,
      asked_at timestamptz not null,
      next_at timestamptz not null,
      primary key (key, consumer)
    );

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
    -- Newest first, of a shop and of one of its connections.
    create index journal_by_shop on journal (shop_id, id);
    create index journal_by_connection on journal (shop_id, connection_id, id) where connection_id is not null;
    create index journal_by_code on journal (shop_id, code text_pattern_ops, id);
    -- What people did is little beside what the bridge does by itself.
    create index journal_by_person on journal (shop_id, actor text_pattern_ops, id) where actor <> 'worker' and actor <> 'intake';
    -- Lines are written in the order of time, so that this index is very small.
    create index journal_by_time on journal using brin (at);

    -- What transfers sent to their targets and what was answered, with people's data and secrets struck out.
    create table exchanges (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      shop_id text not null,
      transfer_id bigint not null,
      correlation_id text not null,
      -- The kind of step, or what else it was sent for.
      step text not null,
      method text not null,
      -- Host and path.
      address text not null,
      request text,
      -- Empty where no answer came; then the outcome says why.
      status integer,
      answer text,
      outcome text not null,
      ms integer not null
    );
    -- Read whole and rarely: compressing them would take longer than writing them.
    alter table exchanges alter column request set storage external;
    alter table exchanges alter column answer set storage external;
    create index exchanges_by_transfer on exchanges (shop_id, transfer_id, id);

    -- What is forgotten after its time: when it is looked at next, and where the walk over all of it has come to.
    create table retention (
      what text primary key,
      due_at timestamptz not null default now(),
      place jsonb
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table retention, exchanges, journal, rate_consumers, rate_budgets, tasks, facts, remote_objects, transfers, subjects, connections, proofs, pairings, keys, shops, identity, bridge
  `);
}
