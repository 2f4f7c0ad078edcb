/** A form as a system declares it: JSON Schema (2020-12) with the hints that the bridge adds to each field. */
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
  /** It is never shown again. */
  readonly secret?: boolean;
  /** What each value of `enum` is called. */
  readonly labels?: Readonly<Record<string, string>>;
  /** A list that the system itself has, such as its accounts. */
  readonly options?: string;
  /** A list that the shop has. */
  readonly shop?: ShopList;
  /** In which section of the screen it stands. */
  readonly section?: string;
}

export type ShopList = 'paymentMethods' | 'taxClasses';

/** One of the things that may be chosen. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What a list of choices came to: the system may refuse it, or not be able to tell now. */
export type ListOfChoices =
  { kind: 'read'; choices: readonly Choice[] } | { kind: 'forbidden' | 'not_now'; cause: string };

/** The lists that fields choose from, by name; one that is not there is still being read. */
export type Lists = Readonly<Record<string, ListOfChoices>>;

export type FormValues = Readonly<Record<string, unknown>>;

/** Reads what the bridge calls a schema. */
export const schemaOf = (value: unknown): FieldSchema => (typeof value === 'object' && value !== null ? value : {});

export const fieldsOf = (schema: FieldSchema): [string, FieldSchema][] => Object.entries(schema.properties ?? {});

/** A value as a field shows it: a default where nothing was chosen. */
export const shownValue = (field: FieldSchema, value: unknown): unknown =>
  value === undefined ? field.default : value;

/** What is chosen where nothing is: text and numbers are left out, so that the bridge takes its default. */
export function withField(values: FormValues, name: string, value: unknown): FormValues {
  if (value !== undefined) return { ...values, [name]: value };
  const { [name]: _, ...others } = values;
  return others;
}

/** What a chosen value is called; itself where no list has it. */
export function choiceName(field: FieldSchema, value: unknown, lists: Lists): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const list = lists[field.options ?? field.shop ?? ''];
  const chosen = list?.kind === 'read' ? list.choices.find((choice) => choice.value === text) : undefined;
  return field.labels?.[text] ?? chosen?.label ?? text;
}
