import { Button, Card, CardBody, ToggleControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { PeopleAnswer, PeopleKind, PersonView } from '@kontor/shared/api/people';
import { Link } from '../parts/link.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { useSurroundings } from '../surroundings.ts';
import { useAnswer } from '../use-answer.ts';
import { kinds, textsOfKind } from './kinds.ts';
import { PasteForm } from './paste-form.tsx';
import { PeopleTable } from './people-table.tsx';
import { PersonForm } from './person-form.tsx';

/** What is open below the list: nothing, the form of a person (null: a new one), or the form for a pasted list. */
type Open = { form: 'person'; person: PersonView | null } | { form: 'paste' } | null;

/** The people and places of the office: four lists, of which the address names one. */
export function People() {
  const { place } = useSurroundings();
  const kind = kinds.find((name) => name === place.params['people']) ?? 'branch';
  return (
    <>
      <h3>{__('People of the office', 'kontor-bridge')}</h3>
      <div className="kontor-sections">
        <nav aria-label={__('Lists of people', 'kontor-bridge')}>
          <ul>
            {kinds.map((name) => (
              <li key={name}>
                <Link to={{ tab: 'connections', params: { people: name } }} isCurrent={name === kind}>
                  {textsOfKind(name).list}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <Card>
          <CardBody className="kontor-form">
            <PeopleOfKind key={kind} kind={kind} />
          </CardBody>
        </Card>
      </div>
    </>
  );
}

function PeopleOfKind({ kind }: { kind: PeopleKind }) {
  const { bridge } = useSurroundings();
  const [withArchived, setWithArchived] = useState(false);
  const [open, setOpen] = useState<Open>(null);
  const [message, setMessage] = useState('');
  const [loaded, reload] = useAnswer(
    (signal) =>
      bridge.ask<PeopleAnswer>('GET', '/people', {
        query: { kind, archived: 'yes' },
        read: (value) => value as PeopleAnswer,
        signal,
      }),
    kind,
  );
  const { list, about, add } = textsOfKind(kind);
  const onSaved = (said: string) => {
    setMessage(said);
    setOpen(null);
    reload();
  };
  return (
    <>
      <h4>{list}</h4>
      <p className="kontor-muted">{about}</p>
      <p className="kontor-said" role="status">
        {message}
      </p>
      {loaded.kind === 'loading' && <Skeleton lines={6} />}
      {loaded.kind === 'problem' && <Trouble problem={loaded.problem} onRetry={reload} />}
      {loaded.kind === 'answer' && (
        <>
          {loaded.problem && <Trouble problem={loaded.problem} onRetry={reload} />}
          <PeopleTable
            kind={kind}
            people={loaded.value.people.filter(({ archived }) => withArchived || !archived)}
            onChange={(person) => setOpen({ form: 'person', person })}
            onSaved={onSaved}
          />
          {loaded.value.people.some(({ archived }) => archived) && (
            <ToggleControl
              __nextHasNoMarginBottom
              label={__('Also show those that are not used any more', 'kontor-bridge')}
              checked={withArchived}
              onChange={setWithArchived}
            />
          )}
          {open?.form === 'person' && (
            <PersonForm
              key={open.person?.number ?? ''}
              kind={kind}
              person={open.person}
              taken={loaded.value.people.map(({ number }) => number)}
              onSaved={onSaved}
              onClose={() => setOpen(null)}
            />
          )}
          {open?.form === 'paste' && <PasteForm kind={kind} onSaved={reload} onClose={() => setOpen(null)} />}
          {open === null && (
            <div className="kontor-row">
              <Button
                variant="secondary"
                onClick={() => {
                  setMessage('');
                  setOpen({ form: 'person', person: null });
                }}
              >
                {add}
              </Button>
              <Button
                variant="tertiary"
                onClick={() => {
                  setMessage('');
                  setOpen({ form: 'paste' });
                }}
              >
                {__('Paste a list', 'kontor-bridge')}
              </Button>
            </div>
          )}
        </>
      )}
    </>
  );
}
