import type { ConnectionView, SystemView } from '@kontor/shared/api/connections';
import type { Section } from './connection.tsx';
import { Field } from './form/field.tsx';
import { fieldsOf, schemaOf } from './form/schema.ts';
import { useDraft } from './form/use-draft.ts';
import { MissingProducts } from './missing-products.tsx';
import { Save } from './save.tsx';
import { UnmappedList } from './unmapped.tsx';
import { useLists } from './use-lists.ts';

/** The settings of one section, as the system declares them. What is not mapped yet stands above them. */
export function SettingsSection({
  section,
  connection,
  system,
  onChange,
}: {
  section: Exclude<Section, 'access' | 'sending'>;
  connection: ConnectionView;
  system: SystemView;
  onChange: () => void;
}) {
  const [draft, setDraft] = useDraft(`${connection.connection}:${section}`);
  const form = schemaOf(system.settings);
  const lists = useLists(connection.connection, form);
  const fields = fieldsOf(form).filter(([, field]) => (field.section ?? 'more') === section);
  const values = { ...connection.settings, ...draft };
  const put = (name: string, value: unknown) => setDraft({ ...draft, [name]: value });
  return (
    <>
      {(section === 'products' || section === 'payments') && (
        <UnmappedList connection={connection} section={section} values={values} onMap={put} />
      )}
      {section === 'products' && system.createsProducts && (
        <MissingProducts key={JSON.stringify(connection.settings)} connection={connection} />
      )}
      {fields.map(([name, field]) => (
        <Field
          key={name}
          name={name}
          field={field}
          value={values[name]}
          lists={lists}
          onChange={(value) => put(name, value ?? field.default)}
        />
      ))}
      <Save
        connection={connection.connection}
        change={Object.keys(draft).length === 0 ? null : { settings: draft }}
        onSaved={() => {
          setDraft({});
          onChange();
        }}
        onReset={() => setDraft({})}
      />
    </>
  );
}
