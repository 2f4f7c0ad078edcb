import { z } from 'zod';
import { eventsPerRequest, orderEvent, tombstoneEvent } from '@kontor/shared/api/events';
import { bodiesWith } from '@kontor/shared/woocommerce/body';

type JsonSchema = Record<string, unknown>;

/** The input of a schema as JSON Schema. A field is required when its own schema refuses `undefined`. */
function inputSchemaOf(schema: z.ZodType): JsonSchema {
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

/** The schema with other descriptions for some of its fields. */
const withFields = (schema: JsonSchema, fields: JsonSchema): JsonSchema => ({
  ...schema,
  properties: { ...(schema['properties'] as JsonSchema), ...fields },
});

// The number of decimals depends on the currency. It changes how an amount is read, not the schema.
const { order, refund } = bodiesWith(2);

/** The schemas of the events that a shop sends, by their names among the components of the OpenAPI document. */
export const eventSchemas: Readonly<Record<string, JsonSchema>> = {
  WooCommerceOrder: {
    ...inputSchemaOf(order),
    description:
      'An order as the REST API v3 of WooCommerce writes it. Kontor reads these fields and ignores all others.',
  },
  WooCommerceRefund: {
    ...inputSchemaOf(refund),
    description: 'A refund as the REST API v3 of WooCommerce writes it. The amounts of its lines are negative.',
  },
  OrderEvent: withFields(inputSchemaOf(orderEvent), {
    order: component('WooCommerceOrder'),
    refunds: { type: 'array', items: component('WooCommerceRefund'), default: [] },
  }),
  TombstoneEvent: inputSchemaOf(tombstoneEvent),
};

/** The body of the request that carries the events. */
export const eventsBody: JsonSchema = {
  type: 'object',
  required: ['events'],
  properties: {
    events: {
      type: 'array',
      minItems: 1,
      maxItems: eventsPerRequest,
      description:
        'Each event is read by itself and has its own outcome. One that cannot be read does not affect the others.',
      items: { anyOf: [component('OrderEvent'), component('TombstoneEvent')] },
    },
  },
};
