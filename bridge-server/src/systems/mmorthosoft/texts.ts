import type { Catalogue } from '../../texts/text.ts';
import { assignmentTexts } from './assignment-texts.ts';

const english = {
  problems: { ...assignmentTexts.en.problems },
  words: {
    ...assignmentTexts.en.words,
    'function.orders': 'Orders',
    'function.orders.help':
      'Offers a document for each order, and a new one when the order changes. The office fetches with a key that whoever runs the bridge makes for it.',
    'function.cancellations': 'Cancellations',
    'function.cancellations.help':
      'Offers a document that takes a cancelled order back. If this is switched off, each cancellation becomes a task.',
  },
} as const;

type OrthosoftTexts = Catalogue<typeof english.problems, typeof english.words>;

const german: OrthosoftTexts['de'] = {
  problems: { ...assignmentTexts.de.problems },
  words: {
    ...assignmentTexts.de.words,
    'function.orders': 'Bestellungen',
    'function.orders.help':
      'Stellt zu jeder Bestellung einen Beleg bereit, und einen neuen, wenn sie sich ändert. Das Büro ruft mit einem Schlüssel ab, den ihm der Betreiber der Bridge erstellt.',
    'function.cancellations': 'Stornierungen',
    'function.cancellations.help':
      'Stellt einen Beleg bereit, der eine stornierte Bestellung zurücknimmt. Ist das ausgeschaltet, wird aus jeder Stornierung eine Aufgabe.',
  },
};

const norwegian: OrthosoftTexts['nb'] = {
  problems: { ...assignmentTexts.nb.problems },
  words: {
    ...assignmentTexts.nb.words,
    'function.orders': 'Ordrer',
    'function.orders.help':
      'Tilbyr et dokument for hver ordre, og et nytt når ordren endres. Kontoret henter med en nøkkel som den som drifter broen, lager til det.',
    'function.cancellations': 'Kanselleringer',
    'function.cancellations.help':
      'Tilbyr et dokument som trekker en kansellert ordre tilbake. Hvis dette er slått av, blir hver kansellering en oppgave.',
  },
};

/** What mmOrthosoft says in its own way. */
export const orthosoftTexts: OrthosoftTexts = { en: english, de: german, nb: norwegian };
