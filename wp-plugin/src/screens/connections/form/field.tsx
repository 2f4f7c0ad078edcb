import { ComboboxControl, SelectControl, TextControl, ToggleControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { Rows } from './rows.tsx';
import { shownValue, type Choice, type FieldSchema, type Lists } from './schema.ts';

interface FieldProps {
  readonly name: string;
  readonly field: FieldSchema;
  readonly value: unknown;
  readonly lists: Lists;
  readonly onChange: (value: unknown) => void;
  /** Whether it may be left empty. */
  readonly isOptional?: boolean;
  /** Whether something must be entered, and nothing is. */
  readonly isNeeded?: boolean;
}

/** One field of a form; one that must not stay empty says so. */
export function Field(props: FieldProps) {
  if (!props.isNeeded) return <Control {...props} />;
  const { field } = props;
  const help = [__('Needed.', 'kontor-bridge'), field.help].filter(Boolean).join(' ');
  return (
    <div className="kontor-needed">
      <Control {...props} field={{ ...field, help }} />
    </div>
  );
}

/** What a field is entered with, by what it holds. */
function Control(props: FieldProps) {
  const { name, field, value, lists, onChange, isOptional } = props;
  const label = field.label ?? name;
  const shown = shownValue(field, value);
  const controlProps = { label, help: field.help, __nextHasNoMarginBottom: true };
  if (field.type === 'array' && field.items) return <Rows {...props} items={field.items} />;
  if (field.type === 'boolean') return <ToggleControl {...controlProps} checked={shown === true} onChange={onChange} />;
  const choices = field.enum ? field.enum.map((one) => ({ value: one, label: field.labels?.[one] ?? one })) : null;
  const list = field.options ?? field.shop;
  const text = typeof shown === 'string' || typeof shown === 'number' ? String(shown) : '';
  const onText = (entered: string) => onChange(entered === '' && isOptional ? undefined : fromText(field, entered));
  if (choices)
    return (
      <SelectControl
        {...controlProps}
        __next40pxDefaultSize
        value={text}
        options={isOptional ? [{ value: '', label: __('Any', 'kontor-bridge') }, ...choices] : choices}
        onChange={onText}
      />
    );
  if (list !== undefined) return <ListControl {...{ controlProps, list, text, lists, onText }} />;
  return (
    <TextControl
      {...controlProps}
      __next40pxDefaultSize
      type={field.secret ? 'password' : 'text'}
      autoComplete="off"
      value={text}
      onChange={onText}
      {...(field.maxLength === undefined ? {} : { maxLength: field.maxLength })}
    />
  );
}

/** A value of a list; where the list cannot be read, it is written by hand, and the field says why. */
function ListControl({
  controlProps,
  list,
  text,
  lists,
  onText,
}: {
  controlProps: { label: string; help: string | undefined };
  list: string;
  text: string;
  lists: Lists;
  onText: (entered: string) => void;
}) {
  const entries = lists[list];
  if (entries === undefined)
    return (
      <TextControl
        {...controlProps}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
        value={text}
        onChange={onText}
        placeholder={__('Loading …', 'kontor-bridge')}
      />
    );
  if (entries.kind !== 'read')
    return (
      <TextControl
        {...controlProps}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
        help={`${controlProps.help ?? ''} ${entries.cause}`.trim()}
        value={text}
        onChange={onText}
      />
    );
  const isListed = entries.choices.some(({ value }) => value === text);
  const choices: Choice[] =
    isListed || text === '' ? [...entries.choices] : [{ value: text, label: text }, ...entries.choices];
  return (
    <ComboboxControl
      {...controlProps}
      __next40pxDefaultSize
      __nextHasNoMarginBottom
      value={text}
      options={choices}
      onChange={(chosen) => onText(chosen ?? '')}
    />
  );
}

/** What is typed into a field, in the type that the system wants. A text that is no number goes on as text: the bridge says what is wrong. */
const fromText = ({ type }: FieldSchema, entered: string): unknown =>
  (type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(entered) ? Number(entered) : entered;
