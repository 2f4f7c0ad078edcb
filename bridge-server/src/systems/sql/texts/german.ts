import type { Translated, TranslatedWords } from '../../../texts/text.ts';
import type { sqlProblems, sqlWords } from './english.ts';

export const sqlProblemsInGerman = {
  'held.host_not_allowed': {
    title: 'Der Datenbankserver ist nicht erlaubt',
    cause: 'Die Brücke darf sich nicht mit {host} verbinden, denn KONTOR_SQL_HOSTS nennt ihn nicht.',
    remedy:
      'Berichtigen Sie Host und Port in den Einstellungen. Stimmen sie, trägt der Betreiber der Brücke sie in KONTOR_SQL_HOSTS ein und startet sie neu.',
  },
  'held.role_refused': {
    title: 'Die Datenbank weist den Benutzer ab',
    cause: 'Die Datenbank lässt den Benutzer „{user}“ nicht hinein. Sie sagte: {said}',
    remedy:
      'Berichtigen Sie Benutzer und Passwort der Verbindung, oder bitten Sie den Betreiber der Datenbank, den Benutzer zuzulassen.',
  },
  'held.database_unknown': {
    title: 'Die Datenbank gibt es nicht',
    cause: 'Der Server hat keine Datenbank „{database}“, oder der Benutzer darf sie nicht nutzen. Er sagte: {said}',
    remedy: 'Berichtigen Sie den Namen der Datenbank in den Einstellungen der Verbindung.',
  },
  'held.view_unknown': {
    title: 'Die Sicht gibt es nicht',
    cause: 'Die Datenbank „{database}“ hat keine Sicht oder Tabelle „{view}“.',
    remedy:
      'Berichtigen Sie den Namen der Sicht in den Einstellungen. Gehört sie zu einem Schema, schreiben Sie es davor, etwa buero.artikel.',
  },
  'held.not_readable': {
    title: 'Der Benutzer darf die Sicht nicht lesen',
    cause:
      'Der Benutzer „{user}“ hat kein Recht, „{view}“ zu lesen, oder die Sicht gibt es nicht. Die Datenbank sagte: {said}',
    remedy: 'Der Betreiber der Datenbank gibt dem Benutzer das Recht, die Sicht zu lesen, und kein anderes.',
  },
  'held.view_writes': {
    title: 'Das Lesen der Sicht würde etwas ändern',
    cause:
      'Die Datenbank hat das Lesen von „{view}“ verweigert, weil es eine Funktion aufruft, die schreibt. Sie sagte: {said}',
    remedy: 'Nennen Sie eine Sicht, die nur liest. Kontor ändert in einer Datenbank nichts.',
  },
  'held.view_slow': {
    title: 'Die Sicht braucht zu lange',
    cause: 'Die Datenbank hat beim Lesen von „{view}“ nicht binnen {seconds} Sekunden geantwortet.',
    remedy:
      'Der Betreiber der Datenbank gibt der Spalte der Kennung oder der Artikelnummer einen Index, oder vereinfacht die Sicht. Kontor versucht es von selbst wieder.',
  },
  'held.view_endless': {
    title: 'Die Sicht hat zu viele Zeilen',
    cause: '„{view}“ hat mehr als {rows, number} Zeilen.',
    remedy: 'Nennen Sie eine Sicht mit einer Zeile für jeden Artikel.',
  },
  'held.key_repeated': {
    title: 'Die Spalte unterscheidet die Artikel nicht',
    cause: 'Die Spalte „{column}“ hat in zu vielen Zeilen denselben Wert, oder zu lange Werte.',
    remedy:
      'Nennen Sie in den Einstellungen eine Spalte, die von Zeile zu Zeile verschieden ist, etwa die Kennung des Artikels.',
  },
  'held.no_tls': {
    title: 'Die Verbindung zur Datenbank ist nicht sicher',
    cause: 'Eine verschlüsselte Verbindung zu {host} kam nicht zustande. Der Grund: {said}',
    remedy:
      'Der Betreiber der Datenbank richtet TLS mit einem Zertifikat ein, dem die Brücke traut. In einem sicheren Netz lässt sich TLS in den Einstellungen ausschalten.',
  },
  'held.view_failed': {
    title: 'Die Sicht lässt sich nicht lesen',
    cause: 'Die Datenbank konnte „{view}“ nicht lesen. Sie sagte: {said}',
    remedy: 'Der Betreiber der Datenbank berichtigt die Sicht. Kontor versucht es von selbst wieder.',
  },
} as const satisfies Translated<typeof sqlProblems>;

export const sqlWordsInGerman = {
  'operator.hosts':
    'Die Datenbankserver, von denen Verbindungen lesen dürfen, als Host oder Host:Port mit Kommas dazwischen. Ohne sie wird keine Datenbank angeboten.',
  'setting.engine': 'Art der Datenbank',
  'setting.engine.postgresql': 'PostgreSQL',
  'setting.engine.mariadb': 'MariaDB oder MySQL',
  'setting.host': 'Host',
  'setting.host.help': 'Etwa db.example.com. Der Betreiber der Brücke muss ihn erlaubt haben.',
  'setting.port': 'Port',
  'setting.port.help': 'Wenn leer: 5432 bei PostgreSQL, 3306 bei MariaDB und MySQL.',
  'setting.tls': 'Mit TLS verschlüsselt',
  'setting.tls.help': 'Schalten Sie es nur in einem Netz aus, in dem niemand mithören kann.',
  'setting.database': 'Datenbank',
  'setting.view': 'Sicht oder Tabelle',
  'setting.view.help': 'Eine Zeile für jeden Artikel. Etwa artikel, oder buero.artikel für die Sicht eines Schemas.',
  'setting.skuColumn': 'Spalte der Artikelnummer',
  'setting.skuColumn.help': 'Die Nummer (SKU), unter der der Shop den Artikel kennt.',
  'setting.nameColumn': 'Spalte des Namens',
  'setting.stockColumn': 'Spalte des Bestands',
  'setting.stockColumn.help': 'Steht in einer Zeile nichts darin, führt das Büro keinen Bestand des Artikels.',
  'setting.availableColumn': 'Spalte des Verfügbaren',
  'setting.availableColumn.help': 'Wie viel vom Bestand für den Verkauf frei ist. Wenn leer: alles.',
  'setting.gtinColumn': 'Spalte der GTIN',
  'setting.idColumn': 'Spalte der Kennung',
  'setting.idColumn.help':
    'Sie ist von Zeile zu Zeile verschieden und bleibt, wenn die Artikelnummer sich ändert. Sie sollte einen Index haben. Wenn leer, ist die Artikelnummer die Kennung.',
  'setting.archivedColumn': 'Spalte für außer Gebrauch',
  'setting.archivedColumn.help': 'Lesbar sind ja, nein, 1 und 0. Wenn leer, sind alle Artikel in Gebrauch.',
  'setting.changedColumn': 'Spalte der letzten Änderung',
  'setting.changedColumn.help':
    'Ein Datum mit Uhrzeit. Damit werden nach dem ersten Mal nur geänderte Zeilen gelesen. Wenn leer, werden jedes Mal alle gelesen.',
  'credentials.user': 'Benutzer',
  'credentials.user.help': 'Am besten ein Benutzer, der nur diese Sicht lesen kann.',
  'credentials.password': 'Passwort',
  'check.view': 'Sicht',
  'check.columns': 'Spalten',
  'check.may_write':
    'Der Benutzer „{user}“ darf auch Daten ändern. Kontor liest in einer Transaktion, die nichts ändert; sicherer ist aber ein Benutzer, der nur lesen kann.',
} as const satisfies TranslatedWords<typeof sqlWords>;
