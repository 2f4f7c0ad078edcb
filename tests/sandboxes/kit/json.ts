import { LosslessNumber, parse, stringify } from 'lossless-json';

/** An object as it is sent: with the vendor's field names, and numbers as `LosslessNumber`. */
export type Dto = Record<string, unknown>;

/** Parses JSON without rounding numbers. Throws a SyntaxError if the text is not JSON. */
export const readJson = (text: string): unknown => parse(text);

/** The value as JSON, with every `LosslessNumber` exactly as it was written. */
export const writeJson = (value: unknown): string => stringify(value) ?? 'null';

/** A number for JSON, made from its exact decimal text. */
export const number = (text: string | number | bigint): LosslessNumber => new LosslessNumber(String(text));

/** The same for a value that may be unset. */
export const numberOrNull = (text: string | null): LosslessNumber | null => (text === null ? null : number(text));
