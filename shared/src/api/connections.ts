import { z } from 'zod';
import { problemText } from '../problem.ts';
import { hold, moment } from './view.ts';

/** What a connection does, and which orders it is for. */
export const connectionRules = z.object({
  functions: z.array(z.string()),
  statuses: z.array(z.string()),
  sources: z.array(z.string()),
  zeroTotal: z.enum(['close', 'send']),
  activeFrom: z.string().nullable(),
});

/** A connection as its screen shows it, without credentials. */
export const connectionView = z.object({
  connection: z.string(),
  system: z.string(),
  /** What people call the system. */
  label: z.string(),
  account: z.string(),
  ...connectionRules.shape,
  settings: z.record(z.string(), z.unknown()),
  paused: z.boolean(),
  held: hold.nullable(),
  /** What is wrong with the fetching of the office; null: nothing, or no office fetches. */
  overdue: problemText.nullable(),
  lastDocumentAt: moment.nullable(),
  createdAt: moment,
  /** The number of documents by state. Documents that are being sent or handed over count as waiting. */
  counts: z.object({
    done: z.number().int(),
    waiting: z.number().int(),
    blocked: z.number().int(),
    closed: z.number().int(),
  }),
});
export type ConnectionView = z.infer<typeof connectionView>;

/** `GET /v1/shops/{shop}/connections` */
export const connectionsAnswer = z.object({ connections: z.array(connectionView) });
export type ConnectionsAnswer = z.infer<typeof connectionsAnswer>;

/** The kinds of data of an order and its customer that a system may receive. */
export const dataKinds = [
  'name',
  'company',
  'organisation_number',
  'email',
  'phone',
  'billing_address',
  'delivery_address',
  'order_number',
  'purchase_order',
  'items',
  'amounts',
  'dates',
  'payment',
  'remarks',
  'patient',
  'doctor',
  'insurer',
  'prescription',
  'files',
] as const;
export type DataKind = (typeof dataKinds)[number];

/** A system that the bridge knows, with the schemas of its forms. */
export const systemView = z.object({
  key: z.string(),
  label: z.string(),
  /** Whether the operator has set the system up. */
  offered: z.boolean(),
  /** The environment variables that are missing for the system. */
  missing: z.array(z.string()),
  functions: z.array(z.object({ name: z.string(), label: z.string(), help: z.string() })),
  /** Whether Kontor can create the products that the settings name. */
  createsProducts: z.boolean(),
  /** pushed: Kontor sends documents; pulled: the office fetches them. */
  delivery: z.enum(['pushed', 'pulled']),
  /** JSON Schemas, which also contain the hints for the forms (label, help, options, secret). */
  credentials: z.unknown(),
  settings: z.unknown(),
  /** The data of an order and its customer that the system receives. */
  transmits: z.array(z.enum(dataKinds)),
});
export type SystemView = z.infer<typeof systemView>;

/** `GET /v1/shops/{shop}/systems` */
export const systemsAnswer = z.object({ systems: z.array(systemView) });
export type SystemsAnswer = z.infer<typeof systemsAnswer>;

/** What a system answers to credentials that work. */
export const checkAnswer = z.object({
  account: z.string(),
  latencyMs: z.number(),
  details: z.array(z.object({ label: z.string(), value: z.string() })),
  notes: z.array(z.string()),
});
export type CheckAnswer = z.infer<typeof checkAnswer>;

/**
 * `POST /v1/shops/{shop}/connections/{connection}/change`: the connection after the change. `reviewed`: how many orders
 * that were left out are reviewed again. With `preview` nothing is changed, and the answer shows what would be.
 */
export const changeAnswer = connectionView.extend({ reviewed: z.number().int(), preview: z.boolean() });
export type ChangeAnswer = z.infer<typeof changeAnswer>;
