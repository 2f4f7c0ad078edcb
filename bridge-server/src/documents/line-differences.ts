/** The differences between the lines of two documents. Lines are matched by the reference that we gave them. */
interface LineDifference<Held, Wanted, Fields> {
  removed: Held[];
  changed: { line: Held; fields: Fields }[];
  added: Wanted[];
}

/**
 * The changes that turn the `held` lines into the `wanted` ones. `fieldsOf`: the fields to change in a held line, empty
 * where both are equal; `null` where the held line cannot become the wanted one and must be replaced.
 */
export function lineDifference<Held extends { reference: string }, Wanted, Fields extends object>(
  held: readonly Held[],
  wanted: readonly Wanted[],
  referenceOf: (line: Wanted) => string,
  fieldsOf: (line: Held, target: Wanted) => Fields | null,
): LineDifference<Held, Wanted, Fields> {
  const remaining = new Map(wanted.map((line) => [referenceOf(line), line]));
  const difference: LineDifference<Held, Wanted, Fields> = { removed: [], changed: [], added: [] };
  for (const line of held) {
    const target = remaining.get(line.reference);
    const fields = target === undefined ? null : fieldsOf(line, target);
    if (fields === null) {
      difference.removed.push(line);
      continue;
    }
    remaining.delete(line.reference);
    if (Object.keys(fields).length > 0) difference.changed.push({ line, fields });
  }
  difference.added.push(...remaining.values());
  return difference;
}
