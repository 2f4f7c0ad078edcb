import type { OpenApi } from './openapi.ts';
import type { Parameter } from './openapi-endpoint.ts';

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The OpenAPI document as one page of HTML, without scripts and without other files. */
export function openApiPage({ info, paths }: OpenApi): string {
  const endpoints = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  );
  const sections = endpoints.map(
    ({ path, method, operationId, summary, description, parameters, requestBody, responses }) => `
<section id="${escaped(operationId)}">
<h2><code>${method.toUpperCase()} ${escaped(path)}</code></h2>
<p>${escaped(summary)} <small>${escaped(description)}</small></p>
${parameters.length === 0 ? '' : `<table>${parameters.map(parameterRow).join('')}</table>`}
${Object.values(requestBody?.content ?? {})
  .map(({ schema }) => shape('Body', schema))
  .join('')}
${Object.values(responses[200].content)
  .map(({ schema }) => shape('Answer', schema))
  .join('')}
</section>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(info.title)}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1d2327; }
h2 { font-size: 1.1rem; margin: 2.5rem 0 0; border-top: 1px solid #dcdcde; padding-top: 1rem; }
small { color: #50575e; }
td { padding: .1rem 1rem .1rem 0; vertical-align: top; }
pre { background: #f6f7f7; padding: .75rem; overflow: auto; font-size: .85rem; }
nav ul { columns: 2; padding-left: 1.2rem; }
</style></head><body>
<h1>${escaped(info.title)}</h1>
<p>${escaped(info.description)} Every request is signed, except those for the bridge's health, for this page,
and for pairing a shop. A refusal is <code>application/problem+json</code> with a code, its cause and what to do.
Programs can read this page as an OpenAPI document: <a href="/openapi.json">/openapi.json</a>.</p>
<nav><ul>${endpoints.map(navigationEntry).join('')}</ul></nav>
${sections.join('')}
</body></html>
`;
}

function parameterRow({ name, in: place, required, description = '' }: Parameter): string {
  const cells = [`<code>${escaped(name)}</code>`, `${place}${required ? ', needed' : ''}`, escaped(description)];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

const navigationEntry = ({ operationId, summary }: { operationId: string; summary: string }): string =>
  `<li><a href="#${escaped(operationId)}">${escaped(summary)}</a></li>`;

const shape = (title: string, schema: unknown): string =>
  `<details><summary>${title}</summary><pre>${escaped(JSON.stringify(schema, null, 2))}</pre></details>`;
