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
  /** Whether the field may be left empty. */
  readonly isOptional?: boolean;
  /** Whether the field is required and still empty. */
  readonly isNeeded?: boolean;
}

/** One field of a form. If it is required and empty, it says so. */
export function Field(props: FieldProps) {
  if (!props.isNeeded) return <Control {...props} />;
  const { field } = props;
  const help = [__('Required.', 'kontor-bridge'), field.help].filter(Boolean).join(' ');
  return (
    <div className="kontor-needed">
      <Control {...props} field={{ ...field, help }} />
    </div>
  );
}

/** The control that fits the type of a field. */
function Control(props: FieldProps) {
  const { name, field, value, lists, onChange, isOptional } = props;
  const label = field.label ?? name;
  const shown = shownValue(field, value);
  const controlProps = { label, help: field.help, __nextHasNoMarginBottom: true };
  if (field.type === 'array' && field.items) return <Rows {...props} items={field.items} />;
  if (field.type === 'boolean') return <ToggleControl {...controlProps} checked={shown === true} onChange={onChange} />;
  const choices = field.enum ? field.enum.map((name) => ({ value: name, label: field.labels?.[name] ?? name })) : null;
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

/** A choice from a list. If the list is empty or cannot be read, it becomes a text field, which says why. */
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
  if (entries.kind !== 'read' || entries.choices.length === 0) {
    const why = entries.kind === 'read' ? __('The list is empty.', 'kontor-bridge') : entries.cause;
    return (
      <TextControl
        {...controlProps}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
        help={`${controlProps.help ?? ''} ${why}`.trim()}
        value={text}
        onChange={onText}
      />
    );
  }
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

/**
 * The entered text in the type of the field. A text that is not a number stays text: the bridge then says what is
 * wrong.
 */
const fromText = ({ type }: FieldSchema, entered: string): unknown =>
  (type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(entered) ? Number(entered) : entered;
