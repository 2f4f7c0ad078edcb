import { Button } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Format } from '../../format.ts';
import { useSurroundings } from '../../surroundings.ts';
import { Field } from './field.tsx';
import { choiceName, fieldsOf, withField, type FieldSchema, type Lists, type FormValues } from './schema.ts';

/** A list with more entries than this is folded: such a list is mostly left at its default. */
const foldedAbove = 12;

/**
 * A list of entries with several fields each, such as the product for each VAT rate. An entry is one line until it is
 * opened.
 */
export function Rows({
  field,
  items,
  value,
  lists,
  onChange,
}: {
  field: FieldSchema;
  items: FieldSchema;
  value: unknown;
  lists: Lists;
  onChange: (value: unknown) => void;
}) {
  const { format } = useSurroundings();
  const rows = rowsOf(value ?? field.default);
  const required = items.required ?? [];
  const [openRows, setOpenRows] = useState<ReadonlySet<number>>(new Set());
  const isOpen = (row: FormValues, index: number) =>
    openRows.has(index) || required.some((name) => row[name] === undefined);
  const replaceRow = (at: number, row: FormValues) => {
    setOpenRows(new Set([...openRows, at]));
    onChange(rows.map((former, index) => (index === at ? row : former)));
  };
  const removeRow = (at: number) => {
    setOpenRows(new Set());
    onChange(rows.filter((_, index) => index !== at));
  };
  const list = useRef<HTMLFieldSetElement>(null);
  const previousCount = useRef(rows.length);
  useEffect(() => {
    // A button, perhaps far above this list, has added an incomplete entry: scroll to it. A complete one comes from a
    // save.
    const last = rows.at(-1);
    if (rows.length > previousCount.current && required.some((name) => last?.[name] === undefined))
      goToLast(list.current);
    previousCount.current = rows.length;
  }, [rows.length]);
  const entries = (
    <>
      {rows.map((row, index) => (
        <div className="kontor-entry" role="group" key={index} aria-label={entryName(index)}>
          {isOpen(row, index) ? (
            <div className="kontor-grid">
              {fieldsOf(items).map(([name, part]) => (
                <Field
                  key={name}
                  name={name}
                  field={part}
                  value={row[name]}
                  lists={lists}
                  isOptional={!required.includes(name)}
                  isNeeded={required.includes(name) && row[name] === undefined}
                  onChange={(next) => replaceRow(index, withField(row, name, next))}
                />
              ))}
            </div>
          ) : (
            <p>
              {fieldsOf(items)
                .filter(([name, part]) => row[name] !== undefined && row[name] !== part.default)
                .map(([name, part]) => (
                  <span key={name}>
                    <span className="kontor-muted">{part.label ?? name}</span>{' '}
                    {inWords(name, choiceName(part, row[name], lists), format)}
                  </span>
                ))}
            </p>
          )}
          <div className="kontor-row">
            {!isOpen(row, index) && (
              <Button
                variant="tertiary"
                aria-label={`${__('Change', 'kontor-bridge')}: ${entryName(index)}`}
                onClick={() => setOpenRows(new Set([...openRows, index]))}
              >
                {__('Change', 'kontor-bridge')}
              </Button>
            )}
            <Button
              variant="tertiary"
              isDestructive
              aria-label={`${__('Remove', 'kontor-bridge')}: ${entryName(index)}`}
              onClick={() => removeRow(index)}
            >
              {__('Remove', 'kontor-bridge')}
            </Button>
          </div>
        </div>
      ))}
      <Button variant="secondary" onClick={() => onChange([...rows, {}])}>
        {__('Add an entry', 'kontor-bridge')}
      </Button>
    </>
  );
  return (
    <fieldset className="kontor-rows" ref={list}>
      <legend>{field.label}</legend>
      {field.help && <p className="kontor-muted">{field.help}</p>}
      {rows.length > foldedAbove ? (
        <details>
          {/* translators: %d: number of entries in a list */}
          <summary>{sprintf(__('%d entries', 'kontor-bridge'), rows.length)}</summary>
          {entries}
        </details>
      ) : (
        entries
      )}
    </fieldset>
  );
}

/** Shows the last entry, and puts the cursor into its first required field. */
function goToLast(list: HTMLFieldSetElement | null): void {
  for (const folded of list?.querySelectorAll('details') ?? []) folded.open = true;
  const last = [...(list?.querySelectorAll<HTMLElement>('.kontor-entry') ?? [])].at(-1);
  last?.querySelector<HTMLElement>('.kontor-needed input')?.focus();
}

/** A VAT rate as people write it: `11,11 %`. */
const inWords = (name: string, text: string, format: Format): string =>
  name === 'rate' && /^\d+(?:\.\d+)?$/.test(text) ? `${format.number(Number(text))} %` : text;

/* translators: %d: place in a list */
const entryName = (index: number): string => sprintf(__('Entry %d', 'kontor-bridge'), index + 1);

const rowsOf = (value: unknown): FormValues[] =>
  Array.isArray(value) ? value.filter((row): row is FormValues => typeof row === 'object' && row !== null) : [];
