import { catalogue } from '../texts/catalogue.ts';
import { speakerOf, type Listener, type Speaker } from '../texts/say.ts';
import type { Catalogue } from '../texts/text.ts';
import { systems } from './registry.ts';

const ofSystems: Readonly<Record<string, Catalogue>> = Object.fromEntries(
  Object.values(systems).map(({ key, texts }) => [key, texts]),
);
const known = new Map<string, Speaker>();

/** Says to a listener what the bridge and the systems that it knows have to say. */
export function speakerFor(listener: Listener): Speaker {
  const key = `${listener.language} ${listener.audience}`;
  const speaker = known.get(key) ?? speakerOf([catalogue, ...Object.values(ofSystems)], listener, ofSystems);
  known.set(key, speaker);
  return speaker;
}
