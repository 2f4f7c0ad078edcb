import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { Field } from './field.tsx';
import { fieldsOf, withField, type FieldSchema, type Lists, type Values } from './schema.ts';

/** A list of entries, each with fields of its own, such as which product a VAT rate becomes. */
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
  const rows = rowsOf(value ?? field.default);
  const required = new Set(items.required ?? []);
  const put = (at: number, row: Values) => onChange(rows.map((one, index) => (index === at ? row : one)));
  return (
    <fieldset className="kontor-rows">
      <legend>{field.label}</legend>
      {field.help && <p className="kontor-muted">{field.help}</p>}
      {rows.map((row, index) => (
        <div className="kontor-entry" role="group" key={index} aria-label={entryName(index)}>
          {fieldsOf(items).map(([name, part]) => (
            <Field
              key={name}
              name={name}
              field={{ ...part, help: undefined as never }}
              value={row[name]}
              lists={lists}
              isOptional={!required.has(name)}
              onChange={(next) => put(index, withField(row, name, next))}
            />
          ))}
          <Button
            variant="tertiary"
            isDestructive
            aria-label={`${__('Take away', 'kontor-bridge')}: ${entryName(index)}`}
            onClick={() => onChange(rows.filter((_, at) => at !== index))}
          >
            {__('Take away', 'kontor-bridge')}
          </Button>
        </div>
      ))}
      <Button variant="secondary" onClick={() => onChange([...rows, {}])}>
        {__('Add an entry', 'kontor-bridge')}
      </Button>
    </fieldset>
  );
}

/* translators: %d: place in a list */
const entryName = (index: number): string => sprintf(__('Entry %d', 'kontor-bridge'), index + 1);

const rowsOf = (value: unknown): Values[] =>
  Array.isArray(value) ? value.filter((row): row is Values => typeof row === 'object' && row !== null) : [];
