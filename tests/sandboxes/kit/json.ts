import { LosslessNumber, parse, stringify } from 'lossless-json';

/** An object of the wire: the vendor's field names, numbers as `LosslessNumber`. */
export type Dto = Record<string, unknown>;

/** Parses JSON without ever passing a number through a float. Throws a SyntaxError on anything that is no JSON. */
export const readJson = (text: string): unknown => parse(text);

/** JSON text in which every `LosslessNumber` stands exactly as it was written. */
export const writeJson = (value: unknown): string => stringify(value) ?? 'null';

/** A number of the wire, made from its exact decimal text. */
export const number = (text: string | number | bigint): LosslessNumber => new LosslessNumber(String(text));

/** The same, where the value may be unset. */
export const numberOrNull = (text: string | null): LosslessNumber | null => (text === null ? null : number(text));
