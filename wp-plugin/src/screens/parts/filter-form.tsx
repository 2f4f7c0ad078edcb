import { Button, SelectControl, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';

/**
 * A search with more filters behind a button, and a chip for each filter that is set. `onApply` is given every field of the form,
 * an empty one as an empty text.
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
  /** The field that is always in sight. */
  search: React.ReactNode;
  filters: Readonly<Partial<Record<Name, string>>>;
  /** A filter in words. */
  inWords: (name: Name, value: string) => string;
  /** Whether what is entered can be applied; if not, its field says why. */
  check?: (entered: Readonly<Record<string, string>>) => boolean;
  onApply: (entered: Readonly<Record<string, string>>) => void;
  /** Takes all filters away. */
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
        <ul className="kontor-chips" aria-label={__('Filters that are set', 'kontor-bridge')}>
          {all.map(([name, value]) => (
            <li key={name}>
              <Button
                variant="secondary"
                size="small"
                onClick={() => onApply({ [name]: '' })}
                /* translators: %s: a filter, such as State: Waiting */
                aria-label={sprintf(__('Take away the filter %s', 'kontor-bridge'), inWords(name, value))}
              >
                {inWords(name, value)} <span aria-hidden="true">×</span>
              </Button>
            </li>
          ))}
          {all.length > 1 && (
            <li>
              <Button variant="link" onClick={onClear}>
                {__('Take all away', 'kontor-bridge')}
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

/** A field of the form; the form is read when it is sent. `fault`: what is wrong with what stands in it. */
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

/** One of several, or any of them. */
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
