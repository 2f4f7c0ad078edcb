import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { checkCredentials, connect, type Connected } from '../mirror/mirror.ts';
import { prepare } from '../mirror/delivery/prepare.ts';
import {
  addConnection,
  archiveConnection,
  changeConnection,
  connectionRemains,
  listConnections,
  pauseConnection,
  type Connection,
} from '../shops/connection.ts';
import { rules } from '../shops/rules.ts';
import { findShop } from '../shops/shop.ts';
import { functions, type Options } from '../systems/contract.ts';
import { heldOf, heldView } from './held-view.ts';
import { connection, defineOperation, done, failure, shop, type Done, type Parts } from './operation.ts';

const report = z.object({
  account: z.string(),
  latencyMs: z.number(),
  details: z.array(z.object({ label: z.string(), value: z.string() })),
  notes: z.array(z.string()),
});
/** Inputs that the command line reads from a JSON file, or from standard input. */
const json = (description: string) => z.record(z.string(), z.unknown()).meta({ description, file: true });

const systems = defineOperation({
  command: 'systems',
  summary: 'The systems that this bridge offers, with what each asks for.',
  method: 'get',
  path: '/v1/systems',
  callers: ['operator'],
  input: z.strictObject({}),
  answer: z.object({
    systems: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        capabilities: z.array(z.string()),
        credentials: z.unknown(),
        settings: z.unknown(),
      }),
    ),
  }),
  table: { list: 'systems', columns: ['key', 'label', 'capabilities'] },
  run: async (parts) =>
    done({
      systems: parts.offered.flatMap((key) => {
        const found = parts.systems(key);
        if (!found) return [];
        const { label, capabilities, credentials, settings } = found.system;
        // The form's hints (label, help, options, secret) stand in the schemas.
        return [
          {
            key,
            label,
            capabilities: [...capabilities],
            credentials: z.toJSONSchema(credentials, { io: 'input' }),
            settings: z.toJSONSchema(settings, { io: 'input' }),
          },
        ];
      }),
    }),
});

/** What a connection's rules are asked as. */
const ruleInputs = {
  functions: z.array(z.enum(functions)).meta({ description: 'What to switch on.' }),
  statuses: rules.shape.statuses.unwrap().meta({ description: 'Statuses of the shop that send.' }),
  zeroTotal: rules.shape.zeroTotal.unwrap().meta({ description: 'What becomes of orders of 0.00.' }),
  activeFrom: rules.shape.activeFrom.unwrap().unwrap().meta({
    description: 'Leaves out orders created before, such as 2026-01-01T00:00:00Z; without it every known order counts.',
  }),
};

const add = defineOperation({
  command: 'connection add',
  summary: 'Checks the credentials with the system, then connects it; nothing is kept unless the check is green.',
  method: 'post',
  path: '/v1/shops/{shop}/connections',
  callers: ['operator'],
  input: z.strictObject({
    shop,
    system: z.string().min(1).meta({ description: 'The system, such as poweroffice.' }),
    credentials: json("What the system's credentials are; systems tells what it asks for."),
    settings: json('Settings that differ from the defaults.').default({}),
    functions: ruleInputs.functions.default(['orders', 'refunds', 'createCustomers']),
    statuses: ruleInputs.statuses.default(rules.parse({}).statuses),
    zeroTotal: ruleInputs.zeroTotal.default(rules.parse({}).zeroTotal),
    activeFrom: ruleInputs.activeFrom
      .nullable()
      .default(null)
      .meta({ ...ruleInputs.activeFrom.meta() }),
  }),
  answer: report.extend({ connection: z.string(), shop: z.string(), system: z.string() }),
  examples: ['echo \'{"clientKey": "…"}\' | kontor connection add --shop s… --system poweroffice --credentials -'],
  async run(parts, { shop: shopId, system, credentials, settings, ...given }) {
    const found = parts.systems(system);
    if (!(await findShop(parts.database.knex, shopId)))
      return failure(404, {
        code: 'shop.unknown',
        cause: `There is no shop ${shopId}.`,
        remedy: 'List them with: kontor shop list.',
      });
    if (!found) {
      return failure(422, {
        code: 'system.not_set_up',
        cause: `This bridge does not offer the system "${system}".`,
        remedy: `Set its operator settings (KONTOR_${system.toUpperCase()}_…) and try again. Offered: ${parts.offered.join(', ') || 'none'}.`,
      });
    }
    const read = {
      credentials: parse(found.system.credentials, credentials, 'credentials'),
      settings: parse(found.system.settings, settings, 'settings'),
    };
    if (!read.credentials.ok) return read.credentials;
    if (!read.settings.ok) return read.settings;
    const draft = { shopId, credentials: read.credentials.value, settings: read.settings.value };
    const checked = await checkCredentials(parts.mirror, found, draft);
    if (!checked.ok) return failure(502, checked);
    const added = await addConnection(parts.database.knex, parts.sealer, {
      ...draft,
      system,
      account: checked.account,
      accountName: checked.accountName,
      rules: rules.parse(given),
    });
    return done({ connection: added.id, shop: shopId, system, ...reportOf(checked) });
  },
});

const shown = z.object({
  connection: z.string(),
  system: z.string(),
  account: z.string(),
  ...rules.shape,
  settings: z.unknown(),
  paused: z.boolean(),
  held: heldView.nullable(),
});

const show = defineOperation({
  command: 'connection show',
  summary:
    "A connection's rules and settings, and why nothing goes out where it is held back; its credentials are never shown.",
  method: 'get',
  path: '/v1/shops/{shop}/connections/{connection}',
  callers: ['operator', 'shop'],
  input: z.strictObject({ shop, connection }),
  positional: ['connection'],
  answer: shown,
  async run(parts, given) {
    const found = (await listConnections(parts.database.knex, given.shop)).find(({ id }) => id === given.connection);
    return found ? done(await shownOf(parts, found)) : unknownConnection(given.connection);
  },
});

const change = defineOperation({
  command: 'connection change',
  summary:
    "Changes what is given of a connection's rules and settings; orders that the old ones left out are looked at again.",
  method: 'post',
  path: '/v1/shops/{shop}/connections/{connection}/change',
  callers: ['operator', 'shop'],
  input: z.strictObject({
    shop,
    connection,
    settings: json('The settings to change, each as a whole.').optional(),
    ...z.object(ruleInputs).partial().shape,
  }),
  positional: ['connection'],
  answer: shown,
  examples: [
    'kontor connection change --shop s… c… --functions orders,refunds,payments,createCustomers',
    'echo \'{"confirm": true}\' | kontor connection change --shop s… c… --settings -',
  ],
  async run(parts, { shop: shopId, connection: id, settings, ...given }) {
    const found = (await listConnections(parts.database.knex, shopId)).find((entry) => entry.id === id);
    const at = found ? parts.systems(found.system) : null;
    if (!found || !at) return unknownConnection(id);
    const read = parse(
      at.system.settings,
      { ...z.record(z.string(), z.unknown()).parse(found.settings), ...settings },
      'settings',
    );
    if (!read.ok) return read;
    const changed = await changeConnection(
      parts.database.knex,
      { shopId, id },
      { settings: read.value, rules: rules.parse({ ...found.rules, ...given }) },
    );
    return changed ? done(await shownOf(parts, changed)) : unknownConnection(id);
  },
});

const check = defineOperation({
  command: 'connection check',
  summary: 'Asks the system whether the connection works; says the cause and what to do when it does not.',
  method: 'post',
  path: '/v1/shops/{shop}/connections/{connection}/check',
  callers: ['operator', 'shop'],
  input: z.strictObject({ shop, connection }),
  positional: ['connection'],
  answer: report,
  run: (parts, given) =>
    withSystem(parts, given, async (connected) => {
      const checked = await connected.system.check(connected.context({ correlationId: randomUUID() }));
      return checked.ok ? done(reportOf(checked)) : failure(502, checked);
    }),
});

const options = defineOperation({
  command: 'connection options',
  summary: 'What the system offers for the settings that name something of its own.',
  method: 'get',
  path: '/v1/shops/{shop}/connections/{connection}/options',
  callers: ['operator', 'shop'],
  input: z.strictObject({ shop, connection }),
  positional: ['connection'],
  answer: z.object({
    options: z.array(z.object({ list: z.string(), value: z.string(), label: z.string() })),
    /** The lists that could not be read: `forbidden` while the credentials lack the right, `not_now` this time. */
    unread: z.array(z.object({ list: z.string(), why: z.enum(['forbidden', 'not_now']), cause: z.string() })),
  }),
  table: { list: 'options', columns: ['list', 'value', 'label'] },
  run: (parts, given) =>
    withSystem(parts, given, async (connected) => {
      return done(optionRows(await connected.system.options(connected.context({ correlationId: randomUUID() }))));
    }),
});

function optionRows(lists: Options) {
  return {
    options: Object.entries(lists).flatMap(([name, list]) =>
      list.kind === 'read' ? list.options.map((option) => ({ list: name, ...option })) : [],
    ),
    unread: Object.entries(lists).flatMap(([name, list]) =>
      list.kind === 'read' ? [] : [{ list: name, why: list.kind, cause: list.cause }],
    ),
  };
}

const createProducts = defineOperation({
  command: 'connection create-products',
  summary: 'Creates the products of the settings that the system lacks; may be repeated.',
  method: 'post',
  path: '/v1/shops/{shop}/connections/{connection}/create-products',
  callers: ['operator', 'shop'],
  input: z.strictObject({ shop, connection }),
  positional: ['connection'],
  answer: z.object({ products: z.array(z.object({ what: z.string(), done: z.boolean(), cause: z.string() })) }),
  table: { list: 'products', columns: ['what', 'done', 'cause'] },
  run: (parts, given) =>
    withSystem(parts, given, async (connected) => {
      const prepared = await prepare(parts.mirror, connected, randomUUID());
      if (!prepared)
        return failure(422, {
          code: 'system.no_products',
          cause: `${connected.system.label} has no products to create.`,
          remedy: 'Nothing needs to be done.',
        });
      if (prepared.kind === 'prepared') return done({ products: prepared.all });
      return failure(502, {
        code: prepared.code,
        cause: prepared.cause,
        remedy: `Find out more with: kontor connection check --shop ${given.shop} ${given.connection}`,
      });
    }),
});

const list = defineOperation({
  command: 'connection list',
  summary: 'All connections, and why those are held back that are.',
  method: 'get',
  path: '/v1/connections',
  callers: ['operator'],
  input: z.strictObject({ shop: shop.optional() }),
  answer: z.object({
    connections: z.array(
      z.object({
        id: z.string(),
        shop: z.string(),
        system: z.string(),
        account: z.string(),
        functions: z.array(z.string()),
        statuses: z.array(z.string()),
        paused: z.boolean(),
        held: heldView.nullable(),
      }),
    ),
  }),
  table: {
    list: 'connections',
    columns: ['id', 'shop', 'system', 'account', 'functions', 'statuses', 'paused', 'held'],
  },
  run: async (parts, given) =>
    done({
      connections: await Promise.all(
        (await listConnections(parts.database.knex, given.shop)).map(async (entry) => ({
          id: entry.id,
          shop: entry.shopId,
          system: entry.system,
          account: entry.accountName,
          functions: entry.rules.functions,
          statuses: entry.rules.statuses,
          paused: entry.paused,
          held: await heldOf(parts, entry),
        })),
      ),
    }),
});

const pausing = (
  [
    ['pause', true, 'Sends nothing for now; orders are taken in all the same.'],
    ['resume', false, 'Goes on where pausing stopped.'],
  ] as const
).map(([verb, paused, summary]) =>
  defineOperation({
    command: `connection ${verb}`,
    summary,
    method: 'post',
    path: `/v1/shops/{shop}/connections/{connection}/${verb}`,
    callers: ['operator', 'shop'],
    input: z.strictObject({ shop, connection }),
    positional: ['connection'],
    answer: z.object({ connection: z.string(), paused: z.boolean() }),
    async run({ database }, given) {
      return (await pauseConnection(database.knex, given.shop, given.connection, paused))
        ? done({ connection: given.connection, paused })
        : unknownConnection(given.connection);
    },
  }),
);

const remove = defineOperation({
  command: 'connection remove',
  summary: 'Puts a connection away and says what stays.',
  method: 'delete',
  path: '/v1/shops/{shop}/connections/{connection}',
  callers: ['operator'],
  input: z.strictObject({ shop, connection }),
  positional: ['connection'],
  answer: z.object({
    removed: z.string(),
    /** At the target, and here with their history. */
    documents: z.number().int(),
    /** Closed unsent. */
    closing: z.number().int(),
    /** Begun or in doubt: finished with the credentials that are kept for it. */
    finishing: z.number().int(),
  }),
  hint: 'Documents and their history stay. Adding the same account again goes on where this ended; nothing is sent twice.',
  async run({ database }, given) {
    const remains = await connectionRemains(database.knex, given.shop, given.connection);
    return (await archiveConnection(database.knex, given.shop, given.connection))
      ? done({ removed: given.connection, ...remains })
      : unknownConnection(given.connection);
  },
});

const shownOf = async (parts: Parts, connection: Connection): Promise<z.input<typeof shown>> => {
  const { id, system, accountName, rules: given, settings, paused } = connection;
  return {
    connection: id,
    system,
    account: accountName,
    ...given,
    settings,
    paused,
    held: await heldOf(parts, connection),
  };
};

const reportOf = ({
  accountName,
  latencyMs,
  details,
  notes,
}: {
  accountName: string;
  latencyMs: number;
  details: readonly { label: string; value: string }[];
  notes: readonly string[];
}) => ({ account: accountName, latencyMs, details: [...details], notes: [...notes] });

/** Does what needs a connection's system. */
async function withSystem<Answer>(
  { mirror }: Parts,
  at: { shop: string; connection: string },
  work: (connected: Connected) => Promise<Done<Answer>>,
): Promise<Done<Answer>> {
  const connected = await connect(mirror, at.shop, at.connection);
  return connected ? work(connected) : unknownConnection(at.connection);
}

const unknownConnection = (id: string) =>
  failure(404, {
    code: 'connection.unknown',
    cause: `The shop has no connection ${id}.`,
    remedy: 'List them with: kontor connection list.',
  });

function parse(schema: z.ZodType, value: unknown, what: 'credentials' | 'settings'): Done<unknown> {
  const read = schema.safeParse(value);
  if (read.success) return done(read.data);
  const [issue] = read.error.issues;
  return failure(422, {
    code: `${what}.wrong`,
    cause: `${[what, ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? 'unreadable'}.`,
    remedy: `Mend ${what} and try again; systems tells what each asks for.`,
  });
}

export const connectionOperations = [
  systems,
  add,
  show,
  change,
  check,
  options,
  createProducts,
  list,
  ...pausing,
  remove,
];
