import type { Word } from '@kontor/shared/problem';
import { z } from 'zod';
import { word } from '../../texts/reason.ts';
import type { XmlElement } from './elements.ts';
import { rootElement, structure } from './structure.ts';
import { orthosoftField } from './texts.ts';

/** Other names for elements: `ours` is an element's name, or `patient/lastName` for one parent only. */
export const elementNames = z.array(z.object({ ours: z.string(), theirs: z.string() }));
export type ElementNames = z.infer<typeof elementNames>;

const shortText = z.string().trim().min(1).max(100);

/** The same, as a person sets it: every name is an element's, and no parent gets two elements of one name. */
export const elementNamesSetting = z
  .array(
    z.object({
      ours: shortText.meta(orthosoftField('setting.ourName')),
      theirs: shortText.meta(orthosoftField('setting.theirName')),
    }),
  )
  .superRefine((entries, context) => {
    for (const { path, message, why } of faultsIn(entries))
      context.addIssue({ code: 'custom', path, message, params: { said: why } });
  })
  .default([])
  .meta(orthosoftField('setting.elementNames'));

interface Fault {
  path: (string | number)[];
  message: string;
  why: Word;
}

/** The letters of European languages; XML allows more, but not every letter. */
const xmlName = /^[A-Z_a-zÀ-ÖØ-öø-ž][\w.\-À-ÖØ-öø-ž]*$/;

function faultsIn(entries: ElementNames): Fault[] {
  const faults = entries.flatMap(({ ours, theirs }, index): Fault[] => [
    ...(isKnown(ours)
      ? []
      : [
          {
            path: [index, 'ours'],
            message: `no element is called ${ours}`,
            why: word('field.no_element', { name: ours }),
          },
        ]),
    ...(entries.findIndex((entry) => entry.ours === ours) === index
      ? []
      : [{ path: [index, 'ours'], message: `${ours} stands twice`, why: word('field.twice', { name: ours }) }]),
    ...(xmlName.test(theirs) && !/^xml/i.test(theirs)
      ? []
      : [
          {
            path: [index, 'theirs'],
            message: `${theirs} is no name of an XML element`,
            why: word('field.no_xml_name', { name: theirs }),
          },
        ]),
  ]);
  return faults.length > 0 ? faults : samenessIn(entries);
}

/** Each parent that would have two elements of one name. */
const samenessIn = (entries: ElementNames): Fault[] =>
  Object.entries(structure).flatMap(([parent, children]): Fault[] => {
    const named = children.map((child) => nameIn(entries, parent, child));
    const name = named.find((candidate, index) => named.indexOf(candidate) !== index);
    if (name === undefined) return [];
    const index = entries.findLastIndex(({ theirs }) => theirs === name);
    const why = word('field.same_element', { place: parent, name });
    return [{ path: [index, 'theirs'], message: `${parent} would contain ${name} twice`, why }];
  });

function isKnown(ours: string): boolean {
  const [parent = '', child, ...more] = ours.split('/');
  if (more.length > 0) return false;
  if (child !== undefined) return Object.hasOwn(structure, parent) && (structure[parent]?.includes(child) ?? false);
  return parent === rootElement || Object.values(structure).some((children) => children.includes(parent));
}

/** The name of an element in a document, where its parent is called so by us. A name for one parent goes first. */
const nameIn = (entries: ElementNames, parent: string, child: string): string =>
  (entries.find(({ ours }) => ours === `${parent}/${child}`) ?? entries.find(({ ours }) => ours === child))?.theirs ??
  child;

/** Pure: the element and everything in it under the other names. */
export function renamed(entries: ElementNames, [name, content, attributes = {}]: XmlElement, parent = ''): XmlElement {
  const inner = typeof content === 'string' ? content : content.map((child) => renamed(entries, child, name));
  return [nameIn(entries, parent, name), inner, attributes];
}
