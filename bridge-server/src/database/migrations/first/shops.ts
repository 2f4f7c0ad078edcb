/** The bridge itself, and shops with their keys, pairing codes and connections. */
export const shopTables = `
  create table bridge (
    only_row boolean primary key default true check (only_row),
    key_check text not null,
    -- Set during the verification after a restore: when it began, and up to when the backup is complete.
    restored_at timestamptz,
    restored_from timestamptz
  );

  -- The bridge's own signing key, by which shops recognise the bridge. The private part is sealed.
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
    -- The address that the shop states.
    url text not null,
    -- The address that last proved the shop's key, and when. A later pairing finds the shop by this address only.
    proved_url text,
    proved_at timestamptz,
    -- Rises when the shop's connections or their settings change. Each order has the version that routed it.
    settings_version integer not null default 1,
    created_at timestamptz not null default now(),
    archived_at timestamptz,
    check ((proved_url is null) = (proved_at is null))
  );

  -- Keys of shops (the issuer is the shop's id) and of operators.
  create table keys (
    issuer text not null,
    id text not null,
    -- The owner's name, for people.
    name text not null default '',
    public_jwk jsonb not null,
    created_at timestamptz not null default now(),
    revoked_at timestamptz,
    -- Why the key ended. Only a key that its shop gave up itself is valid again after another pairing.
    ended_by text check (ended_by in ('unpaired', 'rotated', 'revoked', 'replaced')),
    primary key (issuer, id),
    check ((revoked_at is null) = (ended_by is null))
  );

  -- Pairing codes. Each is valid once, and for a short time.
  create table pairings (
    id text primary key,
    -- SHA-256 of the secret. The secret itself is shown once and stored nowhere.
    secret_hash bytea not null,
    -- The shop that the code is made for; null: the bridge finds the shop by its address, or makes one.
    for_shop text references shops,
    made_by text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    wrong_tries integer not null default 0,
    -- How often the bridge asked the shop's address for its key.
    askings integer not null default 0,
    -- When the code was used, for which shop and key, and what the shop's address answered.
    used_at timestamptz,
    shop_id text references shops,
    key_id text,
    resumed boolean,
    reached jsonb,
    check ((used_at is null) = (reached is null)),
    check (
      (used_at is null) = (shop_id is null)
      and (used_at is null) = (key_id is null)
      and (used_at is null) = (resumed is null)
    )
  );
  create index pairings_expiry on pairings (expires_at);

  -- Proofs that were seen, so that none counts twice.
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
    -- The longest document key that this account takes, in characters.
    longest_key integer not null,
    rules jsonb not null,
    settings jsonb not null,
    credentials text not null,
    paused boolean not null default false,
    -- The circuit breaker: while breaker_code is set, no transfer of the connection is sent.
    -- breaker_until: when it closes by itself.
    breaker_code text,
    breaker_why jsonb,
    breaker_since timestamptz,
    breaker_until timestamptz,
    breaker_probe_at timestamptz,
    breaker_probes integer not null default 0,
    -- When a probe last closed the breaker. If a transfer opens it again at once, the trouble is the transfer's own.
    breaker_closed_at timestamptz,
    -- When the system is next asked what the office did, and from which cursor; null until the first time.
    follow_at timestamptz,
    follow_cursor jsonb,
    created_at timestamptz not null default now(),
    archived_at timestamptz,
    primary key (shop_id, id),
    unique (shop_id, system, account)
  );
`;
