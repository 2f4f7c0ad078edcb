import { choose } from '../shop/choose.ts';
import { openShop } from '../shop/open.ts';
import { packPlugin } from '../shop/plugin-archive.ts';
import type { RuntimeName } from '../shop/runtime.ts';

/** How long the plugin may take in the request that places an order, in ms at the median. */
const mostMs = 2;
const orders = 300;

/**
 * Places orders by code in a real shop and measures the time of all the plugin's callbacks that WooCommerce calls
 * meanwhile, the end of the request included. Prints the median, and ends with 1 if it is too high. On SQLite, which no
 * shop uses, it only prints.
 */
const measure = `
global $wp_filter;
$spent = 0.0;
$timed = static function (callable $call) use (&$spent): Closure {
  return static function (...$args) use ($call, &$spent) {
    $started = hrtime(true);
    try { return $call(...$args); } finally { $spent += (hrtime(true) - $started) / 1e6; }
  };
};
foreach ($wp_filter as $hook) {
  foreach ($hook->callbacks as $priority => $callbacks) {
    foreach ($callbacks as $name => $callback) {
      $call = $callback['function'];
      if (is_array($call) && is_object($call[0]) && $call[0] instanceof Kontor\\Bridge\\Orders\\OrderChanges) {
        $changes = $call[0];
        $hook->callbacks[$priority][$name]['function'] = $timed($call);
      }
    }
  }
}
$products = wc_get_products(array('limit' => 3, 'type' => 'simple'));
$each = array();
for ($n = 0; $n < $args['orders']; $n++) {
  $spent = 0.0;
  $order = wc_create_order(array('status' => 'pending'));
  foreach ($products as $product) { $order->add_product($product, 1); }
  $order->set_address(array(
    'first_name' => 'Kari',
    'last_name'  => 'Nordmann',
    'country'    => 'NO',
    'email'      => 'kari@example.test',
  ), 'billing');
  $order->calculate_totals();
  $order->update_status('processing');
  $end = $timed(array($changes, 'note_again'));
  $end();
  $each[] = $spent;
}
sort($each);
return array('median' => $each[intdiv(count($each), 2)], 'high' => $each[(int) (count($each) * 0.95)]);
`;

const name = process.argv[2];
const { runtime } = await choose(name === 'classic' || name === 'node' ? (name satisfies RuntimeName) : null);
const shop = await openShop({ runtime: runtime.name, plugin: await packPlugin() });
try {
  const { median, high } = await shop.run<{ median: number; high: number }>(measure, { orders });
  const isJudged = runtime.name === 'classic';
  const judgement = isJudged ? `the median may be ${mostMs} ms` : 'not judged here';
  console.log(
    [
      `${await runtime.describe()}: the plugin takes ${median.toFixed(2)} ms for an order at the median`,
      `${high.toFixed(2)} ms at the 95th percentile (${judgement})`,
    ].join(', '),
  );
  if (isJudged && median > mostMs) process.exitCode = 1;
} finally {
  await shop.close();
}
