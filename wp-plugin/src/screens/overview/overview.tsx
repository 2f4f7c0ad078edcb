import { __ } from '@wordpress/i18n';
import type { OverviewAnswer } from '@kontor/shared/api/overview';
import { Skeleton } from '../parts/skeleton.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { useSurroundings } from '../surroundings.ts';
import { useAnswer } from '../use-answer.ts';
import { FirstRun } from './first-run.tsx';
import { ConnectionsCard } from './connections-card.tsx';
import { LastDays } from './last-days.tsx';
import { Needs } from './needs.tsx';
import { ShopHealth } from './shop-health.tsx';
import { Sum } from './sum.tsx';

/** The overview: whether all is well, what needs a person, the connections, the last days, and the shop's own side. */
export function Overview() {
  const { bridge, settings } = useSurroundings();
  const [loaded, reload] = useAnswer(
    (signal) =>
      bridge.ask<OverviewAnswer>('GET', '/overview', {
        query: { timeZone: settings.timeZone },
        signal,
        read: (value) => value as OverviewAnswer,
      }),
    'overview',
  );
  return (
    <div className="kontor-screen">
      <h2 className="screen-reader-text">{__('Overview', 'kontor-bridge')}</h2>
      {loaded.kind === 'problem' && <Trouble problem={loaded.problem} onRetry={reload} />}
      {loaded.kind === 'loading' && <Skeleton lines={10} />}
      {loaded.kind === 'answer' && (
        <>
          {loaded.problem && <Trouble problem={loaded.problem} onRetry={reload} />}
          <Sum overview={loaded.value} onRefresh={reload} isOld={loaded.isOld} />
          {settings.may === 'admin' &&
            loaded.value.connections.every(({ lastDocumentAt }) => lastDocumentAt === null) && (
              <FirstRun overview={loaded.value} onSent={reload} />
            )}
          <div className="kontor-columns">
            <Needs overview={loaded.value} />
            <ConnectionsCard overview={loaded.value} />
          </div>
          <LastDays days={loaded.value.days} />
        </>
      )}
      <ShopHealth />
    </div>
  );
}
