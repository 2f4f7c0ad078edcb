import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { ConnectionView } from '@kontor/shared/api/connections';
import type { ProductsAnswer } from '@kontor/shared/api/products';
import type { BridgeAnswer } from '../../bridge/ask.ts';
import { Notice } from '../parts/notice.tsx';
import { RemedyText } from '../parts/remedy.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { useSurroundings } from '../surroundings.ts';
import { useAnswer } from '../use-answer.ts';

/**
 * The products of the settings that the office does not have or that cannot be used, and a button that creates the
 * missing ones.
 */
export function MissingProducts({ connection }: { connection: ConnectionView }) {
  const { bridge } = useSurroundings();
  const { label } = connection;
  const [created, setCreated] = useState<BridgeAnswer<ProductsAnswer> | null>(null);
  const [isBusy, setBusy] = useState(false);
  const ask = (preview: boolean, signal?: AbortSignal) =>
    bridge.ask<ProductsAnswer>('POST', `/connections/${connection.connection}/create-products`, {
      body: { preview },
      read: (value) => value as ProductsAnswer,
      ...(signal ? { signal } : {}),
    });
  const [loaded, reload] = useAnswer((signal) => ask(true, signal), `products ${connection.connection}`);
  if (loaded.kind === 'loading') return <Skeleton lines={2} />;
  if (loaded.kind === 'problem') return <Trouble problem={loaded.problem} onRetry={reload} />;
  // After a creation, its answer tells the new state of each product.
  const { products } = created?.ok ? created.value : loaded.value;
  const missing = products.filter(({ state }) => state === 'missing').map(({ what }) => what);
  const failed = products.filter(({ state }) => state === 'failed');
  const createdProducts = products.filter(({ state }) => state === 'made');
  const createdInWords = sprintf(
    /* translators: 1: name of the office's program, 2: codes of products */
    __('Created in %1$s: %2$s', 'kontor-bridge'),
    label,
    createdProducts.map(({ what }) => what).join(', '),
  );
  const missingInWords = sprintf(
    /* translators: 1: name of the office's program, 2: codes of products */
    __('%1$s has no product with this code yet: %2$s', 'kontor-bridge'),
    label,
    missing.join(', '),
  );
  const create = async () => {
    setBusy(true);
    setCreated(await ask(false));
    setBusy(false);
  };
  return (
    <div aria-live="polite">
      {createdProducts.length > 0 && (
        <Notice status="success" says={createdInWords}>
          {createdInWords}
        </Notice>
      )}
      {created && !created.ok && <Trouble problem={created.problem} />}
      {(missing.length > 0 || failed.length > 0) && (
        <Notice
          status="warning"
          says={[missing.length > 0 ? missingInWords : '', ...failed.map(({ cause }) => cause)]
            .filter(Boolean)
            .join(' ')}
        >
          {missing.length > 0 && (
            <div className="kontor-line">
              <span>{missingInWords}</span>
              <Button variant="secondary" isBusy={isBusy} disabled={isBusy} onClick={() => void create()}>
                {/* translators: %s: codes of products */}
                {sprintf(__('Create %s', 'kontor-bridge'), missing.join(', '))}
              </Button>
            </div>
          )}
          {failed.length > 0 && (
            <ul className="kontor-list">
              {failed.map(({ what, cause, remedy }) => (
                <li key={what}>
                  <strong>{what}</strong> {cause} <RemedyText text={remedy} />
                </li>
              ))}
            </ul>
          )}
        </Notice>
      )}
    </div>
  );
}
