import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { PeopleKind, PersonView } from '@kontor/shared/api/people';
import type { BridgeProblem } from '../../bridge/ask.ts';
import { Trouble } from '../parts/trouble.tsx';
import { useSurroundings } from '../surroundings.ts';

/** The people of one kind, each with the buttons that change it or take it out of use. */
export function PeopleTable({
  kind,
  people,
  onChange,
  onSaved,
}: {
  kind: PeopleKind;
  people: readonly PersonView[];
  onChange: (person: PersonView) => void;
  /** Called with what was done, in words. */
  onSaved: (message: string) => void;
}) {
  const { bridge } = useSurroundings();
  const [busy, setBusy] = useState('');
  const [problem, setProblem] = useState<BridgeProblem | null>(null);
  const isPartner = kind === 'partner';
  /** Takes a person out of use, or saves it unchanged, which brings it back. */
  const move = async ({ archived, number, name, email, ik }: PersonView) => {
    setBusy(number);
    setProblem(null);
    const answer = archived
      ? await bridge.ask('POST', '/people/save', {
          body: { kind, number, name, email: email ?? '', ik: ik ?? '' },
          read: () => null,
        })
      : await bridge.ask('POST', '/people/archive', { body: { kind, number }, read: () => null });
    setBusy('');
    if (!answer.ok) return setProblem(answer.problem);
    onSaved(
      sprintf(
        archived
          ? /* translators: %s: a name */
            __('%s is in use again.', 'kontor-bridge')
          : /* translators: %s: a name */
            __('%s is not used any more.', 'kontor-bridge'),
        name,
      ),
    );
  };
  if (people.length === 0) return <p className="kontor-nothing">{__('The list is empty.', 'kontor-bridge')}</p>;
  return (
    <>
      {problem && <Trouble problem={problem} />}
      <table className="kontor-table">
        <thead>
          <tr>
            <th scope="col">{__('Number or short name', 'kontor-bridge')}</th>
            <th scope="col">{__('Name', 'kontor-bridge')}</th>
            <th scope="col">{isPartner ? __('IK', 'kontor-bridge') : __('E-mail', 'kontor-bridge')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.number}>
              <th scope="row" data-label={__('Number or short name', 'kontor-bridge')}>
                {person.number}
              </th>
              <td data-label={__('Name', 'kontor-bridge')}>
                {person.name}
                {person.archived && <span className="kontor-muted"> {__('not used any more', 'kontor-bridge')}</span>}
              </td>
              <td data-label={isPartner ? __('IK', 'kontor-bridge') : __('E-mail', 'kontor-bridge')}>
                {(isPartner ? person.ik : person.email) ?? '–'}
              </td>
              <td>
                <div className="kontor-row">
                  {!person.archived && (
                    <Button variant="tertiary" onClick={() => onChange(person)}>
                      {__('Change', 'kontor-bridge')}
                      <span className="screen-reader-text"> {person.name}</span>
                    </Button>
                  )}
                  <Button variant="tertiary" disabled={busy === person.number} onClick={() => void move(person)}>
                    {person.archived ? __('Use again', 'kontor-bridge') : __('Archive', 'kontor-bridge')}
                    <span className="screen-reader-text"> {person.name}</span>
                  </Button>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
