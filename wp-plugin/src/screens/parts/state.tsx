import { __, sprintf } from '@wordpress/i18n';

/** A state, which looks the same on every screen: a coloured dot with a word, never a colour alone. */
export type Tone = 'done' | 'waiting' | 'held' | 'blocked' | 'doubt' | 'closed';

export function StateDot({ tone, children }: { tone: Tone; children: React.ReactNode }) {
  return <span className={`kontor-state kontor-${tone}`}>{children}</span>;
}

/** What the bridge tells of a document's state. */
export interface ShownStanding {
  readonly state: string;
  readonly reason: string;
  readonly document: string | null;
  /** The reason in short. */
  readonly title?: string | null;
}

const tones: Readonly<Record<string, Tone>> = { done: 'done', blocked: 'blocked', closed: 'closed', in_doubt: 'doubt' };

/** The tone of a document's state. A document that is held back has state `waiting`, but its own tone. */
export const toneOf = ({ state, reason }: Pick<ShownStanding, 'state' | 'reason'>): Tone =>
  tones[state] ?? (reason.startsWith('held.') ? 'held' : 'waiting');

/** A document's state in words. `office`: what the system is called. */
export function stateWords(standing: ShownStanding, office: string): string {
  const { state, reason, document, title } = standing;
  const because = (word: string, why: string) =>
    /* translators: 1: a state such as "Held back", 2: why */
    title ? sprintf(__('%1$s: %2$s', 'kontor-bridge'), word, title) : why;
  switch (toneOf(standing)) {
    case 'done':
      /* translators: %s: number of a document */
      return document
        ? sprintf(__('In the office · %s', 'kontor-bridge'), document)
        : __('In the office', 'kontor-bridge');
    case 'blocked':
      return because(__('Needs you', 'kontor-bridge'), __('Needs you', 'kontor-bridge'));
    case 'held':
      return because(__('Held back', 'kontor-bridge'), __('Held back', 'kontor-bridge'));
    case 'doubt':
      /* translators: %s: name of the office's program */
      return sprintf(__('Checking with %s', 'kontor-bridge'), office);
    case 'closed':
      if (reason === 'elsewhere') return __('Handled elsewhere', 'kontor-bridge');
      return because(__('Not sent', 'kontor-bridge'), __('Not sent', 'kontor-bridge'));
    case 'waiting':
      return state === 'handed_over' ? __('Ready for the office', 'kontor-bridge') : __('Waiting', 'kontor-bridge');
  }
}

/** A document's state with its dot. */
export const DocumentState = ({ standing, office }: { standing: ShownStanding; office: string }) => (
  <StateDot tone={toneOf(standing)}>{stateWords(standing, office)}</StateDot>
);
