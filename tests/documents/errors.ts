import { systems } from '../../bridge-server/src/systems/registry.ts';
import { catalogue } from '../../bridge-server/src/texts/catalogue.ts';
import type { Remedy, Text, Texts } from '../../bridge-server/src/texts/text.ts';
import { codeOfKey, scanCodes } from './code-scan.ts';
import { plain } from './plain.ts';

/** Where the codes of a group appear; a group that is not listed belongs to an operation. */
const groups: Readonly<Record<string, string>> = {
  proof: 'A request is not believed. In the answer, in the log and in `kontor_requests_total`.',
  caller: 'A request is believed, but not meant for whoever made it.',
  shop: 'In the answer to a request or a command.',
  pairing: 'A shop is not paired. In the answer to the plugin, which shows it.',
  identity: 'In the answer to the plugin, before a shop is paired.',
  reach: 'In the answer to a pairing, under `reached`: the shop is paired all the same.',
  route: 'In the answer to a request.',
  request: 'In the answer to a request.',
  body: 'In the answer to a request.',
  results: 'In the answer to a request.',
  events: 'In the answer to what a shop sends; nothing of it was taken.',
  event: 'The outcome of one event of a shop: this one was not taken, the others were.',
  order: 'The outcome of one event of a shop, or the answer to a question about an order.',
  bridge: 'In the answer to a request, and in the log.',
  config: 'At the start of a process or a command, which ends with it.',
  database: 'At the start of a process or a command, which ends with it; and in `/readyz`.',
  server: 'At the start of a process, which ends with it.',
  key: 'At the start of a process or a command; or in the answer about keys.',
  input: 'In the answer to a request or a command.',
  gap: 'A transfer is **blocked**, before anything was sent: something is missing that nobody should guess.',
  refused: 'A transfer is **blocked**: the system refused it, in its own words, or what it made does not agree.',
  doubt: 'A transfer is **in doubt**, or, where the remedy asks for a person, **blocked**: an answer was lost.',
  gave_up: 'A transfer is **blocked**: trying on makes no sense.',
  held: 'A **connection** is held back and all its transfers wait, none losing an attempt. It goes on by itself when it is probed with success.',
  retry: 'A transfer is **waiting** and is tried again by itself.',
  wanted: 'A transfer is **waiting**: it is to be sent.',
  claimed: 'A transfer is **sending**.',
  behind: 'A transfer is **waiting** for another of its order.',
  resolved: 'A doubt is settled, and the transfer goes on.',
  replay: 'A person asked whether the document is still there.',
  changed: 'The shop changed the order since its document was made.',
  doctor: 'Said by `kontor doctor`, and those that are [alarms](operating.md#alarms) by webhook and mail.',
  alarms: 'Said by `kontor alarms test`, `kontor alarms` and `kontor doctor`: whether alarms reach somebody.',
  prepared: 'What became of something that the settings say the system has.',
  rule: 'A transfer is **closed**, since a rule says that it is not to be sent.',
  cancelled: 'A transfer is **closed**, or followed by a cancellation, since the order was called off.',
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
        cause: `**${plain(title)}.** ${plain(cause)}`,
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

Made from the catalogue of texts by \`npm run documents\`; a test keeps both alike. A refusal, a blocked transfer, a connection that is held back and a process
that does not start all name a code, a cause and what to do. What stands in {braces} is known only when it is said;
the bridge says all of it in English, German and Norwegian.
What each code does to a transfer stands in [states.md](states.md), and what PowerOffice Go has to do with it in
[poweroffice.md](poweroffice.md).
`;

/** A lost call that may be repeated is not in doubt: it is retried under the same name. */
const derivedRetryCodes =
  'Besides, `retry.` with the last part of a code of `doubt` or `held`: ' +
  'the same happened on a call that may be repeated, or to this transfer alone.';

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
