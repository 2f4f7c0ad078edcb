// node server.mjs SITE PORT PACKAGES A web server for WordPress on PHP in WebAssembly. The main thread serves files and
// stays responsive; a worker runs the instances of PHP. It is plain JavaScript, since a worker does not inherit the
// loader that compiles TypeScript.
import { createReadStream, existsSync, realpathSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join, sep } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

// The oldest PHP that the plugin supports; the classic runtime has a newer one.
const phpVersion = '8.1';
/** With one instance, a shop that calls itself would hang. */
const instances = 3;

const contentTypes = {
  '.css': 'text/css',
  '.gif': 'image/gif',
  '.html': 'text/html',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.xml': 'text/xml',
};

if (isMainThread) serve(realpathSync(process.argv[2]), Number(process.argv[3]), process.argv[4]);
else await runPhp(workerData);

function serve(site, port, packages) {
  const url = `http://127.0.0.1:${port}`;
  const waiting = new Map();
  let worker;
  let lastId = 0;

  const startWorker = () => {
    worker = new Worker(fileURLToPath(import.meta.url), { workerData: { site, url, packages } });
    worker.on('message', (message) => {
      if (message.up) {
        if (!server.listening) server.listen(port, '127.0.0.1');
        return;
      }
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    });
    // PHP has crashed: the waiting requests are answered, and PHP is started again.
    worker.on('error', (fault) => {
      console.error('PHP crashed:', fault);
      if (!server.listening) process.exit(1);
      for (const answer of waiting.values()) answer({ status: 500, headers: {}, bytes: Buffer.from('PHP crashed.') });
      waiting.clear();
      startWorker();
    });
  };

  const askPhp = async (request, response) => {
    const body = await buffer(request);
    const id = ++lastId;
    const { status, headers, bytes, fault } = await new Promise((answer) => {
      waiting.set(id, answer);
      const { url: path, method, headers } = request;
      worker.postMessage({
        id,
        request: { url: path, method, headers, ...(body.length > 0 ? { body: new Uint8Array(body) } : {}) },
      });
    });
    if (fault) console.error(request.method, request.url, fault);
    response.statusCode = status;
    for (const [name, value] of Object.entries(headers))
      if (name !== 'transfer-encoding' && name !== 'content-length') response.setHeader(name, value);
    response.end(bytes);
  };

  const server = createServer((request, response) => {
    const file = staticFile(site, request.url);
    if (file === null) {
      askPhp(request, response).catch((fault) => {
        console.error(fault);
        response.destroy();
      });
      return;
    }
    response.writeHead(200, {
      'content-type': contentTypes[extname(file).toLowerCase()],
      'content-length': statSync(file).size,
    });
    createReadStream(file).pipe(response);
  });
  server.on('error', (fault) => {
    console.error(fault.message);
    process.exit(1);
  });
  startWorker();
}

/** The file that a path names; null: PHP must answer. */
function staticFile(site, path) {
  try {
    const file = join(site, decodeURIComponent(new URL(path, 'http://localhost').pathname));
    const served = file.startsWith(site + sep) && extname(file).toLowerCase() in contentTypes;
    return served && existsSync(file) && statSync(file).isFile() ? file : null;
  } catch {
    return null;
  }
}

async function runPhp({ site, url, packages }) {
  const require = createRequire(join(packages, 'package.json'));
  const load = (name) => import(pathToFileURL(join(dirname(require.resolve(name)), 'index.js')).href);
  const { loadNodeRuntime, createNodeFsMountHandler } = await load('@php-wasm/node');
  const { PHP, PHPRequestHandler, FileLockManagerInMemory, setPhpIniEntries } = await load('@php-wasm/universal');
  const fileLockManager = new FileLockManagerInMemory();
  let processId = 0;
  const handler = new PHPRequestHandler({
    documentRoot: '/wordpress',
    absoluteUrl: url,
    cookieStore: false,
    maxPhpInstances: instances,
    getFileNotFoundAction: () => ({ type: 'internal-redirect', uri: '/index.php' }),
    async phpFactory({ requestHandler }) {
      const php = new PHP(
        await loadNodeRuntime(phpVersion, { fileLockManager, emscriptenOptions: { processId: ++processId } }),
      );
      php.requestHandler = requestHandler;
      await php.setSapiName('cli-server');
      await setPhpIniEntries(php, {
        'opcache.file_cache': '',
        'opcache.file_cache_only': '0',
        'opcache.memory_consumption': '128',
        'opcache.max_accelerated_files': '10000',
        allow_url_fopen: '1',
        display_errors: '0',
        html_errors: '0',
        max_execution_time: '0',
        memory_limit: '256M',
      });
      php.mkdir('/wordpress');
      await php.mount('/wordpress', createNodeFsMountHandler(site));
      return php;
    },
  });
  await handler.getPrimaryPhp();

  parentPort.on('message', async ({ id, request }) => {
    try {
      const { httpStatusCode, headers, bytes } = await handler.request(request);
      parentPort.postMessage({ id, status: httpStatusCode, headers, bytes });
    } catch (fault) {
      parentPort.postMessage({ id, status: 500, headers: {}, bytes: Buffer.from('PHP failed.'), fault: String(fault) });
      // An aborted instance does not answer any more, so the worker ends with all of its instances.
      setImmediate(() => {
        throw fault;
      });
    }
  });
  parentPort.postMessage({ up: true });
}
