import { z } from 'zod';
import { eventsPerRequest, orderEvent, tombstoneEvent } from '@kontor/shared/api/events';
import { bodiesWith } from '@kontor/shared/woocommerce/body';

type JsonSchema = Record<string, unknown>;

/** What a schema reads, as JSON Schema. A field must be there where the schema does not do without it. */
function readBy(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...described } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod;
      if (def.type !== 'object') return;
      const fields = Object.entries((def as z.core.$ZodObjectDef).shape);
      jsonSchema.required = fields.filter(([, field]) => !z.safeParse(field, undefined).success).map(([name]) => name);
    },
  });
  return described;
}

const component = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** The schema with some of its fields described elsewhere. */
const withFields = (schema: JsonSchema, fields: JsonSchema): JsonSchema => ({
  ...schema,
  properties: { ...(schema['properties'] as JsonSchema), ...fields },
});

// Currencies differ in how fine an amount is read, not in what is read.
const { order, refund } = bodiesWith(2);

/** The events that a shop sends, by their names among the components of the OpenAPI document. */
export const eventSchemas: Readonly<Record<string, JsonSchema>> = {
  WooCommerceOrder: {
    ...readBy(order),
    description:
      'An order as the REST API v3 of WooCommerce writes it. Kontor reads these fields; all others may be left out, and may be there.',
  },
  WooCommerceRefund: {
    ...readBy(refund),
    description: 'A refund as the REST API v3 of WooCommerce writes it: the amounts of its lines are negative.',
  },
  OrderEvent: withFields(readBy(orderEvent), {
    order: component('WooCommerceOrder'),
    refunds: { type: 'array', items: component('WooCommerceRefund'), default: [] },
  }),
  TombstoneEvent: readBy(tombstoneEvent),
};

/** The body of the request that carries the events. They are read one by one, so that one bad event never refuses the others. */
export const eventsBody: JsonSchema = {
  type: 'object',
  required: ['events'],
  properties: {
    events: {
      type: 'array',
      minItems: 1,
      maxItems: eventsPerRequest,
      description:
        'They are read one by one, and each has an outcome of its own: one that cannot be read refuses no other.',
      items: { anyOf: [component('OrderEvent'), component('TombstoneEvent')] },
    },
  },
};
