import { Button, SelectControl, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';

/**
 * A search field, more filters behind a button, and a chip for each active filter. `onApply` gets every field of the
 * form; an empty field is an empty text.
 */
export function FilterForm<Name extends string>({
  search,
  filters,
  inWords,
  check,
  onApply,
  onClear,
  children,
}: {
  /** The field that is always visible. */
  search: React.ReactNode;
  filters: Readonly<Partial<Record<Name, string>>>;
  /** A filter in words. */
  inWords: (name: Name, value: string) => string;
  /** Whether the entered filters can be applied. If not, a field shows why. */
  check?: (entered: Readonly<Record<string, string>>) => boolean;
  onApply: (entered: Readonly<Record<string, string>>) => void;
  /** Removes all filters. */
  onClear: () => void;
  /** The other fields. */
  children: React.ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const all = Object.entries(filters) as [Name, string][];
  return (
    <div className="kontor-filters">
      <form
        key={JSON.stringify(filters)}
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          const entered = Object.fromEntries(
            [...new FormData(event.currentTarget)].map(([name, value]) => [
              name,
              typeof value === 'string' ? value.trim() : '',
            ]),
          );
          if (check && !check(entered)) return;
          onApply(entered);
          setOpen(false);
        }}
      >
        <div className="kontor-row">
          {search}
          <Button type="submit" variant="secondary">
            {__('Search', 'kontor-bridge')}
          </Button>
          <Button variant="tertiary" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {__('Filters', 'kontor-bridge')}
          </Button>
        </div>
        {isOpen && (
          <div className="kontor-more-filters">
            {children}
            <Button type="submit" variant="primary">
              {__('Show', 'kontor-bridge')}
            </Button>
          </div>
        )}
      </form>
      {all.length > 0 && (
        <ul className="kontor-chips" aria-label={__('Active filters', 'kontor-bridge')}>
          {all.map(([name, value]) => (
            <li key={name}>
              <Button
                variant="secondary"
                size="small"
                onClick={() => onApply({ [name]: '' })}
                /* translators: %s: a filter, such as State: Waiting */
                aria-label={sprintf(__('Remove the filter %s', 'kontor-bridge'), inWords(name, value))}
              >
                {inWords(name, value)} <span aria-hidden="true">×</span>
              </Button>
            </li>
          ))}
          {all.length > 1 && (
            <li>
              <Button variant="link" onClick={onClear}>
                {__('Remove all filters', 'kontor-bridge')}
              </Button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

interface Field {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
}

/** A text field of the form, which reads its fields on submit. `fault`: what is wrong with the entered text. */
export function Entry({
  value = '',
  fault,
  ...field
}: Field & { type: 'text' | 'date' | 'search'; inputMode?: 'decimal'; fault?: string | undefined }) {
  const [entered, setEntered] = useState(value);
  return (
    <TextControl
      __nextHasNoMarginBottom
      __next40pxDefaultSize
      {...field}
      {...(fault === undefined ? {} : { 'aria-invalid': true, help: <span role="alert">{fault}</span> })}
      value={entered}
      onChange={setEntered}
    />
  );
}

/** A choice of one value, or of any. */
export function ChoiceField({
  value = '',
  options,
  ...field
}: Field & { options: readonly { value: string; label: string }[] }) {
  const [chosen, setChosen] = useState(value);
  return (
    <SelectControl
      __nextHasNoMarginBottom
      __next40pxDefaultSize
      {...field}
      options={[{ value: '', label: __('Any', 'kontor-bridge') }, ...options]}
      value={chosen}
      onChange={setChosen}
    />
  );
}
