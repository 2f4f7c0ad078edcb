import { fieldTextsOf, type Fields } from '../../texts/form.ts';
import type { Catalogue } from '../../texts/text.ts';

const english = {
  problems: {},
  words: {
    'function.orders': 'Orders',
    'function.orders.help':
      'Offers a document for each order, and a new one when the order changes. The office fetches with a key that whoever runs the bridge makes for it.',
    'function.cancellations': 'Cancellations',
    'function.cancellations.help':
      'Offers a document that takes a cancelled order back. If this is switched off, each cancellation becomes a task.',
    'setting.files': 'Field with addresses of files',
    'setting.files.help':
      "The order's meta field with the addresses of scans on the shop's own host. Kontor fetches them. Files that Kontor's plugin sends need no such field.",
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
      'Stellt zu jeder Bestellung einen Beleg bereit, und einen neuen, wenn sie sich ändert. Das Büro ruft mit einem Schlüssel ab, den ihm der Betreiber der Bridge erstellt.',
    'function.cancellations': 'Stornierungen',
    'function.cancellations.help':
      'Stellt einen Beleg bereit, der eine stornierte Bestellung zurücknimmt. Ist das ausgeschaltet, wird aus jeder Stornierung eine Aufgabe.',
    'setting.files': 'Feld mit Adressen von Dateien',
    'setting.files.help':
      'Das Meta-Feld der Bestellung mit den Adressen von Scans auf dem eigenen Host des Shops. Kontor holt sie. Dateien, die das Plugin von Kontor sendet, brauchen kein solches Feld.',
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
      'Tilbyr et dokument for hver ordre, og et nytt når ordren endres. Kontoret henter med en nøkkel som den som drifter broen, lager til det.',
    'function.cancellations': 'Kanselleringer',
    'function.cancellations.help':
      'Tilbyr et dokument som trekker en kansellert ordre tilbake. Hvis dette er slått av, blir hver kansellering en oppgave.',
    'setting.files': 'Felt med adresser til filer',
    'setting.files.help':
      'Metafeltet i ordren med adressene til skanninger på nettbutikkens egen vert. Kontor henter dem. Filer som Kontors utvidelse sender, trenger ikke et slikt felt.',
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
