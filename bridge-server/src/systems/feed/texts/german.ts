import type { Translated, TranslatedWords } from '../../../texts/text.ts';
import type { feedProblems, feedWords } from './english.ts';

export const feedProblemsInGerman = {
  'held.feed_login': {
    title: 'Der Feed weist die Anmeldung ab',
    cause: '{host} hat mit {status} geantwortet: Benutzer und Passwort sind falsch oder fehlen.',
    remedy: 'Berichtigen Sie Benutzer und Passwort der Verbindung.',
  },
  'held.feed_login_host': {
    title: 'Die Anmeldung gilt einem anderen Host',
    cause: 'Die Adresse liegt bei {host}, die Anmeldung gilt für: {of}.',
    remedy: 'Geben Sie die Anmeldung noch einmal ein, mit dem Host {host}. Oder berichtigen Sie die Adresse.',
  },
  'held.feed_missing': {
    title: 'Den Feed gibt es nicht',
    cause: 'Unter „{address}“ ist nichts.',
    remedy:
      'Berichtigen Sie die Adresse in den Einstellungen der Verbindung. Eine Datei liegt im Ordner der Feeds selbst; schreiben Sie nur ihren Namen.',
  },
  'held.feed_no_folder': {
    title: 'Kein Ordner für Dateien ist eingerichtet',
    cause: '„{address}“ ist keine Adresse, die mit https:// beginnt, und die Brücke liest keine Dateien.',
    remedy:
      'Schreiben Sie eine Adresse, die mit https:// beginnt. Ist eine Datei gemeint, nennt der Betreiber der Brücke deren Ordner in KONTOR_FEED_FOLDER.',
  },
  'held.feed_moved': {
    title: 'Der Feed ist umgezogen',
    cause: '{host} sagt, dass der Feed unter einer anderen Adresse liegt: {to}',
    remedy: 'Prüfen Sie, ob diese Adresse stimmt, und tragen Sie sie in den Einstellungen der Verbindung ein.',
  },
  'held.feed_too_large': {
    title: 'Der Feed ist zu groß',
    cause: '„{address}“ hat mehr als {megabytes, number} MB, oder endet nie.',
    remedy:
      'Lassen Sie das Büro weniger Felder oder weniger Artikel schreiben, oder lesen Sie seine Datenbank statt des Feeds.',
  },
  'held.feed_encoding': {
    title: 'Der Feed hat eine andere Kodierung',
    cause: '„{address}“ ist nicht in {encoding} geschrieben.',
    remedy: 'Wählen Sie in den Einstellungen die andere Kodierung. Windows-Programme schreiben oft windows-1252.',
  },
  'held.feed_unreadable': {
    title: 'Der Feed lässt sich nicht lesen',
    cause: '„{address}“ lässt sich nicht als {format} lesen. Das Leseprogramm sagt: {said}',
    remedy:
      'Prüfen Sie in den Einstellungen Format, Trennzeichen und Ort der Zeilen. Stimmen sie, berichtigt das Büro den Feed.',
  },
} as const satisfies Translated<typeof feedProblems>;

export const feedWordsInGerman = {
  'operator.folder':
    'Der Ordner, aus dem Verbindungen Dateien lesen dürfen, als absoluter Pfad. Ohne ihn kommen Feeds nur über HTTP.',
  'setting.address': 'Adresse',
  'setting.address.help':
    'Etwa https://buero.example/bestand.csv, oder der Name einer Datei wie bestand.csv in dem Ordner, den der Betreiber der Brücke eingerichtet hat.',
  'setting.format': 'Format',
  'setting.format.csv': 'CSV mit Kopfzeile',
  'setting.format.json': 'JSON',
  'setting.format.xml': 'XML',
  'setting.encoding': 'Kodierung',
  'setting.encoding.help': 'Windows-Programme schreiben oft windows-1252. JSON ist fast immer utf-8.',
  'setting.encoding.utf-8': 'utf-8',
  'setting.encoding.windows-1252': 'windows-1252',
  'setting.delimiter': 'Trennzeichen',
  'setting.delimiter.help': 'Bei CSV: was zwischen zwei Feldern steht, etwa ; oder , oder \\t für einen Tabulator.',
  'setting.rows': 'Ort der Zeilen',
  'setting.rows.help':
    'Bei JSON: der Pfad der Liste, etwa data.articles; leer, wenn es nur die Liste gibt. Bei XML: der Name des Elements eines Artikels, etwa article.',
  'setting.decimalMark': 'Dezimalzeichen',
  'setting.decimalMark.point': 'Punkt: 1234.5 oder 1,234.5',
  'setting.decimalMark.comma': 'Komma: 1234,5 oder 1.234,5',
  'setting.skuField': 'Feld der Artikelnummer',
  'setting.skuField.help':
    'Die Nummer (SKU), unter der der Shop den Artikel kennt. Ein Feld in einem anderen wird mit Punkt geschrieben, etwa stock.total; ein Attribut in XML mit @.',
  'setting.nameField': 'Feld des Namens',
  'setting.stockField': 'Feld des Bestands',
  'setting.stockField.help': 'Steht in einer Zeile nichts darin, führt das Büro keinen Bestand des Artikels.',
  'setting.availableField': 'Feld des Verfügbaren',
  'setting.availableField.help': 'Wie viel vom Bestand für den Verkauf frei ist. Wenn leer: alles.',
  'setting.gtinField': 'Feld der GTIN',
  'setting.idField': 'Feld der Kennung',
  'setting.idField.help':
    'Sie bleibt, wenn die Artikelnummer sich ändert. Wenn leer, ist die Artikelnummer die Kennung.',
  'setting.archivedField': 'Feld für außer Gebrauch',
  'setting.archivedField.help': 'Lesbar sind ja, nein, 1 und 0. Wenn leer, sind alle Artikel in Gebrauch.',
  'credentials.host': 'Host',
  'credentials.host.help':
    'Welcher Host die Anmeldung bekommt, etwa feeds.example.com. Mit dem Port, wenn die Adresse einen hat.',
  'credentials.user': 'Benutzer',
  'credentials.user.help': 'Falls die Adresse eine Anmeldung verlangt.',
  'credentials.password': 'Passwort',
  'check.articles': 'Artikel',
  'check.refused': 'Zeilen, die keine Artikel sind',
  'feed.ragged':
    'Sie hat {fields, number} Felder, die Kopfzeile aber {expected, number}. Ein Feld mit dem Trennzeichen darin muss in Anführungszeichen stehen.',
  'feed.being_written': 'Die Datei wird gerade geschrieben.',
} as const satisfies TranslatedWords<typeof feedWords>;
