import { catalogue } from '../texts/catalogue.ts';
import { speakerOf, type Listener, type Speaker } from '../texts/say.ts';
import type { Catalogue } from '../texts/text.ts';
import { systems } from './registry.ts';

const cataloguesOfSystems: Readonly<Record<string, Catalogue>> = Object.fromEntries(
  Object.values(systems).map(({ key, texts }) => [key, texts]),
);
const speakers = new Map<string, Speaker>();

/** The speaker for a listener, who says the texts of the bridge and of every system. */
export function speakerFor(listener: Listener): Speaker {
  const key = `${listener.language} ${listener.audience}`;
  const speaker =
    speakers.get(key) ?? speakerOf([catalogue, ...Object.values(cataloguesOfSystems)], listener, cataloguesOfSystems);
  speakers.set(key, speaker);
  return speaker;
}
