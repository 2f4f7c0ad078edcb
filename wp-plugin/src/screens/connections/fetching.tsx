import { __, _n, sprintf } from '@wordpress/i18n';
import type { ConnectionView, SystemView } from '@kontor/shared/api/connections';
import type { OfficeAnswer } from '@kontor/shared/api/fetching';
import { Skeleton } from '../parts/skeleton.tsx';
import { Time } from '../parts/time.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { useSurroundings } from '../surroundings.ts';
import { useAnswer } from '../use-answer.ts';
import { OfficeKeys } from './office-keys.tsx';
import { SettingsSection } from './settings-section.tsx';

/** The section Fetching: what the office does, its keys, and which computers may fetch how often. */
export function FetchingSection({
  connection,
  system,
  onChange,
}: {
  connection: ConnectionView;
  system: SystemView;
  onChange: () => void;
}) {
  const { bridge } = useSurroundings();
  const [office, reload] = useAnswer(
    (signal) =>
      bridge.ask('GET', `/connections/${connection.connection}/office`, {
        signal,
        read: (value) => value as OfficeAnswer,
      }),
    `office ${connection.connection}`,
  );
  return (
    <>
      {office.kind === 'problem' ? (
        <Trouble problem={office.problem} onRetry={reload} />
      ) : office.kind === 'answer' ? (
        <Standing office={office.value} />
      ) : (
        <Skeleton lines={4} />
      )}
      <OfficeKeys connection={connection.connection} onChange={reload} />
      <section className="kontor-part">
        <h5>{__('Settings', 'kontor-bridge')}</h5>
        <SettingsSection
          section="fetching"
          connection={connection}
          system={system}
          onChange={() => {
            onChange();
            reload();
          }}
        />
      </section>
    </>
  );
}

/** When the office last asked, and what it holds. */
function Standing({ office }: { office: OfficeAnswer }) {
  const { askedAt, offered, fetched, accepted, refusedComputer, trouble, intoFolder, documents } = office;
  return (
    <>
      {trouble && <Trouble problem={trouble} />}
      <dl className="kontor-findings">
        <Finding term={__('The office last asked', 'kontor-bridge')}>
          {askedAt ? <Time at={askedAt} /> : __('never', 'kontor-bridge')}
        </Finding>
        <Finding term={__('Ready to fetch', 'kontor-bridge')}>{documentsIn(offered)}</Finding>
        <Finding term={__('Fetched, not acknowledged', 'kontor-bridge')}>{documentsIn(fetched)}</Finding>
        <Finding term={__('Accepted by the office', 'kontor-bridge')}>{documentsIn(accepted)}</Finding>
        {refusedComputer && (
          <Finding term={__('Last computer that was refused', 'kontor-bridge')}>
            <code>{refusedComputer.address}</code> · <Time at={refusedComputer.at} />
          </Finding>
        )}
        <Finding term={__('Address of the documents', 'kontor-bridge')} isWide>
          <code>{documents}</code>
        </Finding>
      </dl>
      {intoFolder && (
        <p>
          {__('Whoever runs the bridge has the documents of this connection written into a folder.', 'kontor-bridge')}
        </p>
      )}
    </>
  );
}

function Finding({ term, isWide = false, children }: { term: string; isWide?: boolean; children: React.ReactNode }) {
  return (
    <div className={isWide ? 'kontor-wide' : undefined}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const documentsIn = (count: number): string =>
  /* translators: %d: number of documents */
  sprintf(_n('%d document', '%d documents', count, 'kontor-bridge'), count);
