import { systems } from '../../bridge-server/src/systems/registry.ts';
import { catalogue } from '../../bridge-server/src/texts/catalogue.ts';
import type { Remedy, Text, Texts } from '../../bridge-server/src/texts/text.ts';
import { codeOfKey, scanCodes } from './code-scan.ts';
import { plain } from './plain.ts';

/** Where the codes of a group appear; a group that is not listed belongs to an operation. */
const groups: Readonly<Record<string, string>> = {
  proof: 'The bridge does not believe a request. In the answer, in the log and in `kontor_requests_total`.',
  caller: 'The bridge believes a request, but its caller may not do this.',
  shop: 'In the answer to a request or a command.',
  pairing: 'A shop is not paired. In the answer to the plugin, which shows it.',
  identity: 'In the answer to the plugin, before a shop is paired.',
  reach: 'In the answer to a pairing, under `reached`: the shop is paired all the same.',
  route: 'In the answer to a request.',
  request: 'In the answer to a request.',
  body: 'In the answer to a request.',
  results: 'In the answer to a request.',
  events: 'In the answer to what a shop sends. Nothing of it was stored.',
  event: 'The outcome of one event of a shop: this event was not stored, the others were.',
  order: 'The outcome of one event of a shop, or the answer to a question about an order.',
  bridge: 'In the answer to a request, and in the log.',
  config: 'At the start of a process or a command, which then ends.',
  database: 'At the start of a process or a command, which then ends; and in `/readyz`.',
  server: 'At the start of a process, which then ends.',
  key: 'At the start of a process or a command; or in the answer about keys.',
  input: 'In the answer to a request or a command.',
  gap: 'A transfer is **blocked** before anything was sent: something is missing that must not be guessed.',
  refused: 'A transfer is **blocked**: the system refused it in its own words, or the document differs from the order.',
  doubt: 'An answer was lost. The transfer is **in doubt**, or **blocked** if the remedy asks a person to act.',
  gave_up: 'A transfer is **blocked**: to try again makes no sense.',
  held: 'A **connection** is held back. All its transfers wait and lose no attempt. It goes on by itself once a probe succeeds.',
  retry: 'A transfer is **waiting** and is tried again by itself.',
  wanted: 'A transfer is **waiting** to be sent.',
  claimed: 'A transfer is **sending**.',
  behind: 'A transfer is **waiting** for another transfer of its order.',
  resolved: 'A doubt is settled, and the transfer goes on.',
  replay: 'A person asked whether the document is still there.',
  changed: 'The shop changed the order since its document was made.',
  webhook: 'In the answer to a webhook of WooCommerce, and in the answer to `kontor shop webhooks`.',
  shop_read: 'The bridge cannot read a shop by its REST API. In `kontor shop reading` and in the answer to a command.',
  doctor: 'In `kontor doctor`; those that are [alarms](operating.md#alarms) also by webhook and mail.',
  alarms: 'In `kontor alarms test`, `kontor alarms` and `kontor doctor`: whether alarms reach somebody.',
  prepared: 'In the answer to `kontor connection create-products`: what became of a product of the settings.',
  rule: 'A transfer is **closed**, because a rule says that it is not to be sent.',
  cancelled: 'A transfer is **closed**, or followed by a cancellation, because the order was cancelled.',
};
const otherGroups = 'In the answer to an operation, whether by command or request.';

export interface Entry {
  code: string;
  cause: string;
  remedy: string;
  files: readonly string[];
  status: number | null;
}
const groupOf = (code: string): string => code.split('.', 1)[0] ?? '';

/** A title ends as a sentence does. A title that is a question keeps its question mark. */
const asSentence = (title: string): string => (title.endsWith('?') ? title : `${title}.`);

/**
 * Every text of the bridge and of its systems, by code, with the files that name the code and the status of its
 * answers.
 */
export function errorEntries(): Entry[] {
  const { named, statuses } = scanCodes();
  return [...catalogued()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([code, texts]) => {
      const files = [...(named.get(code) ?? [])].sort();
      const rows = texts.map(({ title, cause, remedy }) => ({
        code,
        cause: `**${asSentence(plain(title))}** ${plain(cause)}`,
        remedy: remedyOf(remedy),
        status: statuses.get(code) ?? null,
        files,
      }));
      return [...new Map(rows.map((row) => [row.cause + row.remedy, row])).values()];
    });
}

/** The texts of each code, from the bridge and from every system. */
function catalogued(): Map<string, Text[]> {
  const byCode = new Map<string, Text[]>();
  const ofSystems = Object.values(systems).map(({ texts }) => texts.en.problems);
  for (const [key, text] of [catalogue.en.problems as Texts, ...ofSystems].flatMap((texts) => Object.entries(texts)))
    byCode.set(codeOfKey(key), [...(byCode.get(codeOfKey(key)) ?? []), text]);
  return byCode;
}

/** The remedy, as both audiences read it. */
const remedyOf = (remedy: Remedy): string =>
  typeof remedy === 'string'
    ? plain(remedy)
    : `At a screen: ${plain(remedy.screen)} At the command line: ${plain(remedy.commandLine)}`;

const title = `# Errors by code

For everybody who meets a code: its cause and what to do. A refusal, a blocked transfer, a connection that is held back and a process that does
not start all name a code. Words in {braces} stand for values. The bridge says all of this in English, German and Norwegian.
[states.md](states.md) shows what each code does to a transfer, and [poweroffice.md](poweroffice.md) explains those of PowerOffice Go.

\`npm run documents\` makes this page from the texts of the bridge, and a test compares both.
`;

/** A lost call that may be repeated is not in doubt: it is retried under the same name. */
const derivedRetryCodes =
  'There are also codes of `retry.` with the last part of a code of `doubt` or `held`: ' +
  'the same happened to a call that may be repeated, or only to this transfer.';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const link = (file: string): string => `[${file.split('/').slice(-2).join('/')}](../${file})`;

/** The page, a section for each group of codes. */
export function errorsDocument(entries: readonly Entry[] = errorEntries()): string {
  const usedGroups = [...new Set(entries.map(({ code }) => groupOf(code)))];
  const inOrder = [
    ...Object.keys(groups).filter((group) => usedGroups.includes(group)),
    ...usedGroups.filter((group) => !(group in groups)),
  ];
  const sections = inOrder.map((group) => {
    const rows = entries
      .filter(({ code }) => groupOf(code) === group)
      .map(({ code, cause, remedy, files, status }) => {
        const cells = [
          `\`${code}\`${status === null ? '' : ` (${status})`}`,
          cell(cause),
          cell(remedy),
          files.map(link).join(', '),
        ];
        return `| ${cells.join(' | ')} |`;
      });
    return [
      `## ${group}`,
      [groups[group] ?? otherGroups, ...(group === 'retry' ? [derivedRetryCodes] : [])].join('\n\n'),
      ['| code | cause | what to do | said in |', '| --- | --- | --- | --- |', ...rows].join('\n'),
    ].join('\n\n');
  });
  return `${title}\n${sections.join('\n\n')}\n`;
}
