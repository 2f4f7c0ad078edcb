import { fieldTextsOf, type Fields } from '../../texts/form.ts';
import type { Catalogue } from '../../texts/text.ts';

const english = {
  problems: {},
  words: {
    'function.orders': 'Orders',
    'function.orders.help':
      'Offers a document for each order, and a new one when the order changes. The office fetches with a key that you create under Fetching.',
    'function.cancellations': 'Cancellations',
    'function.cancellations.help':
      'Offers a document that takes a cancelled order back. If this is switched off, each cancellation becomes a task.',
    'setting.employee': 'Employee',
    'setting.employee.help': 'Who the new orders belong to at the office, such as WEB. Empty: the office decides.',
    'setting.branch': 'Branch',
    'setting.branch.help': 'The branch that the new orders belong to. Empty: the office decides.',
    'setting.clerk': 'Clerk',
    'setting.clerk.help': 'Who works on the new orders at the office. Empty: the office decides.',
  },
} as const;

type OrthosoftTexts = Catalogue<typeof english.problems, typeof english.words>;

const german: OrthosoftTexts['de'] = {
  problems: {},
  words: {
    'function.orders': 'Bestellungen',
    'function.orders.help':
      'Stellt zu jeder Bestellung einen Beleg bereit, und einen neuen, wenn sie sich ändert. Das Büro ruft mit einem Schlüssel ab, den Sie unter Abruf erstellen.',
    'function.cancellations': 'Stornierungen',
    'function.cancellations.help':
      'Stellt einen Beleg bereit, der eine stornierte Bestellung zurücknimmt. Ist das ausgeschaltet, wird aus jeder Stornierung eine Aufgabe.',
    'setting.employee': 'Mitarbeiter',
    'setting.employee.help': 'Wem die neuen Aufträge gehören, zum Beispiel WEB. Leer: Das Büro entscheidet.',
    'setting.branch': 'Filiale',
    'setting.branch.help': 'Die Filiale, zu der die neuen Aufträge gehören. Leer: Das Büro entscheidet.',
    'setting.clerk': 'Sachbearbeiter',
    'setting.clerk.help': 'Wer die neuen Aufträge im Büro bearbeitet. Leer: Das Büro entscheidet.',
  },
};

const norwegian: OrthosoftTexts['nb'] = {
  problems: {},
  words: {
    'function.orders': 'Ordrer',
    'function.orders.help':
      'Tilbyr et dokument for hver ordre, og et nytt når ordren endres. Kontoret henter med en nøkkel som du lager under Henting.',
    'function.cancellations': 'Kanselleringer',
    'function.cancellations.help':
      'Tilbyr et dokument som trekker en kansellert ordre tilbake. Hvis dette er slått av, blir hver kansellering en oppgave.',
    'setting.employee': 'Ansatt',
    'setting.employee.help': 'Hvem de nye ordrene tilhører på kontoret, for eksempel WEB. Tomt: Kontoret bestemmer.',
    'setting.branch': 'Filial',
    'setting.branch.help': 'Filialen som de nye ordrene tilhører. Tomt: Kontoret bestemmer.',
    'setting.clerk': 'Saksbehandler',
    'setting.clerk.help': 'Hvem som behandler de nye ordrene på kontoret. Tomt: Kontoret bestemmer.',
  },
};

/** What mmOrthosoft says in its own way. */
export const orthosoftTexts: OrthosoftTexts = { en: english, de: german, nb: norwegian };

/** Names the texts of a field that only mmOrthosoft has. */
export const orthosoftField: Fields<typeof english.words> = fieldTextsOf(orthosoftTexts);
