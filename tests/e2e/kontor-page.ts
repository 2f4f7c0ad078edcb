import { decodeHtml, formFields } from '../shop/orders/forms.ts';
import type { Session } from '../shop/session.ts';

/** A step of the checklist as the page shows it. */
export interface ShownStep {
  step: string;
  state: string;
  /** What is wrong, and what to do about it; null if nothing is. */
  problem: { text: string; code: string } | null;
}

/** The page WooCommerce → Kontor as an admin reads it. */
export interface ShownPage {
  steps: readonly ShownStep[];
  /** The page's text outside the checklist, without tags. */
  text: string;
}

const path = '/wp-admin/admin.php?page=kontor&tab=settings';
const steps = [
  'code',
  'reachable',
  'signature',
  'clocks',
  'version',
  'paired',
  'signed',
  'reached',
  'read',
  'webhooks',
  'first',
  'document',
];

/** The plugin's page without a browser: its forms and links do the same as its script. */
export function kontorPage(session: Session) {
  const open = async (): Promise<string> => (await session.fetch(path)).text();
  return {
    read: async (): Promise<ShownPage> => readPage(await open()),
    /** Pastes a code and presses the button. */
    async pair(code: string): Promise<ShownPage> {
      const fields = formFields(await open(), 'kontor-form-pair').filter(([name]) => name !== 'code');
      const answer = await session.post('/wp-admin/admin-post.php', [...fields, ['code', code]]);
      return readPage(await answer.text());
    },
    /** Follows a button of the page that is a link. */
    async press(action: 'send-now' | 'test' | 'unpair'): Promise<ShownPage> {
      const link = [...(await open()).matchAll(/href="([^"]+)"/g)]
        .map(([, href = '']) => decodeHtml(href))
        .find((href) => href.includes(`action=kontor_${action}&`));
      if (link === undefined) throw new Error(`The page has no button for ${action}.`);
      const answer = await session.fetch(link, { headers: { referer: `${session.url}${path}` } });
      return readPage(await answer.text());
    },
  };
}

function readPage(page: string): ShownPage {
  const [list = ''] = /<ul class="kontor-steps">.*?<\/ul>/s.exec(page) ?? [];
  const lines = [...list.matchAll(/<li class="(\w+)">(.*?)<\/li>/gs)];
  return {
    steps: lines.map(([, state = '', line = ''], place) => {
      const [, text, code] = /<p>(.*?) <code>(.*?)<\/code><\/p>/s.exec(line) ?? [];
      const problem = text === undefined || code === undefined ? null : { text: decodeHtml(text), code };
      return { step: steps[place] ?? '?', state, problem };
    }),
    text: decodeHtml(page.replace(list, '').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' '),
  };
}
