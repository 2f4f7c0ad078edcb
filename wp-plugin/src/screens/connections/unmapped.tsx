import { Button } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { ConnectionView } from '@kontor/shared/api/connections';
import type { UnmappedAnswer, UnmappedTreatment } from '@kontor/shared/api/unmapped';
import type { Format } from '../format.ts';
import { Notice } from '../parts/notice.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { useSurroundings } from '../surroundings.ts';
import { useAnswer } from '../use-answer.ts';
import type { FormValues } from './form/schema.ts';

interface TaxRate {
  readonly id: number;
  readonly country: string;
  readonly rate: string;
  readonly name: string;
  readonly class: string;
}

/**
 * The VAT rates and payment methods of the last 90 days' orders for which nothing is set. A click makes an entry in the
 * form for one of them.
 */
export function UnmappedList({
  connection,
  section,
  values,
  onMap,
}: {
  connection: ConnectionView;
  section: 'products' | 'payments';
  values: FormValues;
  onMap: (name: string, value: unknown) => void;
}) {
  const { bridge, shop, format } = useSurroundings();
  const [loaded, reload] = useAnswer(
    async (signal) => {
      const rates = await shop.ask<TaxRate[]>('woocommerce', 'taxes', {
        query: { per_page: '100', _fields: 'id,country,rate,name,class' },
        signal,
      });
      const shopRates = rates.ok ? rates.value : [];
      const answer = await bridge.ask('POST', `/connections/${connection.connection}/unmapped`, {
        body: {
          days: 90,
          rates: shopRates.map(({ id, country, rate, name, class: taxClass }) => ({
            id: String(id),
            percent: rate,
            country,
            class: taxClass,
            name,
          })),
        },
        read: (value) => value as UnmappedAnswer,
        signal,
      });
      return answer.ok ? { ...answer, value: { ...answer.value, shopRates } } : answer;
    },
    `unmapped ${connection.connection} ${JSON.stringify(connection.settings)}`,
  );
  if (loaded.kind === 'loading') return <Skeleton lines={2} />;
  if (loaded.kind === 'problem') return <Trouble problem={loaded.problem} onRetry={reload} />;
  const { treatments, methods, rates, shopRates } = loaded.value;
  const rowsOf = (name: string) => (Array.isArray(values[name]) ? (values[name] as unknown[]) : []);
  if (section === 'payments')
    return (
      <Lines
        title={__('Payment methods without an account:', 'kontor-bridge')}
        lines={methods.map(({ method, title, orders }) => ({
          key: method,
          text: title || method,
          orders,
          map: () => onMap('payments', [...rowsOf('payments'), { method }]),
        }))}
      />
    );
  // A rate of the shop's settings is left out if the orders above have it already.
  const ratesOfOrders = new Set(treatments.filter(({ area }) => area === 'domestic').map(({ rate }) => Number(rate)));
  const unused = shopRates.filter(({ id, rate }) => rates.includes(String(id)) && !ratesOfOrders.has(Number(rate)));
  return (
    <Lines
      title={__('No product is set for:', 'kontor-bridge')}
      lines={[
        ...treatments.map((treatment) => ({
          key: JSON.stringify(treatment),
          text: inWords(treatment, format),
          orders: treatment.orders,
          map: () => onMap('products', [...rowsOf('products'), entryFor(treatment)]),
        })),
        ...unused.map(({ id, name, rate, country }) => ({
          key: String(id),
          /* translators: 1: name of a tax rate, 2: its percentage, 3: country */
          text: sprintf(__('%1$s, %2$s %% %3$s', 'kontor-bridge'), name, format.number(Number(rate)), country),
          orders: 0,
          map: () => onMap('products', [...rowsOf('products'), { rate: String(Number(rate)) }]),
        })),
      ]}
    />
  );
}

function Lines({
  title,
  lines,
}: {
  title: string;
  lines: readonly { key: string; text: string; orders: number; map: () => void }[];
}) {
  if (lines.length === 0) return null;
  return (
    <Notice status="warning" says={title}>
      <p>{title}</p>
      <ul className="kontor-list">
        {lines.map(({ key, text, orders, map }) => (
          <li key={key} className="kontor-line">
            <span>
              {text}
              {orders > 0 && (
                <span className="kontor-muted">
                  {/* translators: %d: number of orders */}
                  {sprintf(
                    _n('%d order of the last 90 days', '%d orders of the last 90 days', orders, 'kontor-bridge'),
                    orders,
                  )}
                </span>
              )}
            </span>
            <Button variant="secondary" onClick={map}>
              {__('Map it', 'kontor-bridge')}
              <span className="screen-reader-text"> {text}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/**
 * The new entry, with as few conditions as needed: always the rate; abroad, the area and the country; outside VAT, the
 * kind of line.
 */
const entryFor = ({ rate, area, country, kind }: UnmappedTreatment): FormValues => ({
  rate,
  ...(area === 'domestic' ? {} : { area }),
  ...(area === 'foreign' && country !== '' ? { country } : {}),
  ...(area === 'outside' ? { kind } : {}),
});

function inWords({ rate, area, country, taxClass }: UnmappedTreatment, format: Format): string {
  const percent =
    /* translators: %s: a tax rate in percent */
    rate === 'none'
      ? __('no VAT', 'kontor-bridge')
      : sprintf(__('VAT of %s %%', 'kontor-bridge'), format.number(Number(rate)));
  const areas: Readonly<Record<string, string>> = {
    exempt: __('exempt', 'kontor-bridge'),
    outside: __('outside VAT', 'kontor-bridge'),
    foreign: __('due abroad', 'kontor-bridge'),
    reverse_charge: __('reverse charge', 'kontor-bridge'),
    export: __('export', 'kontor-bridge'),
  };
  return [percent, areas[area], area === 'domestic' ? '' : country, taxClass].filter(Boolean).join(', ');
}
