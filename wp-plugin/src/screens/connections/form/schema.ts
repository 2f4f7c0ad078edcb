/**
 * A field as a system declares it: JSON Schema (2020-12) with the bridge's hints for forms. A whole form is a field of
 * type object.
 */
export interface FieldSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly items?: FieldSchema;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly maxLength?: number;
  readonly label?: string;
  readonly help?: string;
  /** Whether the value is never shown again, such as a key. */
  readonly secret?: boolean;
  /** The label of each value of `enum`. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The list of the system from which to choose, such as its accounts. */
  readonly options?: string;
  /** The list of the shop from which to choose. */
  readonly shop?: ShopList;
  /** The section of the screen in which the field stands. */
  readonly section?: string;
}

export type ShopList = 'paymentMethods' | 'taxClasses';

/** One entry of a list. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A list, or why it cannot be read: the system refuses it (`forbidden`) or cannot answer now (`not_now`). */
export type ListOfChoices =
  { kind: 'read'; choices: readonly Choice[] } | { kind: 'forbidden' | 'not_now'; cause: string };

/** The lists from which fields choose, by name. A list that is still loading is missing here. */
export type Lists = Readonly<Record<string, ListOfChoices>>;

export type FormValues = Readonly<Record<string, unknown>>;

/** A schema of the bridge's answer, where its type is unknown. */
export const schemaOf = (value: unknown): FieldSchema => (typeof value === 'object' && value !== null ? value : {});

export const fieldsOf = (schema: FieldSchema): [string, FieldSchema][] => Object.entries(schema.properties ?? {});

/** The names of the system's lists from which a field, or a field within it, chooses. */
export const optionListsOf = ({ options, items, properties = {} }: FieldSchema): string[] => [
  ...(options === undefined ? [] : [options]),
  ...(items ? optionListsOf(items) : []),
  ...Object.values(properties).flatMap(optionListsOf),
];

/** The value that a field shows: the chosen value, or else the default. */
export const shownValue = (field: FieldSchema, value: unknown): unknown =>
  value === undefined ? field.default : value;

/** The values with one changed. An undefined value is removed, so that the bridge takes its default. */
export function withField(values: FormValues, name: string, value: unknown): FormValues {
  if (value !== undefined) return { ...values, [name]: value };
  const { [name]: _, ...others } = values;
  return others;
}

/** The label of a chosen value, or the value itself if no list has it. */
export function choiceName(field: FieldSchema, value: unknown, lists: Lists): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const list = lists[field.options ?? field.shop ?? ''];
  const chosen = list?.kind === 'read' ? list.choices.find((choice) => choice.value === text) : undefined;
  return field.labels?.[text] ?? chosen?.label ?? text;
}
