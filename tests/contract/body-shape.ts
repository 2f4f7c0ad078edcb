const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/**
 * How the names and JSON types of a body differ from those of recorded bodies. Empty if the body could be one of them:
 * each field has a type that was recorded for it, no field is unknown, and none is missing that every recorded body has.
 * @example shapeDifferences({ id: '7' }, [{ id: 7 }]) // ['id is string, recorded as number']
 */
export function shapeDifferences(body: unknown, recorded: readonly unknown[], path = ''): string[] {
  const types = new Set(recorded.map(typeOf));
  if (!types.has(typeOf(body)))
    return [`${path || 'the body'} is ${typeOf(body)}, recorded as ${[...types].join(' or ') || 'nothing'}`];
  if (Array.isArray(body)) {
    const items: readonly unknown[] = recorded.filter(Array.isArray).flat();
    return body.flatMap((item) => shapeDifferences(item, items, `${path}[]`));
  }
  if (!isObject(body)) return [];
  const objects = recorded.filter(isObject);
  const pathOf = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const missing = Object.keys(objects[0] ?? {}).filter(
    (name) => !Object.hasOwn(body, name) && objects.every((object) => Object.hasOwn(object, name)),
  );
  return [
    ...missing.map((name) => `${pathOf(name)} is missing`),
    ...Object.entries(body).flatMap(([name, value]) => {
      const values = objects.filter((object) => Object.hasOwn(object, name)).map((object) => object[name]);
      return values.length === 0
        ? [`${pathOf(name)} is in no recorded body`]
        : shapeDifferences(value, values, pathOf(name));
    }),
  ];
}
