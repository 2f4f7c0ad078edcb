/**
 * Which room may know which: arrows point downwards only. A lower number is a higher floor; a room may use rooms on lower
 * floors, and those of its own floor that are named beside it.
 */
const server = '^bridge-server/src';
const mirror = `${server}/mirror`;
const rooms = {
  top: [`${server}/(main|start|open)\\.ts$`],
  edge: [`${server}/(http|cli)/`],
  operations: [`${server}/operations/`],
  alarms: [`${server}/alarms/`],
  orders: [`${server}/(orders|woocommerce|collecting|articles|addresses)/`],
  mirror: [`${mirror}/`],
  desk: [`${server}/desk/`],
  shops: [`${server}/(shops|auth)/`],
  systems: [`${server}/systems/[^/]+/`, `${server}/systems/registry`],
  ground: [
    `${server}/(systems/(contract|define|pushed)|texts/|documents/|vendor/|journal/|egress/|database/|metrics/|config|log)`,
    `${server}/office-folder/`,
  ],
};
const order = Object.keys(rooms);
const above = (room) => order.slice(0, order.indexOf(room)).flatMap((name) => rooms[name]);

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    ...order
      .filter((room) => room !== 'top')
      .map((room) => ({
        name: `${room}-knows-nothing-above`,
        severity: 'error',
        // The command line is the one room beside the processes that opens the bridge itself.
        from: { path: rooms[room], pathNot: [`${server}/cli/`, '\\.test\\.ts$'] },
        to: { path: above(room) },
      })),
    {
      name: 'a-transfer-knows-no-delivery',
      severity: 'error',
      from: { path: `${mirror}/transfer/`, pathNot: '\\.test\\.ts$' },
      to: { path: mirror, pathNot: `${mirror}/transfer/` },
    },
    {
      name: 'a-delivery-knows-nobody-around-it',
      severity: 'error',
      from: { path: `${mirror}/delivery/`, pathNot: '\\.test\\.ts$' },
      to: { path: mirror, pathNot: `${mirror}/(delivery/|transfer/|mirror\\.ts$)` },
    },
    {
      name: 'person-office-and-maintenance-know-not-each-other',
      severity: 'error',
      from: { path: `${mirror}/(person|office|maintenance)/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${mirror}/(person/|office/|maintenance/|worker\\.ts$)`, pathNot: `${mirror}/$1/` },
    },
    {
      name: 'a-system-knows-its-vendor-and-the-contract',
      severity: 'error',
      from: { path: `${server}/systems/([^/]+)/`, pathNot: '\\.test\\.ts$' },
      to: {
        path: server,
        pathNot: [
          `${server}/systems/$1/`,
          `${server}/systems/(contract|define|pushed)`,
          `${server}/egress/request`,
          `${server}/(documents|vendor|texts)/`,
        ],
      },
    },
    {
      name: 'documents-know-the-contract-alone',
      severity: 'error',
      from: { path: `${server}/documents/`, pathNot: '\\.test\\.ts$' },
      to: { path: server, pathNot: [`${server}/(documents|texts)/`, `${server}/systems/contract`] },
    },
    {
      name: 'vendor-knows-the-contract-and-requests',
      severity: 'error',
      from: { path: `${server}/vendor/`, pathNot: '\\.test\\.ts$' },
      to: {
        path: server,
        pathNot: [`${server}/(vendor|texts)/`, `${server}/systems/contract`, `${server}/egress/request`],
      },
    },
    {
      // It runs at the office, without the bridge.
      name: 'the-fetcher-needs-no-bridge',
      severity: 'error',
      from: { path: `${server}/office-fetcher/`, pathNot: '\\.test\\.ts$' },
      to: { path: server, pathNot: `${server}/(office-fetcher|office-folder|texts)/` },
    },
    {
      name: 'texts-know-nobody',
      severity: 'error',
      from: { path: `${server}/texts/`, pathNot: '\\.test\\.ts$' },
      to: { path: server, pathNot: `${server}/texts/` },
    },
    {
      name: 'only-the-registry-names-vendors',
      severity: 'error',
      from: { path: server, pathNot: [`${server}/systems/`, '\\.test\\.ts$'] },
      to: { path: `${server}/systems/[^/]+/` },
    },
    {
      name: 'only-egress-goes-out',
      severity: 'error',
      from: { path: server, pathNot: [`${server}/egress/`, '\\.test\\.ts$'] },
      to: { path: 'node_modules/(undici|nodemailer)' },
    },
    {
      name: 'shared-knows-nobody',
      severity: 'error',
      from: { path: '^shared/src', pathNot: '\\.test\\.ts$' },
      to: { path: ['^bridge-server', '^tests', '^node:', '^shared/client'] },
    },
    {
      // The bridge and its tests sign by the same lines; what goes out of the bridge goes through egress.
      name: 'the-bridge-only-signs-with-the-client',
      severity: 'error',
      from: { path: server, pathNot: '\\.test\\.ts$' },
      to: { path: '^shared/client/', pathNot: '^shared/client/(src|dist)/sign\\.' },
    },
    {
      // Whoever installs it gets no more than Node's own crypto and fetch, and the schemas.
      name: 'the-client-knows-shared-and-node-alone',
      severity: 'error',
      from: { path: '^shared/client/src', pathNot: '\\.test\\.ts$' },
      to: {
        path: '.',
        pathNot: ['^shared/(client/)?src/', '^(node:)?(crypto|fs/promises|timers/promises)$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'the-product-knows-no-tests',
      severity: 'error',
      from: { path: '^(shared|shared/client|bridge-server)/src', pathNot: '\\.test\\.ts$' },
      to: { path: '^tests' },
    },
    {
      name: 'a-sandbox-imports-nothing-from-the-product',
      severity: 'error',
      from: { path: '^tests/sandboxes' },
      to: { path: '^(shared|bridge-server)/' },
    },
    {
      name: 'a-sandbox-knows-its-vendor-and-the-kit',
      severity: 'error',
      from: { path: '^tests/sandboxes/([^/]+)/', pathNot: ['^tests/sandboxes/kit/', '\\.test\\.ts$'] },
      to: { path: '^tests/', pathNot: ['^tests/sandboxes/$1/', '^tests/sandboxes/kit/'] },
    },
    {
      name: 'only-the-sandbox-kit-listens',
      severity: 'error',
      from: { path: '^tests/sandboxes/', pathNot: ['^tests/sandboxes/kit/', '\\.test\\.ts$'] },
      // Types of requests are everybody's.
      to: { path: '^(node:)?(http|https|http2|net|tls)$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'a-sandbox-has-a-folder',
      severity: 'error',
      from: { path: '^tests/' },
      to: { path: '^tests/sandboxes/[^/]+$' },
    },
    {
      name: 'the-kit-knows-no-sandbox',
      severity: 'error',
      from: { path: '^tests/sandboxes/kit/', pathNot: '\\.test\\.ts$' },
      // Random numbers that a seed repeats are nobody's in particular.
      to: { path: '^tests/', pathNot: ['^tests/sandboxes/kit/', '^tests/simulation/random\\.ts$'] },
    },
    {
      name: 'expectations-are-written-apart-from-the-product',
      severity: 'error',
      from: { path: '^tests/demo/expected' },
      to: { path: '^(shared|bridge-server)/' },
    },
    {
      name: 'only-what-is-declared',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'every-import-is-found', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tests/tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};
